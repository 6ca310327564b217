//! `Node`: what is known of a file; `Nodes`: those that are known.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_schema::capos_capnp::ErrorCode;
use rsext4::{DeviceNumber, InodeInfo};

use super::super::{FileResult, Inode, Kind, Status, Time};
use super::engine::Loaded;
use super::listing::Listing;
use crate::memory::PageObject;

/// Nodes that nobody uses and that stay known. More than these only if they are in use.
const MAX_NODES: usize = 4096;

/// How many go at a time.
const DROPPED: usize = 256;

pub struct Node {
    pub kind: Kind,
    pub mode: u32,
    pub user: u32,
    pub group: u32,
    /// Names; 0 once it was removed.
    pub links: u32,
    pub size: u64,
    /// Of 512 bytes, on the disk.
    pub blocks: u64,
    pub special_device: u64,
    pub accessed: Time,
    pub modified: Time,
    pub changed: Time,
    /// The transaction that last changed what the disk must know to find the contents: blocks, size, that it is there.
    pub extended_in: Option<u64>,
    /// Whether the disk has older times.
    pub times_differ: bool,
    /// References from outside of the file system.
    pub references: u64,
    /// Of a regular file that was read, written or mapped.
    pub pages: Option<Arc<PageObject>>,
    /// Of a directory that was listed and did not change since.
    pub listing: Option<Arc<Listing>>,
    /// Writing back failed, and nobody was told yet.
    pub failed: Option<ErrorCode>,
}

impl Node {
    /// `notSupported` for kinds of files that capOS has not: sockets and block devices by name.
    pub fn new(loaded: &Loaded) -> FileResult<Self> {
        let info = &loaded.info;
        Ok(Node {
            kind: Kind::of(u32::from(info.mode)).ok_or(ErrorCode::NotSupported)?,
            mode: u32::from(info.mode) & Status::MODE,
            user: info.uid,
            group: info.gid,
            links: u32::from(info.links),
            size: info.size,
            blocks: info.blocks,
            special_device: info.device_number.map(device).unwrap_or_default(),
            accessed: loaded.accessed,
            modified: loaded.modified,
            changed: loaded.changed,
            extended_in: None,
            times_differ: false,
            references: 0,
            pages: None,
            listing: None,
            failed: None,
        })
    }

    pub fn size(&self) -> u64 {
        self.pages.as_ref().map_or(self.size, |pages| pages.size())
    }

    /// What the disk counts after a change; times are the node's own.
    pub fn update(&mut self, info: &InodeInfo) {
        self.links = u32::from(info.links);
        self.blocks = info.blocks;
        self.size = info.size;
    }

    /// A directory's names changed.
    pub fn renamed(&mut self, info: &InodeInfo, now: Time) {
        self.update(info);
        self.touch(now);
        self.listing = None;
    }

    /// Both the contents and the status changed.
    pub fn touch(&mut self, now: Time) {
        self.modified = now;
        self.changed = now;
    }

    /// Takes over when the contents were last written through a mapping.
    pub fn note_written(&mut self) {
        if let Some(written) = self.pages.as_ref().and_then(|pages| pages.status().written)
            && (written > self.modified || written > self.changed)
        {
            self.modified = self.modified.max(written);
            self.changed = self.changed.max(written);
            self.times_differ = true;
        }
    }

    /// Notes a read: as with Linux's `relatime`, only if nothing was read since the last change, or for a day.
    pub fn note_access(&mut self, now: Time) {
        const DAY: i64 = 24 * 60 * 60;
        if self.accessed <= self.modified
            || self.accessed <= self.changed
            || now.seconds - self.accessed.seconds >= DAY
        {
            self.accessed = now;
            self.times_differ = true;
        }
    }

    pub fn is_mapped(&self) -> bool {
        self.pages.as_ref().is_some_and(|pages| Arc::strong_count(pages) > 1)
    }

    /// Whether nothing is lost if it is forgotten while that transaction runs.
    fn is_idle(&self, transaction: u64) -> bool {
        let written = self.pages.as_ref().is_none_or(|pages| !pages.has_dirty());
        self.references == 0
            && self.links > 0
            && !self.times_differ
            && self.extended_in != Some(transaction)
            && self.failed.is_none()
            && written
            && !self.is_mapped()
    }
}

/// As `makedev` of <sys/sysmacros.h>.
fn device(number: DeviceNumber) -> u64 {
    let (major, minor) = (u64::from(number.major()), u64::from(number.minor()));
    (major & 0xffff_f000) << 32 | (major & 0xfff) << 8 | (minor & 0xffff_ff00) << 12 | (minor & 0xff)
}

#[derive(Default)]
pub struct Nodes {
    pub by_inode: BTreeMap<Inode, Node>,
    /// Removed and no longer open, but still mapped.
    pub mapped_orphans: Vec<Inode>,
    /// Freed since the nodes were locked.
    pub freed: Vec<Inode>,
    /// Where forgetting goes on.
    hand: Inode,
}

impl Nodes {
    pub fn get(&mut self, inode: Inode) -> Option<&mut Node> {
        self.by_inode.get_mut(&inode)
    }

    /// Another node, for which some that nobody uses may go.
    pub fn insert(&mut self, inode: Inode, node: Node, transaction: impl FnOnce() -> u64) -> &mut Node {
        if self.by_inode.len() >= MAX_NODES {
            self.forget_some(transaction());
        }
        self.by_inode.entry(inode).or_insert(node)
    }

    fn forget_some(&mut self, transaction: u64) {
        let idle = |(_, node): &(&Inode, &Node)| node.is_idle(transaction);
        let around = self.by_inode.range(self.hand..).chain(self.by_inode.range(..self.hand));
        let chosen: Vec<Inode> = around.filter(idle).map(|(inode, _)| *inode).take(DROPPED).collect();
        self.hand = chosen.last().map_or(0, |last| last + 1);
        for inode in chosen {
            self.by_inode.remove(&inode);
        }
    }
}
