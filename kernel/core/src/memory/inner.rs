//! `Inner`: what an address space keeps under its lock, and the parts its operations are made of.

use alloc::boxed::Box;

use capos_hal::frame;
use capos_hal::paging::PageTable;
use capos_hal::{PAGE_SIZE, Protection, UserPages};
use capos_schema::abi::limits::{USER_END, USER_START};

use super::fault::{FaultAhead, effective};
use super::{Backing, Mapping, MappingTree, MemoryError};
use crate::file_system::Running;
use crate::quota::Account;

const PAGE: u64 = PAGE_SIZE as u64;

/// Mappings of one process at most.
pub const MAX_MAPPINGS: usize = 1 << 16;

/// Mappings that the kernel keeps in a page of its own memory, rounded to what the account is charged.
const MAPPINGS_PER_PAGE: usize = 64;

/// Where a new mapping goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The kernel chooses; the start is a multiple of the alignment.
    Anywhere { alignment: u64 },
    /// At this address, rounded down to the alignment, if nothing is there; else anywhere.
    Near { hint: u64, alignment: u64 },
    /// From this address upwards, the first gap.
    Above { from: u64, alignment: u64 },
    /// Exactly here; what was there goes.
    Replacing(u64),
    /// Exactly here, where nothing may be.
    Vacant(u64),
}

pub(super) struct Inner {
    pub(super) table: PageTable,
    pub(super) mappings: MappingTree,
    /// Pages that the page table maps, each charged.
    pub(super) resident: u64,
    /// The most there were at a time.
    pub(super) peak: u64,
    /// Pages charged for the notes about mappings.
    pub(super) notes: u64,
    /// The search for a gap begins here and goes down: above it there is little left.
    pub(super) cursor: u64,
    pub(super) ahead: FaultAhead,
    /// The program's file, to which nobody writes meanwhile.
    pub(super) running: Option<Running>,
    /// What was here before, to be put back.
    pub(super) kept: Option<Box<Inner>>,
}

impl Inner {
    pub(super) fn new(table: PageTable, cursor: u64) -> Self {
        Inner {
            table,
            mappings: MappingTree::default(),
            resident: 0,
            peak: 0,
            notes: 0,
            cursor,
            ahead: FaultAhead::default(),
            running: None,
            kept: None,
        }
    }

    pub(super) fn place(&mut self, place: Place, length: u64, base: u64) -> Result<UserPages, MemoryError> {
        let exactly = |start: u64| {
            let end = start.checked_add(length).ok_or(MemoryError::InvalidRange)?;
            UserPages::new(start, end).ok_or(MemoryError::InvalidRange)
        };
        match place {
            Place::Replacing(start) => exactly(start),
            Place::Vacant(start) => {
                let pages = exactly(start)?;
                if self.mappings.is_free(pages) { Ok(pages) } else { Err(MemoryError::AlreadyMapped) }
            }
            Place::Near { hint, alignment } => {
                check_alignment(alignment)?;
                match exactly(hint / alignment * alignment) {
                    Ok(pages) if self.mappings.is_free(pages) => Ok(pages),
                    _ => self.place(Place::Anywhere { alignment }, length, base),
                }
            }
            Place::Above { from, alignment } => {
                check_alignment(alignment)?;
                let start = self.mappings.gap_above(from.max(USER_START), USER_END, length, alignment);
                exactly(start.ok_or(MemoryError::NoAddressSpace)?)
            }
            Place::Anywhere { alignment } => {
                check_alignment(alignment)?;
                let gap = |below| self.mappings.gap_below(below, USER_START, length, alignment);
                let start = gap(self.cursor)
                    .or_else(|| gap(base))
                    .or_else(|| self.mappings.gap_above(base, USER_END, length, alignment))
                    .ok_or(MemoryError::NoAddressSpace)?;
                self.cursor = start.min(base);
                exactly(start)
            }
        }
    }

    /// Makes sure that the notes about the mappings are paid for which a change of the range adds: one for
    /// each mapping that is cut, and `added` new ones.
    pub(super) fn prepare_change(
        &mut self,
        pages: UserPages,
        added: usize,
        account: &Account,
    ) -> Result<(), MemoryError> {
        match added + self.mappings.cuts(pages) {
            0 => Ok(()),
            added => self.prepare_addition(added, account),
        }
    }

    /// As `prepare_change`, where nothing is cut.
    pub(super) fn prepare_addition(&mut self, added: usize, account: &Account) -> Result<(), MemoryError> {
        let most = self.mappings.count() + added;
        if most > MAX_MAPPINGS {
            return Err(MemoryError::TooManyMappings);
        }
        let needed = most.div_ceil(MAPPINGS_PER_PAGE) as u64;
        if needed > self.notes {
            if frame::is_scarce() {
                return Err(MemoryError::OutOfMemory);
            }
            if !account.charge(needed - self.notes) {
                return Err(MemoryError::QuotaExceeded);
            }
            self.notes = needed;
        }
        Ok(())
    }

    pub(super) fn finish_change(&mut self, account: &Account) {
        let needed = self.mappings.count().div_ceil(MAPPINGS_PER_PAGE) as u64;
        if needed < self.notes {
            account.release(self.notes - needed);
            self.notes = needed;
        }
    }

    pub(super) fn clear(&mut self, pages: UserPages, account: &Account) {
        self.release_frames(pages, account);
        drop(self.mappings.remove(pages));
    }

    pub(super) fn release_frames(&mut self, pages: UserPages, account: &Account) {
        let mut released = 0;
        self.table.unmap_range(pages, |_, frame| {
            released += 1;
            drop(frame);
        });
        self.resident -= released;
        account.release(released);
    }

    pub(super) fn set_protection(
        &mut self,
        pages: UserPages,
        protection: Protection,
        account: &Account,
    ) -> Result<(), MemoryError> {
        self.prepare_change(pages, 0, account)?;
        let Inner { table, mappings, .. } = self;
        mappings.change(pages, |mapping| {
            mapping.protection = protection;
            if let Some(part) = UserPages::new(mapping.start, mapping.end) {
                table.protect_range(part, |_, frame, present| effective(mapping, frame, present));
            }
        });
        self.finish_change(account);
        Ok(())
    }

    /// Whether the whole range is reserved or anonymous memory.
    pub(super) fn check_anonymous(&self, pages: UserPages) -> Result<(), MemoryError> {
        if !self.mappings.covers(pages) {
            return Err(MemoryError::NotMapped);
        }
        let anonymous = |mapping: &Mapping| matches!(mapping.backing, Backing::Reserved | Backing::Anonymous);
        if self.mappings.overlapping(pages).all(anonymous) { Ok(()) } else { Err(MemoryError::NotAnonymous) }
    }
}

fn check_alignment(alignment: u64) -> Result<(), MemoryError> {
    if alignment.is_power_of_two() && alignment >= PAGE { Ok(()) } else { Err(MemoryError::InvalidAlignment) }
}
