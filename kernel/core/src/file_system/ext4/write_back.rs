//! Writing back: pages to the disk, times to the inodes, and the transaction that makes both last.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::Range;

use capos_hal::sync::SpinLock;
use capos_hal::{PAGE_SIZE, log};
use capos_schema::capos_capnp::ErrorCode;
use rsext4::{Ext4Timestamp, FilePermissions, InodeMetadataUpdate};

use super::super::{FileResult, Inode, Status, Time};
use super::background::first_pass;
use super::engine::number;
use super::volume::Ext4Volume;
use crate::lock_order::MountedLevel;
use crate::memory::{MemoryError, PageObject};
use crate::scheduler::chores_due_at;

const PAGE: u64 = PAGE_SIZE as u64;

/// Pages that are written at once at most.
const RUN: usize = 32;

/// What has to be unmounted when the machine stops, whoever still uses it then.
static MOUNTED: SpinLock<MountedLevel, Vec<Arc<Ext4Volume>>> = SpinLock::new(Vec::new());

/// The machine's own volume: written back in the background from now on, and unmounted when the machine stops.
pub fn note_mounted(volume: &Arc<Ext4Volume>) {
    MOUNTED.lock().push(Arc::clone(volume));
    chores_due_at(first_pass());
}

/// The disks' file systems.
pub(super) fn mounted() -> Vec<Arc<Ext4Volume>> {
    MOUNTED.lock().clone()
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
    /// With `data_only` what does not help to find the contents again may be lost: times, modes, owners.
    pub(super) fn synchronise(&self, inode: Inode, data_only: bool) -> FileResult<()> {
        if self.engine.is_read_only() {
            return Ok(());
        }
        let written = self.write_back(inode);
        let needed = self.with(inode, |node| Ok(node.extended_in))?;
        if data_only && needed != Some(self.engine.transaction()) {
            // Its pages went to places that the disk knows already.
            self.engine.flush()?;
        } else {
            self.write_times(inode)?;
            self.engine.commit()?;
        }
        written?;
        self.take_failure(inode)
    }

    pub(super) fn synchronise_all(&self) -> FileResult<()> {
        if self.engine.is_read_only() {
            return Ok(());
        }
        self.free_mapped_orphans();
        self.write_back_all();
        self.commit_times()
    }

    /// Commits, and with it the times that only the nodes have yet.
    pub(super) fn commit_times(&self) -> FileResult<()> {
        for inode in self.inodes(|node| node.times_differ) {
            self.write_times(inode)?;
        }
        self.engine.commit()
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

    pub(super) fn inodes(&self, is_wanted: impl Fn(&super::node::Node) -> bool) -> Vec<Inode> {
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
            self.write_another_back(other);
        }
        Ok(())
    }

    pub(super) fn write_back_all(&self) {
        let dirty = self.inodes(|node| node.pages.as_ref().is_some_and(|pages| pages.has_dirty()));
        for inode in dirty {
            self.write_another_back(inode);
        }
    }

    pub(super) fn write_another_back(&self, inode: Inode) {
        self.note_failure(inode, self.write_back(inode));
    }

    /// After another's file was written back, who is told of an error when that file is synchronised.
    pub(super) fn note_failure<R>(&self, inode: Inode, outcome: FileResult<R>) -> Option<R> {
        if let Err(error) = &outcome {
            let _ = self.with(inode, |node| {
                node.failed = Some(*error);
                Ok(())
            });
        }
        outcome.ok()
    }

    /// Writes the file's dirty pages.
    pub(super) fn write_back(&self, inode: Inode) -> FileResult<()> {
        self.write_back_range(inode, 0..u64::MAX).map(drop)
    }

    /// Writes the dirty pages of a range, and tells where the first one behind those is.
    pub(super) fn write_back_range(&self, inode: Inode, range: Range<u64>) -> FileResult<u64> {
        let known = self.with(inode, |node| {
            node.note_written();
            Ok(node.pages.clone().map(|pages| (pages, node.changed)))
        })?;
        let Some((pages, changed)) = known else { return Ok(range.end) };
        if !pages.has_dirty() {
            return Ok(range.end);
        }
        let mut extends = false;
        let outcome = self.write_pages(inode, &pages, range, changed, &mut extends);
        let info = self.engine.load(inode)?.info;
        let transaction = self.engine.transaction();
        self.with(inode, |node| {
            node.blocks = info.blocks;
            node.size = info.size;
            // Writing sets both, to the time of the last change.
            node.times_differ = true;
            if extends {
                node.extended_in = Some(transaction);
            }
            Ok(())
        })?;
        outcome
    }

    /// As `write_back_range`; `extends` is set if the disk gets to know other blocks of the file.
    fn write_pages(
        &self,
        inode: Inode,
        pages: &PageObject,
        range: Range<u64>,
        changed: Time,
        extends: &mut bool,
    ) -> FileResult<u64> {
        let number = number(inode)?;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(RUN * PAGE_SIZE).map_err(|_| ErrorCode::NoMemory)?;
        let mut next = range.start;
        while let Some((first, frames)) = pages.dirty_run(next, RUN) {
            if first >= range.end {
                return Ok(first);
            }
            let count = frames.len() as u64;
            // What mappings write from here on is written back another time.
            pages.stop_writing(first..first + count).map_err(MemoryError::code)?;
            let offset = first * PAGE;
            let end = pages.size().min(offset + count * PAGE);
            if end > offset {
                bytes.resize(frames.len() * PAGE_SIZE, 0);
                for (frame, part) in frames.iter().zip(bytes.chunks_mut(PAGE_SIZE)) {
                    frame.read(0, part);
                }
                bytes.truncate((end - offset) as usize);
                *extends |= !self.is_on_disk(inode, offset, end)?;
                self.engine.change(changed, |core| core.files.write_inode(number, offset, &bytes))?;
            }
            pages.written_back(first, count, end);
            next = first + count.max(1);
        }
        Ok(u64::MAX)
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
