//! `PageObject`: pages that several address spaces can map; what a MemoryObject capability stands for, and
//! what programs, clock pages and rings are mapped from.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use capos_hal::frame::Frame;
use capos_hal::sync::SpinLock;
use capos_hal::{PAGE_SIZE, boot};

use super::MemoryError;
use crate::lock_order::PageObjectLevel;
use crate::quota::Account;

const PAGE: u64 = PAGE_SIZE as u64;

/// Nothing has a page until it is touched, so this bounds only arithmetic.
pub const MAX_OBJECT_SIZE: u64 = 1 << 46;

pub struct PageObject {
    contents: Contents,
}

enum Contents {
    /// Demand-zero pages, charged to whoever made the object.
    Anonymous { pages: SpinLock<PageObjectLevel, Anonymous>, account: Arc<Account> },
    /// Part of the boot package: never written, never charged.
    Package { offset: u64, size: u64 },
    /// Frames that the kernel itself holds on to.
    Kernel { frames: Vec<Frame> },
}

struct Anonymous {
    size: u64,
    frames: BTreeMap<u64, Frame>,
    /// Mappings through which pages are shared. While there are any, pages are not taken away.
    mappings: usize,
}

impl PageObject {
    /// `size` in bytes; the last page's rest reads as zero.
    pub fn anonymous(size: u64, account: Arc<Account>) -> Result<Arc<Self>, MemoryError> {
        if size > MAX_OBJECT_SIZE {
            return Err(MemoryError::OutOfObject);
        }
        let pages = SpinLock::new(Anonymous { size, frames: BTreeMap::new(), mappings: 0 });
        Ok(Arc::new(PageObject { contents: Contents::Anonymous { pages, account } }))
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

    /// The page, made if it was never touched.
    pub fn frame(&self, index: u64) -> Result<Frame, MemoryError> {
        match &self.contents {
            Contents::Anonymous { pages, account } => {
                let mut pages = pages.lock();
                if index >= pages.size.div_ceil(PAGE) {
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
            Contents::Package { offset, size } => {
                if index >= size.div_ceil(PAGE) {
                    return Err(MemoryError::OutOfObject);
                }
                boot::package_frame(offset + index * PAGE).ok_or(MemoryError::OutOfObject)
            }
            Contents::Kernel { frames } => {
                let frame = usize::try_from(index).ok().and_then(|index| frames.get(index));
                frame.map(Frame::share).ok_or(MemoryError::OutOfObject)
            }
        }
    }

    /// Growing costs nothing until the pages are touched. Shrinking gives pages back, and is refused while
    /// anybody shares a mapping.
    pub fn resize(&self, size: u64) -> Result<(), MemoryError> {
        let Contents::Anonymous { pages, account } = &self.contents else {
            return Err(MemoryError::ReadOnlyObject);
        };
        if size > MAX_OBJECT_SIZE {
            return Err(MemoryError::OutOfObject);
        }
        let mut pages = pages.lock();
        if size < pages.size {
            if pages.mappings != 0 {
                return Err(MemoryError::ObjectInUse);
            }
            let cut = pages.frames.split_off(&size.div_ceil(PAGE));
            account.release(cut.len() as u64);
            // Growing again must find zeros behind the end.
            let kept = (size % PAGE) as usize;
            if kept != 0
                && let Some(last) = pages.frames.get(&(size / PAGE))
            {
                last.zero(kept, PAGE_SIZE - kept);
            }
        }
        pages.size = size;
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
        if let Contents::Anonymous { pages, account } = &mut self.contents {
            account.release(pages.get_mut().frames.len() as u64);
        }
    }
}
