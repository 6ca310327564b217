//! `Node`: one file of a RAM volume.

use alloc::boxed::Box;
use alloc::sync::Arc;

use capos_hal::PAGE_SIZE;
use capos_schema::capos_capnp::ErrorCode;

use super::super::{FileResult, Inode, Kind, Status, Time};
use super::attributes::Attributes;
use super::directory::Directory;
use crate::memory::{ContentStatus, PageObject};

/// What `stat` counts blocks in.
const STATUS_BLOCK: usize = 512;

pub struct Node {
    pub mode: u32,
    pub user: u32,
    pub group: u32,
    /// Names.
    pub links: u32,
    /// References from outside of the tree. Without those and without names the node goes.
    pub references: u64,
    pub accessed: Time,
    pub modified: Time,
    pub changed: Time,
    pub body: Body,
    pub attributes: Attributes,
}

pub enum Body {
    Regular(Arc<PageObject>),
    Directory {
        /// The directory above; `None` once it was removed.
        parent: Option<Inode>,
        entries: Directory,
    },
    SymbolicLink(Box<[u8]>),
    Fifo,
    Socket,
}

impl Node {
    /// Whether it has a name, or anybody holds it.
    pub fn is_used(&self) -> bool {
        self.links > 0 || self.references > 0
    }

    pub fn kind(&self) -> Kind {
        match self.body {
            Body::Regular(_) => Kind::Regular,
            Body::Directory { .. } => Kind::Directory,
            Body::SymbolicLink(_) => Kind::SymbolicLink,
            Body::Fifo => Kind::Fifo,
            Body::Socket => Kind::Socket,
        }
    }

    /// A regular file's pages.
    pub fn pages(&self) -> FileResult<Arc<PageObject>> {
        match &self.body {
            Body::Regular(pages) => Ok(Arc::clone(pages)),
            Body::Directory { .. } => Err(ErrorCode::IsDirectory),
            Body::SymbolicLink(_) | Body::Fifo | Body::Socket => Err(ErrorCode::InvalidArgument),
        }
    }

    /// What `stat` tells.
    pub fn status(&self, device: u64, inode: Inode) -> Status {
        let (size, blocks, written) = match &self.body {
            Body::Regular(pages) => {
                let ContentStatus { size, resident, written } = pages.status();
                (size, resident * (PAGE_SIZE / STATUS_BLOCK) as u64, written)
            }
            Body::Directory { entries, .. } => (entries.len() as u64 * Directory::ENTRY_SIZE, 0, None),
            Body::SymbolicLink(target) => (target.len() as u64, 0, None),
            Body::Fifo | Body::Socket => (0, 0, None),
        };
        let or_written = |time: Time| written.map_or(time, |written| time.max(written));
        Status {
            device,
            inode,
            kind: self.kind(),
            mode: self.mode,
            user: self.user,
            group: self.group,
            links: self.links,
            size,
            blocks,
            special_device: 0,
            accessed: self.accessed,
            modified: or_written(self.modified),
            changed: or_written(self.changed),
        }
    }

    /// Whether a read since the last change was noted; as on a disk, and with Linux's `relatime`, others are not.
    pub fn is_access_noted(&self) -> bool {
        self.accessed > self.modified && self.accessed > self.changed
    }

    /// Both the contents and the status changed.
    pub fn touch(&mut self, now: Time) {
        self.modified = now;
        self.changed = now;
    }
}
