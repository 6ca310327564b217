//! `Ext4Volume`: the file system of a disk.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_hal::PAGE_SIZE;
use capos_hal::block::Disk;
use capos_hal::sync::SpinLock;
use capos_schema::capos_capnp::ErrorCode;
use rsext4::{FileName, FilePermissions, InodeMetadataUpdate};

use super::super::locks::LockDirectory;
use super::super::traits::{FileLocks, SetAttribute};
use super::super::{
    Change, Entry, FileResult, FileSystem, Inode, Kind, Listed, NewNode, Rename, Statistics, Status, Time,
};
use super::background::Pass;
use super::cache::PageCache;
use super::engine::{Engine, code, number};
use super::listing::Listing;
use super::node::{Node, Nodes};
use crate::lock_order::{ObjectState, VolumeLevel};
use crate::memory::{MemoryError, PageObject};
use crate::object::{Call, CallError};
use crate::pipe::{Fifos, Pipe};
use crate::quota::Account;

const PAGE: u64 = PAGE_SIZE as u64;

/// The root directory's number in every ext4 file system.
const ROOT: Inode = 2;

/// Pages for files beside the journal's, at least.
const MIN_CACHE: u64 = 64;

/// Of a symbolic link.
const MAX_TARGET: usize = 4096;

pub struct Ext4Volume {
    device: u64,
    pub(super) engine: Arc<Engine>,
    pub(super) cache: Arc<PageCache>,
    pub(super) nodes: SpinLock<VolumeLevel, Nodes>,
    pub(super) locks: LockDirectory,
    pub(super) fifos: Fifos,
    pub(super) pass: SpinLock<ObjectState, Pass>,
}

impl Ext4Volume {
    /// Mounts the disk. The account bounds the pages of files; what the journal keeps in memory is charged to it
    /// first.
    pub fn mount(
        device: u64,
        disk: &Arc<Disk>,
        account: Arc<Account>,
        read_only: bool,
    ) -> FileResult<Arc<Self>> {
        let engine = Arc::new(Engine::mount(disk, read_only, account.left().saturating_sub(MIN_CACHE))?);
        let for_journal = if engine.is_read_only() {
            engine.replayed_pages()
        } else {
            engine.journal_size()?.div_ceil(PAGE)
        };
        if account.left() < for_journal + MIN_CACHE || !account.charge(for_journal) {
            return Err(ErrorCode::NoMemory);
        }
        let cache = Arc::new(PageCache::new(Arc::clone(&engine), account));
        let volume = Arc::new(Ext4Volume {
            device,
            engine,
            cache,
            nodes: SpinLock::new(Nodes::default()),
            locks: LockDirectory::new(),
            fifos: Fifos::new(),
            pass: SpinLock::new(Pass::default()),
        });
        volume.cache.set_volume(&volume);
        Ok(volume)
    }

    /// Acts on the node, which is loaded if it is not known.
    pub(super) fn with<R>(
        &self,
        inode: Inode,
        act: impl FnOnce(&mut Node) -> FileResult<R>,
    ) -> FileResult<R> {
        act(self.node(&mut self.nodes.lock(), inode)?)
    }

    pub(super) fn node<'n>(&self, nodes: &'n mut Nodes, inode: Inode) -> FileResult<&'n mut Node> {
        if !nodes.by_inode.contains_key(&inode) {
            let node = Node::new(&self.engine.load(inode)?)?;
            nodes.insert(inode, node, || self.engine.transaction());
        }
        nodes.get(inode).ok_or(ErrorCode::NotFound)
    }

    /// A regular file's pages.
    pub(super) fn contents(&self, inode: Inode) -> FileResult<Arc<PageObject>> {
        self.with(inode, |node| match (node.kind, &node.pages) {
            (Kind::Regular, Some(pages)) => Ok(Arc::clone(pages)),
            (Kind::Regular, None) => {
                let pages = self.cache.open(inode, node.size)?;
                node.pages = Some(Arc::clone(&pages));
                Ok(pages)
            }
            (Kind::Directory, _) => Err(ErrorCode::IsDirectory),
            _ => Err(ErrorCode::InvalidArgument),
        })
    }

    fn listing(&self, directory: Inode) -> FileResult<Arc<Listing>> {
        self.with(directory, |node| {
            if node.kind != Kind::Directory {
                return Err(ErrorCode::NotDirectory);
            }
            if let Some(listing) = &node.listing {
                return Ok(Arc::clone(listing));
            }
            let number = number(directory)?;
            let listing = Arc::new(self.engine.ask(|core| Listing::read(core, number))?);
            node.listing = Some(Arc::clone(&listing));
            Ok(listing)
        })
    }
}

/// `invalidArgument` for what no file can be called.
pub(super) fn file_name(name: &[u8]) -> FileResult<FileName<'_>> {
    FileName::new(name).map_err(code)
}

/// Of the lower twelve bits of a mode.
pub(super) fn permissions(mode: u32) -> FileResult<FilePermissions> {
    FilePermissions::new((mode & Status::MODE) as u16).map_err(code)
}

impl FileSystem for Ext4Volume {
    fn device(&self) -> u64 {
        self.device
    }

    fn root(&self) -> Inode {
        ROOT
    }

    fn is_read_only(&self) -> bool {
        self.engine.is_read_only()
    }

    fn retain(&self, inode: Inode) {
        // Whoever retains holds a number already, so the node is known or can be loaded; if the disk fails now, the
        // file's other methods say so.
        let _ = self.with(inode, |node| {
            node.references += 1;
            Ok(())
        });
    }

    fn release(&self, inode: Inode) {
        let mut nodes = self.nodes.lock();
        if let Some(node) = nodes.get(inode) {
            node.references = node.references.saturating_sub(1);
        }
        self.free_unused(&mut nodes, inode);
        self.forget_freed(nodes);
    }

    fn status(&self, inode: Inode) -> FileResult<Status> {
        self.with(inode, |node| {
            node.note_written();
            Ok(Status {
                device: self.device,
                inode,
                kind: node.kind,
                mode: node.mode,
                user: node.user,
                group: node.group,
                links: node.links,
                size: node.size(),
                blocks: node.blocks,
                special_device: node.special_device,
                accessed: node.accessed,
                modified: node.modified,
                changed: node.changed,
            })
        })
    }

    fn lookup(&self, directory: Inode, name: &[u8]) -> FileResult<Inode> {
        self.lookup_name(directory, name)
    }

    fn parent(&self, directory: Inode) -> FileResult<Inode> {
        self.with(directory, |node| match (node.kind, node.links) {
            (Kind::Directory, 0) => Err(ErrorCode::NotFound),
            (Kind::Directory, _) => Ok(()),
            _ => Err(ErrorCode::NotDirectory),
        })?;
        self.lookup_name(directory, b"..")
    }

    fn list(
        &self,
        directory: Inode,
        cursor: u64,
        give: &mut dyn FnMut(Entry<'_>) -> Listed,
    ) -> FileResult<()> {
        let listing = self.listing(directory)?;
        for entry in listing.behind(cursor) {
            let given = Entry { inode: entry.inode, kind: entry.kind, name: &entry.name, next: entry.cursor };
            if give(given) == Listed::Full {
                break;
            }
        }
        let now = Time::now();
        self.with(directory, |node| {
            node.note_access(now);
            Ok(())
        })
    }

    fn read_link(&self, inode: Inode, give: &mut dyn FnMut(&[u8])) -> FileResult<()> {
        let number = number(inode)?;
        let size = self.with(inode, |node| match node.kind {
            Kind::SymbolicLink => Ok((node.size as usize).min(MAX_TARGET)),
            _ => Err(ErrorCode::InvalidArgument),
        })?;
        let mut target = [0; MAX_TARGET];
        let length = self.engine.ask(|core| core.files.read_inode(number, 0, &mut target[..size]))?;
        give(&target[..length]);
        Ok(())
    }

    fn create(&self, directory: Inode, name: &[u8], new: NewNode<'_>) -> FileResult<Inode> {
        self.create_name(directory, name, new)
    }

    fn link(&self, inode: Inode, directory: Inode, name: &[u8]) -> FileResult<()> {
        self.link_name(inode, directory, name)
    }

    fn remove(&self, directory: Inode, name: &[u8], is_directory: bool) -> FileResult<()> {
        self.remove_name(directory, name, is_directory)
    }

    fn rename(&self, from: (Inode, &[u8]), to: (Inode, &[u8]), how: Rename) -> FileResult<()> {
        self.rename_name(from, to, how)
    }

    fn change(&self, inode: Inode, change: Change) -> FileResult<()> {
        let number = number(inode)?;
        let now = Time::now();
        if change.modified.is_some()
            && let Some(pages) = self.with(inode, |node| Ok(node.pages.clone()))?
        {
            pages.forget_writing().map_err(MemoryError::code)?;
        }
        self.with(inode, |node| {
            let user = change.user.unwrap_or(node.user);
            let group = change.group.unwrap_or(node.group);
            let mode = change.mode.unwrap_or(node.mode);
            let owner = (user, group) != (node.user, node.group);
            self.engine.change(now, |core| {
                if owner {
                    let update = InodeMetadataUpdate { owner: Some((user, group)), ..Default::default() };
                    core.files.update_inode_metadata(number, update)?;
                }
                // What a change of owner does to the mode is decided above this.
                let update = InodeMetadataUpdate {
                    permissions: FilePermissions::new((mode & Status::MODE) as u16).ok(),
                    ..Default::default()
                };
                core.files.update_inode_metadata(number, update)
            })?;
            (node.user, node.group, node.mode) = (user, group, mode);
            node.accessed = change.accessed.unwrap_or(node.accessed);
            node.modified = change.modified.unwrap_or(node.modified);
            node.changed = now;
            node.times_differ = true;
            Ok(())
        })
    }

    fn set_size(&self, inode: Inode, size: u64) -> FileResult<()> {
        self.cut_or_extend(inode, size)
    }

    fn allocate(&self, inode: Inode, offset: u64, length: u64, keep_size: bool) -> FileResult<()> {
        self.preallocate(inode, offset, length, keep_size)
    }

    fn fifo(&self, inode: Inode, account: &Arc<Account>) -> FileResult<Arc<Pipe>> {
        self.fifos.of(inode, account).map_err(MemoryError::code)
    }

    fn read(&self, inode: Inode, offset: u64, call: &mut Call<'_>) -> Result<u64, CallError> {
        self.read_contents(inode, offset, call)
    }

    fn write(&self, inode: Inode, offset: Option<u64>, call: &mut Call<'_>) -> Result<(u64, u64), CallError> {
        self.write_contents(inode, offset, call)
    }

    fn seek_data(&self, inode: Inode, offset: u64, hole: bool) -> FileResult<u64> {
        self.find_data(inode, offset, hole)
    }

    fn pages(&self, inode: Inode) -> FileResult<Arc<PageObject>> {
        let pages = self.contents(inode)?;
        self.note_access(inode)?;
        Ok(pages)
    }

    fn locks(&self, inode: Inode) -> FileResult<Arc<FileLocks>> {
        Ok(self.locks.of(inode))
    }

    fn attribute(&self, inode: Inode, name: &[u8]) -> FileResult<Vec<u8>> {
        self.get_attribute(inode, name)
    }

    fn attributes(&self, inode: Inode) -> FileResult<Vec<u8>> {
        self.attribute_names(inode)
    }

    fn set_attribute(&self, inode: Inode, name: &[u8], value: &[u8], how: SetAttribute) -> FileResult<()> {
        self.put_attribute(inode, name, value, how)
    }

    fn remove_attribute(&self, inode: Inode, name: &[u8]) -> FileResult<()> {
        self.drop_attribute(inode, name)
    }

    fn sync(&self, inode: Inode, data_only: bool) -> FileResult<()> {
        self.synchronise(inode, data_only)
    }

    fn sync_all(&self) -> FileResult<()> {
        self.synchronise_all()
    }

    fn statistics(&self) -> Statistics {
        let Ok(found) = self.engine.ask(|core| Ok(core.files.statfs())) else {
            return Statistics { blocks: 0, free_blocks: 0, files: 0, free_files: 0 };
        };
        let pages =
            |blocks: u64| (u128::from(blocks) * u128::from(found.block_size) / u128::from(PAGE)) as u64;
        Statistics {
            blocks: pages(found.total_blocks),
            free_blocks: pages(found.free_blocks).saturating_sub(self.cache.dirty()),
            files: u64::from(found.total_inodes),
            free_files: u64::from(found.free_inodes),
        }
    }
}
