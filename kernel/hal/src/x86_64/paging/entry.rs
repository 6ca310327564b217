//! One entry of a page table, any level.

use crate::PAGE_SIZE;
use crate::protection::Protection;
use crate::x86_64::frame::Frame;

pub const ENTRIES: usize = 512;

const PRESENT: u64 = 1 << 0;
const WRITABLE: u64 = 1 << 1;
const USER: u64 = 1 << 2;
const CACHE_DISABLE: u64 = 1 << 4;
const ACCESSED: u64 = 1 << 5;
const DIRTY: u64 = 1 << 6;
const LARGE: u64 = 1 << 7;
const GLOBAL: u64 = 1 << 8;
/// Ours: a user leaf that owns its frame, whether present or not.
const OWNED: u64 = 1 << 9;
/// Ours: the frame of a user leaf is there for ever, so nobody counts who refers to it.
const PERMANENT: u64 = 1 << 10;
/// Ours: the exact protection, three bits.
const PROTECTION_SHIFT: u32 = 52;
const NO_EXECUTE: u64 = 1 << 63;
const ADDRESS: u64 = 0x000f_ffff_ffff_f000;

/// What a mapping of the kernel's is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KernelMapping {
    Text,
    ReadOnly,
    Data,
    Device,
}

impl KernelMapping {
    const fn bits(self) -> u64 {
        let common = PRESENT | ACCESSED | DIRTY | GLOBAL;
        match self {
            KernelMapping::Text => common,
            KernelMapping::ReadOnly => common | NO_EXECUTE,
            KernelMapping::Data => common | NO_EXECUTE | WRITABLE,
            KernelMapping::Device => common | NO_EXECUTE | WRITABLE | CACHE_DISABLE,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Entry(u64);

impl Entry {
    pub const EMPTY: Entry = Entry(0);

    /// Leads to a table of the next level, for user addresses too.
    pub fn user_table(physical: u64) -> Entry {
        Entry(physical | PRESENT | WRITABLE | USER | ACCESSED)
    }

    pub fn kernel_table(physical: u64) -> Entry {
        Entry(physical | PRESENT | WRITABLE | ACCESSED)
    }

    pub fn kernel_leaf(physical: u64, mapping: KernelMapping, large: bool) -> Entry {
        Entry(physical | mapping.bits() | if large { LARGE } else { 0 })
    }

    /// Takes the frame over.
    pub fn user_leaf(frame: Frame, protection: Protection) -> Entry {
        Entry(frame.into_physical() | OWNED | protection_bits(protection))
    }

    /// As `user_leaf`, for a frame that is there for ever.
    pub fn permanent_leaf(frame: Frame, protection: Protection) -> Entry {
        Entry(Entry::user_leaf(frame, protection).0 | PERMANENT)
    }

    pub fn is_permanent(self) -> bool {
        self.0 & PERMANENT != 0
    }

    /// The same for a frame so many further on, which is permanent as this one is.
    pub fn further(self, frames: usize) -> Entry {
        Entry(self.0 + (frames * PAGE_SIZE) as u64)
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// All of them.
    pub fn are_empty(entries: [Entry; 4]) -> bool {
        entries.iter().fold(0, |bits, entry| bits | entry.0) == 0
    }

    pub fn physical(self) -> u64 {
        self.0 & ADDRESS
    }

    /// The CPU may have it in its TLB.
    pub fn is_present(self) -> bool {
        self.0 & PRESENT != 0
    }

    /// A leaf above the level of pages.
    pub fn is_large(self) -> bool {
        self.0 & LARGE != 0
    }

    pub fn protection(self) -> Protection {
        Protection::from_bits_truncate((self.0 >> PROTECTION_SHIFT) as u32)
    }

    pub fn with_protection(self, protection: Protection) -> Entry {
        Entry(self.physical() | self.0 & PERMANENT | OWNED | protection_bits(protection))
    }
}

/// Accessed and dirty are set from the start: nobody looks at them, and the CPU need not write them.
fn protection_bits(protection: Protection) -> u64 {
    let exact = u64::from(protection.bits()) << PROTECTION_SHIFT;
    if protection.is_empty() {
        return exact;
    }
    let mut bits = exact | PRESENT | USER | ACCESSED | DIRTY;
    if protection.contains(Protection::WRITE) {
        bits |= WRITABLE;
    }
    if !protection.contains(Protection::EXECUTE) {
        bits |= NO_EXECUTE;
    }
    bits
}
