//! `PageObject`: pages that several address spaces can map; what a MemoryObject capability stands for, and
//! what programs, clock pages and rings are mapped from.

mod backed;
mod writers;

use alloc::collections::BTreeMap;
use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;
use core::ops::Range;
use core::{fmt, ptr};

use capos_hal::frame::Frame;
use capos_hal::sync::{SpinLock, SpinLockGuard};
use capos_hal::{PAGE_SIZE, boot};

use backed::Backed;
pub use backed::PageSource;
pub use writers::ContentStatus;
use writers::Writers;

use super::{AddressSpace, MemoryError};
use crate::lock_order::PageObjectLevel;
use crate::quota::Account;

const PAGE: u64 = PAGE_SIZE as u64;

/// Nothing has a page until it is touched, so this bounds only arithmetic.
pub const MAX_OBJECT_SIZE: u64 = 1 << 46;

pub struct PageObject {
    contents: Contents,
}

enum Contents {
    /// Demand-zero pages, charged to whoever made the object; with a source, pages that are kept elsewhere.
    Anonymous {
        pages: SpinLock<PageObjectLevel, Anonymous>,
        account: Arc<Account>,
        source: Option<Arc<dyn PageSource>>,
        /// Whether it matters who writes to it and when.
        is_file: bool,
    },
    /// Part of the boot package: never written, never charged.
    Package { offset: u64, size: u64 },
    /// Frames that the kernel itself holds on to.
    Kernel { frames: Vec<Frame> },
}

struct Anonymous {
    size: u64,
    frames: BTreeMap<u64, Frame>,
    /// Mappings through which pages are shared. A memory object that has any does not shrink.
    mappings: usize,
    /// Where pages may be mapped: a file that shrinks takes them away there.
    spaces: Vec<Weak<AddressSpace>>,
    /// What the source has, and what it does not have yet.
    backed: Backed,
    writers: Writers,
}

impl PageObject {
    /// `size` in bytes; the last page's rest reads as zero.
    pub fn anonymous(size: u64, account: Arc<Account>) -> Result<Arc<Self>, MemoryError> {
        Self::new(size, account, None, false)
    }

    fn of_file(
        size: u64,
        account: Arc<Account>,
        source: Option<Arc<dyn PageSource>>,
    ) -> Result<Arc<Self>, MemoryError> {
        Self::new(size, account, source, true)
    }

    fn new(
        size: u64,
        account: Arc<Account>,
        source: Option<Arc<dyn PageSource>>,
        is_file: bool,
    ) -> Result<Arc<Self>, MemoryError> {
        if size > MAX_OBJECT_SIZE {
            return Err(MemoryError::OutOfObject);
        }
        let pages = SpinLock::new(Anonymous {
            size,
            frames: BTreeMap::new(),
            mappings: 0,
            spaces: Vec::new(),
            backed: Backed::new(size, source.as_deref().map(PageSource::dirty_pages)),
            writers: Writers::default(),
        });
        Ok(Arc::new(PageObject { contents: Contents::Anonymous { pages, account, source, is_file } }))
    }

    /// `None` unless the offset is page aligned.
    pub fn package(offset: u64, size: u64) -> Option<Arc<Self>> {
        let fits = offset.is_multiple_of(PAGE) && offset.checked_add(size).is_some();
        fits.then(|| Arc::new(PageObject { contents: Contents::Package { offset, size } }))
    }

    pub fn kernel(frames: Vec<Frame>) -> Arc<Self> {
        Arc::new(PageObject { contents: Contents::Kernel { frames } })
    }

    pub fn size(&self) -> u64 {
        match &self.contents {
            Contents::Anonymous { pages, .. } => pages.lock().size,
            Contents::Package { size, .. } => *size,
            Contents::Kernel { frames } => frames.len() as u64 * PAGE,
        }
    }

    pub fn pages(&self) -> u64 {
        self.size().div_ceil(PAGE)
    }

    /// Whether a capability for all of it may write.
    pub fn is_writable(&self) -> bool {
        !matches!(self.contents, Contents::Package { .. })
    }

    /// Whether every page exists already, so that mapping one more costs no memory.
    pub(super) fn is_whole(&self) -> bool {
        !matches!(self.contents, Contents::Anonymous { .. })
    }

    /// A number that no other object has while this one exists; files of the boot package always have the same.
    pub fn identity(&self) -> u64 {
        match &self.contents {
            Contents::Package { offset, .. } => *offset,
            _ => ptr::from_ref(self).addr() as u64,
        }
    }

    /// Where in the boot package the page is, and how many of the object's follow it there; `None` for other objects.
    pub(super) fn in_package(&self, index: u64) -> Option<(u64, u64)> {
        let Contents::Package { offset, size } = &self.contents else { return None };
        let left = size.div_ceil(PAGE).checked_sub(index)?;
        Some((offset + index * PAGE, left))
    }

    /// The page, made if it was never touched.
    #[inline]
    pub fn frame(&self, index: u64) -> Result<Frame, MemoryError> {
        match &self.contents {
            Contents::Package { offset, size } => package_frame(*offset, *size, index),
            _ => self.frame_below(index, false),
        }
    }

    /// Makes a page behind the end, for when the object grows.
    pub fn reserve(&self, index: u64) -> Result<(), MemoryError> {
        if index > MAX_OBJECT_SIZE / PAGE {
            return Err(MemoryError::OutOfObject);
        }
        self.frame_below(index, true).map(drop)
    }

    fn frame_below(&self, index: u64, behind_end: bool) -> Result<Frame, MemoryError> {
        match &self.contents {
            Contents::Anonymous { source: Some(_), .. } => self.fetch(index, behind_end),
            Contents::Anonymous { pages, account, source: None, .. } => {
                let mut pages = pages.lock();
                if index >= pages.size.div_ceil(PAGE) && !behind_end {
                    return Err(MemoryError::OutOfObject);
                }
                if let Some(frame) = pages.frames.get(&index) {
                    return Ok(frame.share());
                }
                if !account.charge(1) {
                    return Err(MemoryError::QuotaExceeded);
                }
                let Some(frame) = Frame::zeroed() else {
                    account.release(1);
                    return Err(MemoryError::OutOfMemory);
                };
                let shared = frame.share();
                pages.frames.insert(index, frame);
                Ok(shared)
            }
            Contents::Package { offset, size } => package_frame(*offset, *size, index),
            Contents::Kernel { frames } => {
                let frame = usize::try_from(index).ok().and_then(|index| frames.get(index));
                frame.map(Frame::share).ok_or(MemoryError::OutOfObject)
            }
        }
    }

    /// The page, if it was ever touched.
    pub fn existing(&self, index: u64) -> Option<Frame> {
        match &self.contents {
            Contents::Anonymous { pages, .. } => pages.lock().frames.get(&index).map(Frame::share),
            Contents::Package { .. } | Contents::Kernel { .. } => self.frame(index).ok(),
        }
    }

    /// As `existing`, of consecutive pages.
    pub fn existing_run(&self, first: u64, frames: &mut [Option<Frame>]) {
        match &self.contents {
            Contents::Anonymous { pages, .. } => {
                let pages = pages.lock();
                for (index, frame) in pages.frames.range(first..first + frames.len() as u64) {
                    frames[(index - first) as usize] = Some(frame.share());
                }
            }
            Contents::Package { .. } | Contents::Kernel { .. } => {
                for (index, frame) in (first..).zip(frames) {
                    *frame = self.frame(index).ok();
                }
            }
        }
    }

    /// Pages that take memory.
    pub fn resident(&self) -> u64 {
        match &self.contents {
            Contents::Anonymous { pages, .. } => pages.lock().frames.len() as u64,
            Contents::Package { .. } | Contents::Kernel { .. } => self.pages(),
        }
    }

    /// As `resident`, of a range of pages.
    pub fn resident_in(&self, range: Range<u64>) -> u64 {
        match &self.contents {
            Contents::Anonymous { pages, .. } => pages.lock().frames.range(range).count() as u64,
            Contents::Package { .. } | Contents::Kernel { .. } => {
                range.end.min(self.pages()).saturating_sub(range.start)
            }
        }
    }

    /// The first page at or behind the index that was ever touched.
    pub fn next_resident(&self, index: u64) -> Option<u64> {
        match &self.contents {
            Contents::Anonymous { pages, .. } => {
                pages.lock().frames.range(index..).next().map(|(index, _)| *index)
            }
            Contents::Package { .. } | Contents::Kernel { .. } => (index < self.pages()).then_some(index),
        }
    }

    /// The first page at or behind the index that was never touched.
    pub fn next_hole(&self, index: u64) -> Option<u64> {
        let Contents::Anonymous { pages, .. } = &self.contents else { return None };
        let pages = pages.lock();
        let mut hole = index;
        for (resident, _) in pages.frames.range(index..) {
            if *resident != hole {
                break;
            }
            hole += 1;
        }
        (hole < pages.size.div_ceil(PAGE)).then_some(hole)
    }

    /// Changes the size of a memory object: growing costs nothing until the pages are touched; shrinking gives
    /// pages back, and is refused while anybody shares a mapping.
    pub fn resize(&self, size: u64) -> Result<(), MemoryError> {
        let (mut pages, account) = self.resizable(size)?;
        if size < pages.size && pages.mappings != 0 {
            return Err(MemoryError::ObjectInUse);
        }
        let cut = pages.set_size(size);
        drop(pages);
        account.release(cut.len() as u64);
        Ok(())
    }

    /// Makes a file at least that long.
    pub fn grow(&self, size: u64) -> Result<(), MemoryError> {
        let (mut pages, _) = self.resizable(size)?;
        if size > pages.size {
            pages.set_size(size);
        }
        Ok(())
    }

    /// Changes the size of a file. Pages behind the end go, wherever they are mapped: touching them is a fault
    /// from then on.
    pub fn truncate(&self, size: u64) -> Result<(), MemoryError> {
        let (mut pages, account) = self.resizable(size)?;
        let shrinks = size < pages.size;
        let cut = pages.set_size(size);
        if !shrinks {
            return Ok(());
        }
        let spaces = pages.live_spaces()?;
        drop(pages);
        for space in spaces {
            space.forget_pages(self, size.div_ceil(PAGE));
        }
        // Charged as long as anybody had them.
        let count = cut.len() as u64;
        drop(cut);
        account.release(count);
        Ok(())
    }

    fn resizable(
        &self,
        size: u64,
    ) -> Result<(SpinLockGuard<'_, PageObjectLevel, Anonymous>, &Account), MemoryError> {
        let Contents::Anonymous { pages, account, .. } = &self.contents else {
            return Err(MemoryError::ReadOnlyObject);
        };
        if size > MAX_OBJECT_SIZE {
            return Err(MemoryError::OutOfObject);
        }
        Ok((pages.lock(), account))
    }

    /// The address space may map pages from now on.
    pub(super) fn note_space(&self, space: &Arc<AddressSpace>) -> Result<(), MemoryError> {
        let Contents::Anonymous { pages, .. } = &self.contents else { return Ok(()) };
        let mut pages = pages.lock();
        if pages.spaces.iter().any(|known| ptr::eq(known.as_ptr(), Arc::as_ptr(space))) {
            return Ok(());
        }
        if pages.spaces.len() == pages.spaces.capacity() {
            pages.spaces.retain(|known| known.strong_count() > 0);
        }
        pages.spaces.try_reserve(1).map_err(|_| MemoryError::OutOfMemory)?;
        pages.spaces.push(Arc::downgrade(space));
        Ok(())
    }

    /// A mapping shares the pages from now on.
    pub(super) fn add_mapping(&self) {
        if let Contents::Anonymous { pages, .. } = &self.contents {
            pages.lock().mappings += 1;
        }
    }

    pub(super) fn remove_mapping(&self) {
        if let Contents::Anonymous { pages, .. } = &self.contents {
            pages.lock().mappings -= 1;
        }
    }
}

/// A page of the part of the boot package that begins at the offset.
#[inline]
fn package_frame(offset: u64, size: u64, index: u64) -> Result<Frame, MemoryError> {
    if index >= size.div_ceil(PAGE) {
        return Err(MemoryError::OutOfObject);
    }
    boot::package_frame(offset + index * PAGE).ok_or(MemoryError::OutOfObject)
}

impl Anonymous {
    /// Gives the frames behind the new end. What is left of the last page reads as zeros if the object grows again.
    fn set_size(&mut self, size: u64) -> BTreeMap<u64, Frame> {
        let shrinks = size < self.size;
        if !shrinks && self.backed.is_used() {
            // Whoever had the file mapped may have written behind its end.
            self.zero_rest(self.size);
        }
        self.size = size;
        // Pages that were reserved behind the end stay until the object is cut.
        if !shrinks {
            return BTreeMap::new();
        }
        self.backed.cut(size);
        self.writers.pages.split_off(&size.div_ceil(PAGE));
        self.zero_rest(size);
        self.frames.split_off(&size.div_ceil(PAGE))
    }

    /// Zeroes what the last page of an object of that size holds behind its end.
    fn zero_rest(&self, size: u64) {
        let kept = (size % PAGE) as usize;
        if kept != 0
            && let Some(last) = self.frames.get(&(size / PAGE))
        {
            last.zero(kept, PAGE_SIZE - kept);
        }
    }

    fn live_spaces(&self) -> Result<Vec<Arc<AddressSpace>>, MemoryError> {
        let mut live = Vec::new();
        live.try_reserve(self.spaces.len()).map_err(|_| MemoryError::OutOfMemory)?;
        live.extend(self.spaces.iter().filter_map(Weak::upgrade));
        Ok(live)
    }
}

impl fmt::Debug for PageObject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.contents {
            Contents::Anonymous { .. } => "PageObject (anonymous)",
            Contents::Package { .. } => "PageObject (boot package)",
            Contents::Kernel { .. } => "PageObject (kernel)",
        })
    }
}

impl Drop for PageObject {
    fn drop(&mut self) {
        if let Contents::Anonymous { pages, account, .. } = &mut self.contents {
            account.release(pages.get_mut().frames.len() as u64);
        }
    }
}
