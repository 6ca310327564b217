//! Objects whose pages are kept elsewhere: a disk's files. Pages come in when they are touched, those that were
//! written are dirty until they were written back, and clean ones that nobody maps can go.

use alloc::collections::btree_map::Entry;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::Range;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use capos_hal::frame::Frame;
use capos_schema::capos_capnp::ErrorCode;

use super::{Anonymous, Contents, PAGE, PageObject};
use crate::memory::MemoryError;
use crate::quota::Account;

/// Pages that are read at once at most.
const READ_AHEAD: u64 = 16;

/// Where an object's pages are kept.
///
/// Its methods are called with an address space locked and no page object: they may take locks that rank between
/// those two, or above both.
pub trait PageSource: Send + Sync {
    /// Reads consecutive pages from that one on; what lies behind the end reads as zeros.
    fn fill(&self, first: u64, frames: &[Frame]) -> Result<(), MemoryError>;

    /// The account of the objects is used up: lets clean pages go that nobody maps.
    fn make_room(&self);

    /// That was not enough: lets mapped and dirty pages go as well. Called with nothing locked.
    fn reclaim(&self);

    /// The object's dirty pages are where they are kept, whatever happens then. Called with nothing locked.
    fn sync(&self) -> Result<(), ErrorCode>;

    /// Where the dirty pages of all its objects are counted.
    fn dirty_pages(&self) -> Arc<AtomicU64>;
}

/// What an object knows of its source.
pub(super) struct Backed {
    /// Bytes that the source has; behind them pages begin as zeros.
    end: u64,
    dirty: BTreeSet<u64>,
    /// `None` without a source.
    counter: Option<Arc<AtomicU64>>,
}

impl Backed {
    pub fn new(end: u64, counter: Option<Arc<AtomicU64>>) -> Self {
        Backed { end, dirty: BTreeSet::new(), counter }
    }

    pub fn is_used(&self) -> bool {
        self.counter.is_some()
    }

    /// The object ends at that size now.
    pub fn cut(&mut self, size: u64) {
        let first = size.div_ceil(PAGE);
        self.end = self.end.min(size);
        let gone = self.dirty.split_off(&first).len() as u64;
        self.count(|counter| counter.fetch_sub(gone, Relaxed));
    }

    fn mark(&mut self, index: u64) {
        if self.dirty.insert(index) {
            self.count(|counter| counter.fetch_add(1, Relaxed));
        }
    }

    fn clean(&mut self, index: u64) {
        if self.dirty.remove(&index) {
            self.count(|counter| counter.fetch_sub(1, Relaxed));
        }
    }

    fn count(&self, act: impl FnOnce(&AtomicU64) -> u64) {
        if let Some(counter) = &self.counter {
            act(counter);
        }
    }
}

impl Drop for Backed {
    fn drop(&mut self) {
        let left = self.dirty.len() as u64;
        self.count(|counter| counter.fetch_sub(left, Relaxed));
    }
}

impl PageObject {
    /// An object of that size, all of which the source has.
    pub fn backed(
        size: u64,
        account: Arc<Account>,
        source: Arc<dyn PageSource>,
    ) -> Result<Arc<Self>, MemoryError> {
        Self::of_file(size, account, Some(source))
    }

    /// The page, unless it is in neither memory nor the source.
    pub fn readable(&self, index: u64) -> Result<Option<Frame>, MemoryError> {
        if let Some(frame) = self.existing(index) {
            return Ok(Some(frame));
        }
        let in_source = self.with_backed(|pages| index < pages.backed.end.div_ceil(PAGE));
        if in_source != Some(true) {
            return Ok(None);
        }
        match self.frame(index) {
            Err(MemoryError::NoRoom) => {
                self.reclaim();
                self.frame(index).map(Some)
            }
            other => other.map(Some),
        }
    }

    /// After `NoRoom`, with nothing locked: asking again is worth it.
    pub fn reclaim(&self) {
        if let Contents::Anonymous { source: Some(source), .. } = &self.contents {
            source.reclaim();
        }
    }

    /// What was written is where the object is kept.
    pub fn sync(&self) -> Result<(), ErrorCode> {
        match &self.contents {
            Contents::Anonymous { source: Some(source), .. } => source.sync(),
            _ => Ok(()),
        }
    }

    /// The page was or is about to be written.
    pub fn mark_dirty(&self, index: u64) {
        self.with_backed(|pages| pages.backed.mark(index));
    }

    /// Takes a written page over, unless there is one already.
    pub fn adopt(&self, index: u64, frame: Frame) -> Result<(), MemoryError> {
        let Contents::Anonymous { pages, account, source: Some(source), .. } = &self.contents else {
            return Err(MemoryError::ReadOnlyObject);
        };
        if !account.charge(1) {
            source.make_room();
            if !account.charge(1) {
                source.reclaim();
                if !account.charge(1) {
                    return Err(MemoryError::NoRoom);
                }
            }
        }
        let mut pages = pages.lock();
        account.release(u64::from(!pages.add(index, frame)));
        pages.backed.mark(index);
        Ok(())
    }

    pub fn has_dirty(&self) -> bool {
        self.with_backed(|pages| !pages.backed.dirty.is_empty()) == Some(true)
    }

    /// The first dirty page at or behind the index, and those right behind it that are dirty too.
    pub fn dirty_run(&self, index: u64, most: usize) -> Option<(u64, Vec<Frame>)> {
        self.with_backed(|pages| {
            let first = *pages.backed.dirty.range(index..).next()?;
            let indices = (first..).take(most).take_while(|index| pages.backed.dirty.contains(index));
            let frames = indices.map_while(|index| pages.frames.get(&index).map(Frame::share)).collect();
            Some((first, frames))
        })?
    }

    /// The pages were written back. What may have been written again since stays dirty.
    pub fn written_back(&self, first: u64, count: u64, end: u64) {
        self.with_backed(|pages| {
            pages.backed.end = pages.backed.end.max(end);
            for index in first..first + count {
                if !pages.writers.pages.contains(&index) {
                    pages.backed.clean(index);
                }
            }
        });
    }

    /// The source has that many bytes now.
    pub fn set_source_end(&self, end: u64) {
        self.with_backed(|pages| pages.backed.end = end);
    }

    /// Lets go of at most so many pages that are clean and nobody else holds; tells how many went.
    pub fn evict(&self, most: u64) -> u64 {
        let Contents::Anonymous { account, source: Some(_), .. } = &self.contents else { return 0 };
        let gone = self.with_backed(|pages| {
            let free =
                |(index, frame): &(&u64, &Frame)| !frame.is_shared() && !pages.backed.dirty.contains(*index);
            let indices: Vec<u64> =
                pages.frames.iter().filter(free).map(|(index, _)| *index).take(most as usize).collect();
            indices.iter().filter_map(|index| pages.frames.remove(index)).count() as u64
        });
        let gone = gone.unwrap_or_default();
        account.release(gone);
        gone
    }

    /// Takes at most so many pages from the index on out of the address spaces that map them; tells in which range they
    /// are. Nothing may be locked. What was written there can be written back then, and the next touch fetches the page
    /// again.
    pub fn unmap(&self, from: u64, most: u64) -> Result<Option<Range<u64>>, MemoryError> {
        let Contents::Anonymous { pages, source: Some(_), .. } = &self.contents else { return Ok(None) };
        let (frames, spaces) = {
            let pages = pages.lock();
            let mapped = |(index, frame): (&u64, &Frame)| frame.is_shared().then(|| (*index, frame.share()));
            let frames: BTreeMap<u64, Frame> =
                pages.frames.range(from..).filter_map(mapped).take(most as usize).collect();
            (frames, pages.live_spaces()?)
        };
        for space in spaces {
            space.take_pages(self, &frames);
        }
        self.with_backed(|pages| pages.writers.pages.retain(|index| !frames.contains_key(index)));
        let ends = frames.first_key_value().zip(frames.last_key_value());
        Ok(ends.map(|((first, _), (last, _))| *first..*last + 1))
    }

    /// The page of an object with a source, read if it has to be.
    pub(super) fn fetch(&self, index: u64, behind_end: bool) -> Result<Frame, MemoryError> {
        let Contents::Anonymous { pages, account, source: Some(source), .. } = &self.contents else {
            return Err(MemoryError::OutOfObject);
        };
        let (wanted, in_source) = {
            let pages = pages.lock();
            if index >= pages.size.div_ceil(PAGE) && !behind_end {
                return Err(MemoryError::OutOfObject);
            }
            if let Some(frame) = pages.frames.get(&index) {
                return Ok(frame.share());
            }
            pages.missing_run(index)
        };
        let frames = take_frames(wanted, account, &**source)?;
        let count = frames.len() as u64;
        if in_source && let Err(error) = source.fill(index, &frames) {
            account.release(count);
            return Err(error);
        }
        let mut pages = pages.lock();
        let mut unneeded = 0;
        for (index, frame) in (index..).zip(frames) {
            unneeded += u64::from(!pages.add(index, frame));
        }
        account.release(unneeded);
        pages.frames.get(&index).map(Frame::share).ok_or(MemoryError::OutOfObject)
    }

    fn with_backed<R>(&self, act: impl FnOnce(&mut Anonymous) -> R) -> Option<R> {
        match &self.contents {
            Contents::Anonymous { pages, source: Some(_), .. } => Some(act(&mut pages.lock())),
            _ => None,
        }
    }
}

impl Anonymous {
    /// A page is about to be written, if it matters.
    pub(super) fn note_dirty(&mut self, index: u64) {
        if self.backed.is_used() {
            self.backed.mark(index);
        }
    }

    /// `false` if there is a page already, which stays.
    fn add(&mut self, index: u64, frame: Frame) -> bool {
        match self.frames.entry(index) {
            Entry::Vacant(place) => {
                place.insert(frame);
                true
            }
            Entry::Occupied(_) => false,
        }
    }

    /// How many pages from the index on are worth reading together, and whether the source has them.
    fn missing_run(&self, index: u64) -> (u64, bool) {
        let in_source = self.backed.end.div_ceil(PAGE);
        if index >= in_source {
            return (1, false);
        }
        let next = self.frames.range(index..).next().map_or(u64::MAX, |(next, _)| *next);
        (in_source.min(next).min(index + READ_AHEAD) - index, true)
    }
}

/// New pages, charged: as many as wanted, or at least one.
fn take_frames(wanted: u64, account: &Account, source: &dyn PageSource) -> Result<Vec<Frame>, MemoryError> {
    let mut count = wanted;
    if !account.charge(count) {
        source.make_room();
        if !account.charge(count) {
            count = 1;
            if !account.charge(count) {
                return Err(MemoryError::NoRoom);
            }
        }
    }
    let mut frames = Vec::new();
    let room = frames.try_reserve_exact(count as usize).is_ok();
    frames.extend((0..count).map_while(|_| if room { Frame::zeroed() } else { None }));
    account.release(count - frames.len() as u64);
    if frames.is_empty() { Err(MemoryError::OutOfMemory) } else { Ok(frames) }
}
