//! Files that mappings write to. A page of a file is mapped to be read only until it is written: that fault tells the
//! file that it changes and which page is to be written back. Then the page can be written without a fault, until
//! somebody wants to know again.

use alloc::collections::BTreeSet;
use alloc::sync::Arc;
use core::ops::Range;

use capos_hal::frame::Frame;

use super::{Anonymous, Contents, PageObject};
use crate::file_system::Time;
use crate::memory::MemoryError;
use crate::quota::Account;

/// What a file knows of those who write to it through mappings.
#[derive(Default)]
pub(super) struct Writers {
    /// Pages that may be written without the kernel noticing.
    pub pages: BTreeSet<u64>,
    /// When one was last seen to be written.
    last: Option<Time>,
}

/// What `stat` tells of a file's contents.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ContentStatus {
    pub size: u64,
    pub resident: u64,
    /// When it was last written through a mapping.
    pub written: Option<Time>,
}

impl PageObject {
    /// The contents of a file in memory, empty.
    pub fn file(account: Arc<Account>) -> Result<Arc<Self>, MemoryError> {
        Self::of_file(0, account, None)
    }

    /// Whether it wants to know who writes to it.
    pub(in crate::memory) fn is_file(&self) -> bool {
        matches!(self.contents, Contents::Anonymous { is_file: true, .. })
    }

    /// The page for a mapping that is about to write to it.
    pub(in crate::memory) fn frame_for_writer(&self, index: u64) -> Result<Frame, MemoryError> {
        let frame = self.frame(index)?;
        if let Contents::Anonymous { pages, is_file: true, .. } = &self.contents {
            let mut pages = pages.lock();
            pages.writers.pages.insert(index);
            pages.writers.last = Some(Time::now());
            pages.note_dirty(index);
        }
        Ok(frame)
    }

    pub fn status(&self) -> ContentStatus {
        match &self.contents {
            Contents::Anonymous { pages, .. } => {
                let pages = pages.lock();
                ContentStatus {
                    size: pages.size,
                    resident: pages.frames.len() as u64,
                    written: pages.writers.last,
                }
            }
            Contents::Package { .. } | Contents::Kernel { .. } => {
                ContentStatus { size: self.size(), resident: self.pages(), written: None }
            }
        }
    }

    /// Whoever writes to one of the pages from now on takes a fault first. Tells whether any could be written without.
    /// Nothing may be locked.
    pub fn stop_writing(&self, range: Range<u64>) -> Result<bool, MemoryError> {
        let Contents::Anonymous { pages, is_file: true, .. } = &self.contents else { return Ok(false) };
        let (stopped, spaces) = {
            let mut pages = pages.lock();
            if pages.writers.pages.range(range.clone()).next().is_none() {
                return Ok(false);
            }
            let spaces = pages.live_spaces()?;
            (pages.take_writers(range), spaces)
        };
        for space in spaces {
            space.stop_writing(self, &stopped);
        }
        Ok(true)
    }

    /// The file has another time of modification, whatever was written before. Nothing may be locked.
    pub fn forget_writing(&self) -> Result<(), MemoryError> {
        self.stop_writing(0..u64::MAX)?;
        if let Contents::Anonymous { pages, .. } = &self.contents {
            pages.lock().writers.last = None;
        }
        Ok(())
    }

    /// What was written to the pages through mappings was written by now. Nothing may be locked.
    pub fn settle_writing(&self, range: Range<u64>) -> Result<(), MemoryError> {
        if self.stop_writing(range)?
            && let Contents::Anonymous { pages, .. } = &self.contents
        {
            pages.lock().writers.last = Some(Time::now());
        }
        Ok(())
    }
}

impl Anonymous {
    fn take_writers(&mut self, range: Range<u64>) -> BTreeSet<u64> {
        let mut taken = self.writers.pages.split_off(&range.start);
        let mut behind = taken.split_off(&range.end);
        self.writers.pages.append(&mut behind);
        taken
    }
}
