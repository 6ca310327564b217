//! Contents: reading, writing, sizes and holes.

use alloc::sync::Arc;

use capos_hal::PAGE_SIZE;
use capos_hal::frame::Frame;
use capos_schema::capos_capnp::ErrorCode;
use rsext4::{FileExtentState, FileExtentTarget, PreallocationOptions};

use super::super::transfer::{WriteError, part, read_pages};
use super::super::{FileResult, Inode, Time};
use super::engine::number;
use super::volume::Ext4Volume;
use crate::memory::{MemoryError, PageObject};
use crate::object::{Call, CallError};

const PAGE: u64 = PAGE_SIZE as u64;

/// What 32 bits of 4 KiB blocks reach.
const MAX_SIZE: u64 = (1 << 44) - PAGE;

/// Bytes that are written between two looks at how much of the cache is dirty.
const WRITE_STEP: u64 = 32 * PAGE;

/// What stays free for what the files need beside their contents: maps, directories.
const SPARE_PAGES: u64 = 32;

/// Extents asked for at a time.
const EXTENTS: usize = 64;

fn no_space(error: MemoryError) -> ErrorCode {
    match error {
        MemoryError::OutOfObject => ErrorCode::FileTooLarge,
        MemoryError::QuotaExceeded | MemoryError::NoRoom => ErrorCode::NoMemory,
        error => error.code(),
    }
}

impl Ext4Volume {
    pub(super) fn read_contents(
        &self,
        inode: Inode,
        offset: u64,
        call: &mut Call<'_>,
    ) -> Result<u64, CallError> {
        let pages = self.contents(inode)?;
        let end = pages.size().min(offset.saturating_add(call.bulk_length())).max(offset);
        read_pages(&pages, offset, end, call)?;
        self.note_access(inode)?;
        Ok(end - offset)
    }

    pub(super) fn note_access(&self, inode: Inode) -> FileResult<()> {
        if self.engine.is_read_only() {
            return Ok(());
        }
        let now = Time::now();
        self.with(inode, |node| {
            node.note_access(now);
            Ok(())
        })
    }

    pub(super) fn write_contents(
        &self,
        inode: Inode,
        offset: Option<u64>,
        call: &mut Call<'_>,
    ) -> Result<(u64, u64), CallError> {
        if self.engine.is_read_only() {
            return Err(ErrorCode::ReadOnly.into());
        }
        let pages = self.contents(inode)?;
        let size = pages.size();
        let start = offset.unwrap_or(size);
        let length = call.bulk_length();
        if length == 0 {
            return Ok((start, 0));
        }
        let end = start.checked_add(length).filter(|end| *end <= MAX_SIZE).ok_or(ErrorCode::FileTooLarge)?;
        let mut at = start;
        let mut outcome = Ok(());
        while at < end && outcome.is_ok() {
            let step = end.min(at - at % PAGE + WRITE_STEP);
            (at, outcome) = match self.make_room(inode, &pages, at, step) {
                Ok(()) => write_step(&pages, start, at, step, call),
                Err(error) => (at, Err(WriteError::Refused(error))),
            };
        }
        if at > start {
            let now = Time::now();
            self.with(inode, |node| {
                node.touch(now);
                node.times_differ = true;
                Ok(())
            })?;
        }
        match outcome {
            Err(WriteError::Caller(error)) => Err(error),
            Err(WriteError::Memory(error)) if at == start => Err(no_space(error).into()),
            Err(WriteError::Refused(error)) if at == start => Err(error.into()),
            _ => Ok((start, at - start)),
        }
    }

    /// Before a part of a file is written: room in the cache, and on the disk.
    fn make_room(&self, inode: Inode, pages: &PageObject, start: u64, end: u64) -> FileResult<()> {
        if self.cache.dirty() + (end - start) / PAGE + 1 > self.cache.dirty_limit() {
            self.write_back_most(inode)?;
        }
        let (first, last) = (start / PAGE, end.div_ceil(PAGE));
        let needed = last - first + SPARE_PAGES;
        // Every dirty page may need a place of its own.
        if self.cache.dirty() + needed <= self.engine.free_pages()? {
            return Ok(());
        }
        self.write_back_all();
        if needed <= self.engine.free_pages()?
            || self.is_allocated(inode, pages, first * PAGE, last * PAGE)?
        {
            return Ok(());
        }
        Err(ErrorCode::NoSpace)
    }

    /// Whether the disk has blocks for all of the range.
    fn is_allocated(&self, inode: Inode, pages: &PageObject, start: u64, end: u64) -> FileResult<bool> {
        let is_inside = pages.size().next_multiple_of(PAGE) >= end;
        Ok(is_inside && self.has_blocks(inode, start, end, |_| true)?)
    }

    /// Whether writing the range changes nothing of what the disk knows of the file: where its blocks are, that they
    /// hold something, and its size.
    pub(super) fn is_on_disk(&self, inode: Inode, start: u64, end: u64) -> FileResult<bool> {
        let size = self.with(inode, |node| Ok(node.size))?;
        Ok(end <= size
            && self.has_blocks(inode, start, end, |state| state == FileExtentState::Initialized)?)
    }

    fn has_blocks(
        &self,
        inode: Inode,
        start: u64,
        end: u64,
        counts: impl Fn(FileExtentState) -> bool,
    ) -> FileResult<bool> {
        let number = number(inode)?;
        let map = self.engine.ask(|core| {
            core.files.inode_extents(number, start, end - start, FileExtentTarget::Data, EXTENTS)
        })?;
        let mut reached = start;
        for extent in map.extents.iter().filter(|extent| counts(extent.state)) {
            if extent.logical_start > reached {
                return Ok(false);
            }
            reached = reached.max(extent.logical_start + extent.length);
        }
        Ok(reached >= end)
    }

    pub(super) fn cut_or_extend(&self, inode: Inode, size: u64) -> FileResult<()> {
        if size > MAX_SIZE {
            return Err(ErrorCode::FileTooLarge);
        }
        if self.engine.is_read_only() {
            return Err(ErrorCode::ReadOnly);
        }
        let number = number(inode)?;
        let pages = self.contents(inode)?;
        let now = Time::now();
        pages.truncate(size).map_err(no_space)?;
        self.engine.change(now, |core| core.files.truncate_inode(number, size))?;
        pages.set_source_end(size);
        self.contents_changed(inode, now)
    }

    pub(super) fn preallocate(
        &self,
        inode: Inode,
        offset: u64,
        length: u64,
        keep_size: bool,
    ) -> FileResult<()> {
        let number = number(inode)?;
        let end = offset.checked_add(length).filter(|end| *end <= MAX_SIZE).ok_or(ErrorCode::FileTooLarge)?;
        let pages = self.contents(inode)?;
        // What is dirty is not allocated yet, and must not find the disk full afterwards.
        self.write_back_all();
        if length / PAGE + SPARE_PAGES > self.engine.free_pages()?
            && !self.is_allocated(inode, &pages, offset, end)?
        {
            return Err(ErrorCode::NoSpace);
        }
        let now = Time::now();
        let options = PreallocationOptions { keep_size };
        self.engine.change(now, |core| core.files.preallocate_inode(number, offset, length, options))?;
        if !keep_size && end > pages.size() {
            pages.grow(end).map_err(no_space)?;
            pages.set_source_end(end);
        }
        self.contents_changed(inode, now)
    }

    /// After the disk changed a file's blocks.
    fn contents_changed(&self, inode: Inode, now: Time) -> FileResult<()> {
        let info = self.engine.load(inode)?.info;
        let transaction = self.engine.transaction();
        self.with(inode, |node| {
            node.blocks = info.blocks;
            node.size = info.size;
            node.extended_in = Some(transaction);
            node.touch(now);
            node.times_differ = true;
            Ok(())
        })
    }

    pub(super) fn find_data(&self, inode: Inode, offset: u64, hole: bool) -> FileResult<u64> {
        let number = number(inode)?;
        let size = self.contents(inode)?.size();
        self.write_back(inode)?;
        let mut at = offset;
        while at < size {
            let map = self.engine.ask(|core| {
                core.files.inode_extents(number, at, size - at, FileExtentTarget::Data, EXTENTS)
            })?;
            let last = map.extents.last().map_or(size, |extent| extent.logical_start + extent.length);
            // What was allocated and never written reads as zeros: a hole.
            for extent in map.extents.iter().filter(|extent| extent.state == FileExtentState::Initialized) {
                let (start, end) = (extent.logical_start, extent.logical_start + extent.length);
                if end <= at {
                    continue;
                }
                if hole && start > at {
                    return Ok(at);
                }
                if !hole {
                    return Ok(start.max(at));
                }
                at = end;
            }
            if map.complete {
                break;
            }
            at = at.max(last);
        }
        if hole { Ok(at.min(size)) } else { Err(ErrorCode::OutOfRange) }
    }
}

/// From the caller's buffer, whose first byte is for `start`, to `at..end` of the file; the position behind the last
/// byte that was copied.
fn write_step(
    pages: &Arc<PageObject>,
    start: u64,
    mut at: u64,
    end: u64,
    call: &Call<'_>,
) -> (u64, Result<(), WriteError>) {
    while at < end {
        let (offset, length) = part(at, end);
        if let Err(error) = write_part(pages, at, at - start, offset, length, call) {
            return (at, Err(error));
        }
        at += length as u64;
    }
    (at, Ok(()))
}

/// One page, or a part of it.
fn write_part(
    pages: &Arc<PageObject>,
    at: u64,
    from: u64,
    offset: usize,
    length: usize,
    call: &Call<'_>,
) -> Result<(), WriteError> {
    let index = at / PAGE;
    let known = match pages.existing(index) {
        None if length == PAGE_SIZE => None,
        None => pages.readable(index).map_err(WriteError::Memory)?,
        known => known,
    };
    let (before, end) = (pages.size(), at + length as u64);
    let outcome = match known {
        Some(frame) => {
            // What lies behind the end of the file becomes zeros before it becomes the file's.
            pages.grow(end).map_err(WriteError::Memory)?;
            pages.mark_dirty(index);
            call.bulk_in_frame(from, &frame, offset, length).map_err(WriteError::Caller)
        }
        None => {
            // Nothing of the page is read, so it becomes the file's once all of it is there.
            let frame = Frame::zeroed().ok_or(WriteError::Memory(MemoryError::OutOfMemory))?;
            call.bulk_in_frame(from, &frame, offset, length).map_err(WriteError::Caller)?;
            pages.grow(end).map_err(WriteError::Memory)?;
            pages.adopt(index, frame).map_err(WriteError::Memory)
        }
    };
    if outcome.is_err() && end > before {
        pages.truncate(before).map_err(WriteError::Memory)?;
    }
    outcome
}
