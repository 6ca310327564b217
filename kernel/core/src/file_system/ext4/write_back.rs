//! Writing back: pages to the disk, times to the inodes, and the transaction that makes both last.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_hal::sync::SpinLock;
use capos_hal::{PAGE_SIZE, log};
use capos_schema::capos_capnp::ErrorCode;
use rsext4::{Ext4Timestamp, FilePermissions, InodeMetadataUpdate};

use super::super::{FileResult, Inode, Status, Time};
use super::engine::number;
use super::volume::Ext4Volume;
use crate::lock_order::MountedLevel;
use crate::memory::PageObject;

const PAGE: u64 = PAGE_SIZE as u64;

/// Pages that are written at once at most.
const RUN: usize = 32;

/// Nanoseconds after which a change synchronises what was changed before.
const MAX_AGE: u64 = 5_000_000_000;

/// What has to be unmounted when the machine stops, whoever still uses it then.
static MOUNTED: SpinLock<MountedLevel, Vec<Arc<Ext4Volume>>> = SpinLock::new(Vec::new());

pub(super) fn note_mounted(volume: &Arc<Ext4Volume>) {
    MOUNTED.lock().push(Arc::clone(volume));
}

/// Before the machine stops: everything reaches the disks, and they are clean.
pub fn shut_down() {
    let mounted = core::mem::take(&mut *MOUNTED.lock());
    for volume in mounted {
        volume.free_orphans();
        // The journal has what was synchronised before, whatever fails now.
        if let Err(error) = volume.synchronise_all().and_then(|()| volume.engine.unmount()) {
            log!("disk: left as after a loss of power: {error:?}");
        }
    }
}

impl Ext4Volume {
    pub(super) fn synchronise(&self, inode: Inode) -> FileResult<()> {
        if self.engine.is_read_only() {
            return Ok(());
        }
        let written = self.write_back(inode);
        self.write_times(inode)?;
        self.engine.commit()?;
        written?;
        self.take_failure(inode)
    }

    pub(super) fn synchronise_all(&self) -> FileResult<()> {
        if self.engine.is_read_only() {
            return Ok(());
        }
        self.free_mapped_orphans();
        let written = self.write_back_all();
        let differing = self.inodes(|node| node.times_differ);
        for inode in differing {
            self.write_times(inode)?;
        }
        self.engine.commit()?;
        written
    }

    /// At the end of a change: what is older than some seconds is synchronised. Nobody else does it, as the kernel has
    /// no tasks of its own.
    pub(super) fn synchronise_old(&self) {
        if self.engine.is_due(MAX_AGE) {
            // Whoever synchronises is told of an error.
            let _ = self.synchronise_all();
        }
    }

    /// Those that were unmapped since.
    fn free_mapped_orphans(&self) {
        let mut nodes = self.nodes.lock();
        let orphans = nodes.mapped_orphans.clone();
        for orphan in orphans {
            self.free_unused(&mut nodes, orphan);
        }
        self.forget_freed(nodes);
    }

    /// Nobody uses any file any more, whoever still has it open: those without names go.
    fn free_orphans(&self) {
        for inode in self.inodes(|node| node.links == 0) {
            let mut nodes = self.nodes.lock();
            if let Some(node) = nodes.get(inode) {
                node.references = 0;
                node.pages = None;
            }
            self.free_unused(&mut nodes, inode);
            self.forget_freed(nodes);
        }
    }

    fn take_failure(&self, inode: Inode) -> FileResult<()> {
        self.with(inode, |node| node.failed.take().map_or(Ok(()), Err))
    }

    fn inodes(&self, is_wanted: impl Fn(&super::node::Node) -> bool) -> Vec<Inode> {
        let nodes = self.nodes.lock();
        nodes.by_inode.iter().filter(|(_, node)| is_wanted(node)).map(|(inode, _)| *inode).collect()
    }

    /// Writes until at most half of the dirty pages that may be are left, those of this file first.
    pub(super) fn write_back_most(&self, inode: Inode) -> FileResult<()> {
        self.write_back(inode)?;
        let dirty = self.inodes(|node| node.pages.as_ref().is_some_and(|pages| pages.has_dirty()));
        for other in dirty {
            if self.cache.dirty() <= self.cache.dirty_limit() / 2 {
                break;
            }
            self.note_failure(other);
        }
        Ok(())
    }

    pub(super) fn write_back_all(&self) -> FileResult<()> {
        let dirty = self.inodes(|node| node.pages.as_ref().is_some_and(|pages| pages.has_dirty()));
        for inode in dirty {
            self.note_failure(inode);
        }
        Ok(())
    }

    /// Writes another's file back, who is told of an error when that file is synchronised.
    fn note_failure(&self, inode: Inode) {
        if let Err(error) = self.write_back(inode) {
            let _ = self.with(inode, |node| {
                node.failed = Some(error);
                Ok(())
            });
        }
    }

    /// Writes the file's dirty pages.
    pub(super) fn write_back(&self, inode: Inode) -> FileResult<()> {
        let known = self.with(inode, |node| Ok(node.pages.clone().map(|pages| (pages, node.changed))))?;
        let Some((pages, changed)) = known else { return Ok(()) };
        if !pages.has_dirty() {
            return Ok(());
        }
        let outcome = self.write_pages(inode, &pages, changed);
        let info = self.engine.load(inode)?.info;
        self.with(inode, |node| {
            node.blocks = info.blocks;
            node.size = info.size;
            // Writing sets both, to the time of the last change.
            node.times_differ = true;
            Ok(())
        })?;
        outcome
    }

    fn write_pages(&self, inode: Inode, pages: &PageObject, changed: Time) -> FileResult<()> {
        let number = number(inode)?;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(RUN * PAGE_SIZE).map_err(|_| ErrorCode::NoMemory)?;
        let mut next = 0;
        while let Some((first, frames)) = pages.dirty_run(next, RUN) {
            let count = frames.len() as u64;
            let offset = first * PAGE;
            let end = pages.size().min(offset + count * PAGE);
            if end > offset {
                bytes.resize(frames.len() * PAGE_SIZE, 0);
                for (frame, part) in frames.iter().zip(bytes.chunks_mut(PAGE_SIZE)) {
                    frame.read(0, part);
                }
                bytes.truncate((end - offset) as usize);
                self.engine.change(changed, |core| core.files.write_inode(number, offset, &bytes))?;
            }
            pages.written_back(first, count, end);
            next = first + count.max(1);
        }
        Ok(())
    }

    /// Brings the disk's times, and the mode that writing may have changed, to what the node has.
    fn write_times(&self, inode: Inode) -> FileResult<()> {
        let number = number(inode)?;
        self.with(inode, |node| {
            if !node.times_differ || node.links == 0 {
                return Ok(());
            }
            let stamp = |time: Time| Some(Ext4Timestamp::new(time.seconds, time.nanoseconds));
            let update = InodeMetadataUpdate {
                permissions: FilePermissions::new((node.mode & Status::MODE) as u16).ok(),
                atime: stamp(node.accessed),
                mtime: stamp(node.modified),
                ..Default::default()
            };
            self.engine.change(node.changed, |core| core.files.update_inode_metadata(number, update))?;
            node.times_differ = false;
            Ok(())
        })
    }
}
