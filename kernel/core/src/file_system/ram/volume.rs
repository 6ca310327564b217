//! `RamVolume`: the file system over a tree and its lock.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_hal::PAGE_SIZE;
use capos_hal::sync::SpinLock;
use capos_schema::capos_capnp::ErrorCode;

use super::super::locks::LockDirectory;
use super::super::traits::{FileLocks, SetAttribute};
use super::super::transfer::{WriteError, read_pages, write_pages};
use super::super::{
    Change, Entry, FileResult, FileSystem, Inode, Kind, Listed, NewNode, Rename, Statistics, Status, Time,
};
use super::directory::{Directory, Named};
use super::inode::{Body, Node};
use super::tree::{ROOT, Tree};
use crate::lock_order::VolumeLevel;
use crate::memory::{MAX_OBJECT_SIZE, MemoryError, PageObject};
use crate::object::{Call, CallError};
use crate::pipe::{Fifos, Pipe};
use crate::quota::Account;

const PAGE: u64 = PAGE_SIZE as u64;

pub struct RamVolume {
    device: u64,
    account: Arc<Account>,
    tree: SpinLock<VolumeLevel, Tree>,
    locks: LockDirectory,
    fifos: Fifos,
}

impl RamVolume {
    /// `mode` is the root directory's; the account bounds contents and names alike.
    pub fn new(device: u64, account: Arc<Account>, mode: u32) -> FileResult<Self> {
        let tree = Tree::new(Arc::clone(&account), mode, Time::now())?;
        Ok(RamVolume {
            device,
            account,
            tree: SpinLock::new(tree),
            locks: LockDirectory::new(),
            fifos: Fifos::new(),
        })
    }

    /// A regular file's pages.
    fn contents(&self, inode: Inode) -> FileResult<Arc<PageObject>> {
        self.tree.lock().node(inode)?.pages()
    }

    /// Frees what lost its last name or reference, when the tree is no longer locked.
    fn free(&self, inode: Inode, freed: Option<Node>) {
        if freed.is_some() {
            self.locks.forget(inode);
            self.fifos.forget(inode);
        }
        drop(freed);
    }

    fn note_access(&self, inode: Inode) {
        let now = Time::now();
        if let Ok(node) = self.tree.lock().node_mut(inode) {
            node.accessed = now;
        }
    }

    fn touch(&self, inode: Inode) -> FileResult<()> {
        let now = Time::now();
        self.tree.lock().node_mut(inode)?.touch(now);
        Ok(())
    }
}

fn no_space(error: MemoryError) -> ErrorCode {
    match error {
        MemoryError::OutOfObject => ErrorCode::FileTooLarge,
        _ => ErrorCode::NoSpace,
    }
}

impl FileSystem for RamVolume {
    fn device(&self) -> u64 {
        self.device
    }

    fn root(&self) -> Inode {
        ROOT
    }

    fn is_read_only(&self) -> bool {
        false
    }

    fn retain(&self, inode: Inode) {
        if let Ok(node) = self.tree.lock().node_mut(inode) {
            node.references += 1;
        }
    }

    fn release(&self, inode: Inode) {
        let freed = self.tree.lock().release(inode);
        self.free(inode, freed);
    }

    fn status(&self, inode: Inode) -> FileResult<Status> {
        Ok(self.tree.lock().node(inode)?.status(self.device, inode))
    }

    fn find(&self, directory: Inode, name: &[u8], status: &mut Status) -> FileResult<Inode> {
        let mut tree = self.tree.lock();
        let inode = tree.lookup(directory, name)?;
        let node = tree.node_mut(inode)?;
        node.references += 1;
        *status = node.status(self.device, inode);
        Ok(inode)
    }

    fn lookup(&self, directory: Inode, name: &[u8]) -> FileResult<Inode> {
        let mut tree = self.tree.lock();
        let inode = tree.lookup(directory, name)?;
        tree.node_mut(inode)?.references += 1;
        Ok(inode)
    }

    fn parent(&self, directory: Inode) -> FileResult<Inode> {
        let mut tree = self.tree.lock();
        let inode = tree.parent(directory)?;
        tree.node_mut(inode)?.references += 1;
        Ok(inode)
    }

    fn list(
        &self,
        directory: Inode,
        cursor: u64,
        give: &mut dyn FnMut(Entry<'_>) -> Listed,
    ) -> FileResult<()> {
        let now = Time::now();
        let mut tree = self.tree.lock();
        for (number, Named { name, inode, kind }) in tree.entries(directory)?.behind(cursor) {
            if give(Entry { inode: *inode, kind: *kind, name, next: number }) == Listed::Full {
                break;
            }
        }
        tree.node_mut(directory)?.accessed = now;
        Ok(())
    }

    fn read_link(&self, inode: Inode, give: &mut dyn FnMut(&[u8])) -> FileResult<()> {
        match &self.tree.lock().node(inode)?.body {
            Body::SymbolicLink(target) => {
                give(target);
                Ok(())
            }
            _ => Err(ErrorCode::InvalidArgument),
        }
    }

    fn create(&self, directory: Inode, name: &[u8], new: NewNode<'_>) -> FileResult<Inode> {
        let body = match new.kind {
            Kind::Regular => Tree::new_pages(&self.account)?,
            Kind::Directory => Body::Directory { parent: Some(directory), entries: Directory::default() },
            Kind::SymbolicLink => Body::SymbolicLink(Box::from(new.target)),
            Kind::Fifo => Body::Fifo,
            Kind::Socket => Body::Socket,
            Kind::CharacterDevice => return Err(ErrorCode::NotPermitted),
        };
        let now = Time::now();
        let mut tree = self.tree.lock();
        let inode = tree.create(directory, name, new, body, now)?;
        tree.node_mut(inode)?.references += 1;
        Ok(inode)
    }

    fn link(&self, inode: Inode, directory: Inode, name: &[u8]) -> FileResult<()> {
        let now = Time::now();
        self.tree.lock().link(inode, directory, name, now)
    }

    fn remove(&self, directory: Inode, name: &[u8], is_directory: bool) -> FileResult<()> {
        let now = Time::now();
        let (inode, freed) = {
            let mut tree = self.tree.lock();
            let inode = tree.lookup(directory, name)?;
            (inode, tree.remove(directory, name, is_directory, now)?)
        };
        self.free(inode, freed);
        Ok(())
    }

    fn rename(&self, from: (Inode, &[u8]), to: (Inode, &[u8]), how: Rename) -> FileResult<()> {
        let now = Time::now();
        let (replaced, freed) = {
            let mut tree = self.tree.lock();
            let replaced = tree.lookup(to.0, to.1).unwrap_or_default();
            (replaced, tree.rename(from, to, how, now)?)
        };
        self.free(replaced, freed);
        Ok(())
    }

    fn change(&self, inode: Inode, change: Change) -> FileResult<()> {
        let now = Time::now();
        if change.modified.is_some()
            && let Ok(pages) = self.contents(inode)
        {
            pages.forget_writing().map_err(MemoryError::code)?;
        }
        let mut tree = self.tree.lock();
        let node = tree.node_mut(inode)?;
        node.mode = change.mode.unwrap_or(node.mode);
        node.user = change.user.unwrap_or(node.user);
        node.group = change.group.unwrap_or(node.group);
        node.accessed = change.accessed.unwrap_or(node.accessed);
        node.modified = change.modified.unwrap_or(node.modified);
        node.changed = now;
        Ok(())
    }

    fn set_size(&self, inode: Inode, size: u64) -> FileResult<()> {
        self.contents(inode)?.truncate(size).map_err(no_space)?;
        self.touch(inode)
    }

    fn allocate(&self, inode: Inode, offset: u64, length: u64, keep_size: bool) -> FileResult<()> {
        let pages = self.contents(inode)?;
        let end = offset
            .checked_add(length)
            .filter(|end| *end <= MAX_OBJECT_SIZE)
            .ok_or(ErrorCode::FileTooLarge)?;
        let size = pages.size();
        let range = offset / PAGE..end.div_ceil(PAGE);
        // At once, so that a refusal leaves nothing behind.
        if range.end - range.start - pages.resident_in(range.clone()) > self.account.left() {
            return Err(ErrorCode::NoSpace);
        }
        for index in range {
            pages.reserve(index).map_err(no_space)?;
        }
        if end > size && !keep_size {
            pages.grow(end).map_err(no_space)?;
        }
        self.touch(inode)
    }

    fn fifo(&self, inode: Inode, account: &Arc<Account>) -> FileResult<Arc<Pipe>> {
        self.fifos.of(inode, account).map_err(MemoryError::code)
    }

    fn read(&self, inode: Inode, offset: u64, call: &mut Call<'_>) -> Result<u64, CallError> {
        let (pages, noted) = {
            let tree = self.tree.lock();
            let node = tree.node(inode)?;
            (node.pages()?, node.is_access_noted())
        };
        let end = pages.size().min(offset.saturating_add(call.bulk_length())).max(offset);
        read_pages(&pages, offset, end, call)?;
        if !noted {
            self.note_access(inode);
        }
        Ok(end - offset)
    }

    fn write(&self, inode: Inode, offset: Option<u64>, call: &mut Call<'_>) -> Result<(u64, u64), CallError> {
        let pages = self.contents(inode)?;
        let size = pages.size();
        let start = offset.unwrap_or(size);
        let length = call.bulk_length();
        if length == 0 {
            return Ok((start, 0));
        }
        let end =
            start.checked_add(length).filter(|end| *end <= MAX_OBJECT_SIZE).ok_or(ErrorCode::FileTooLarge)?;
        pages.grow(end).map_err(no_space)?;
        let (written, outcome) = write_pages(&pages, start, end, call);
        if let Err(error) = outcome {
            // What was not written is not there. Nobody else ran meanwhile: a copy does not give the CPU away.
            if end > size {
                pages.truncate(written.max(size)).map_err(no_space)?;
            }
            match error {
                WriteError::Caller(error) => return Err(error),
                WriteError::Memory(error) if written == start => return Err(no_space(error).into()),
                WriteError::Refused(error) => return Err(error.into()),
                WriteError::Memory(_) => {}
            }
        }
        self.touch(inode)?;
        Ok((start, written - start))
    }

    fn seek_data(&self, inode: Inode, offset: u64, hole: bool) -> FileResult<u64> {
        let pages = self.contents(inode)?;
        let size = pages.size();
        let found = if hole { pages.next_hole(offset / PAGE) } else { pages.next_resident(offset / PAGE) };
        match found.map(|index| (index * PAGE).max(offset)).filter(|at| *at < size) {
            Some(at) => Ok(at),
            None if hole => Ok(size),
            None => Err(ErrorCode::OutOfRange),
        }
    }

    fn pages(&self, inode: Inode) -> FileResult<Arc<PageObject>> {
        let pages = self.contents(inode)?;
        self.note_access(inode);
        Ok(pages)
    }

    fn attribute(&self, inode: Inode, name: &[u8]) -> FileResult<Vec<u8>> {
        self.tree.lock().node(inode)?.attributes.get(name)
    }

    fn attributes(&self, inode: Inode) -> FileResult<Vec<u8>> {
        Ok(self.tree.lock().node(inode)?.attributes.names())
    }

    fn set_attribute(&self, inode: Inode, name: &[u8], value: &[u8], how: SetAttribute) -> FileResult<()> {
        let now = Time::now();
        self.tree.lock().set_attribute(inode, name, value, how, now)
    }

    fn remove_attribute(&self, inode: Inode, name: &[u8]) -> FileResult<()> {
        let now = Time::now();
        self.tree.lock().remove_attribute(inode, name, now)
    }

    fn locks(&self, inode: Inode) -> FileResult<Arc<FileLocks>> {
        Ok(self.locks.of(inode))
    }

    fn statistics(&self) -> Statistics {
        let files = self.tree.lock().count() as u64;
        let free = self.account.left();
        // A file takes at least a sixteenth of a page.
        Statistics {
            blocks: self.account.limit(),
            free_blocks: free,
            files: files + free * 16,
            free_files: free * 16,
        }
    }
}
