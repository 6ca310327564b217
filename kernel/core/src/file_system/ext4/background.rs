//! Writing back what nobody synchronised: every few seconds all that is dirty, in parts so small that nobody waits
//! longer for one than for another's turn.

use capos_hal::{PAGE_SIZE, log, time};

use super::super::Inode;
use super::volume::Ext4Volume;
use super::write_back::mounted;

/// Nanoseconds from one pass to the next: what is changed reaches the disk that much later, and the time that a pass
/// takes.
const PERIOD: u64 = 5_000_000_000;

/// Nanoseconds from one part of a pass to the next: others have their turns meanwhile.
const PAUSE: u64 = 4_000_000;

/// Pages that a part writes at most.
const PART: u64 = 32;

/// How far a pass has come. It goes through the files once, so whoever goes on writing does not keep it from its end.
#[derive(Clone, Copy, Default)]
pub(super) struct Pass {
    /// The next file is this one or one behind it.
    inode: Inode,
    /// Of that file: the next page, and where it ended when the pass came to it.
    page: u64,
    end: Option<u64>,
}

/// Writes a part of what is dirty back; tells when the next one is due, if any disk is mounted to be written.
pub fn write_back_some() -> Option<u64> {
    let mut goes_on = false;
    let mut any = false;
    for volume in mounted().iter().filter(|volume| !volume.engine.is_read_only()) {
        any = true;
        goes_on |= volume.write_back_part();
    }
    any.then(|| time::now() + if goes_on { PAUSE } else { PERIOD })
}

/// When the first pass is due.
pub(super) fn first_pass() -> u64 {
    time::now() + PERIOD
}

impl Ext4Volume {
    /// `false` at the end of the pass.
    fn write_back_part(&self) -> bool {
        let mut pass = *self.pass.lock();
        let goes_on = self.advance(&mut pass);
        *self.pass.lock() = if goes_on { pass } else { Pass::default() };
        if !goes_on && let Err(error) = self.commit_times() {
            log!("disk: changes are not on the disk yet: {error:?}");
        }
        goes_on
    }

    fn advance(&self, pass: &mut Pass) -> bool {
        let dirty = self.inodes(|node| node.pages.as_ref().is_some_and(|pages| pages.has_dirty()));
        let Some(inode) = dirty.into_iter().find(|inode| *inode >= pass.inode) else { return false };
        if inode != pass.inode {
            *pass = Pass { inode, ..Pass::default() };
        }
        let size = self.with(inode, |node| Ok(node.size())).unwrap_or_default();
        let end = *pass.end.get_or_insert(size.div_ceil(PAGE_SIZE as u64));
        let until = end.min(pass.page + PART);
        match self.note_failure(inode, self.write_back_range(inode, pass.page..until)) {
            Some(next) if next < end => pass.page = next,
            _ => *pass = Pass { inode: inode + 1, ..Pass::default() },
        }
        true
    }
}
