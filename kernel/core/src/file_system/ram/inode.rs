//! `Node`: one file of a RAM volume.

use alloc::boxed::Box;
use alloc::sync::Arc;

use super::super::{Inode, Kind, Time};
use super::directory::Directory;
use crate::memory::PageObject;

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
}

impl Node {
    pub fn kind(&self) -> Kind {
        match self.body {
            Body::Regular(_) => Kind::Regular,
            Body::Directory { .. } => Kind::Directory,
            Body::SymbolicLink(_) => Kind::SymbolicLink,
            Body::Fifo => Kind::Fifo,
        }
    }

    pub fn size(&self) -> u64 {
        match &self.body {
            Body::Regular(pages) => pages.size(),
            Body::Directory { entries, .. } => entries.len() as u64 * Directory::ENTRY_SIZE,
            Body::SymbolicLink(target) => target.len() as u64,
            Body::Fifo => 0,
        }
    }

    /// Both the contents and the status changed.
    pub fn touch(&mut self, now: Time) {
        self.modified = now;
        self.changed = now;
    }
}
