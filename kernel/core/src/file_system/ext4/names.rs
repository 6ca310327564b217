//! Names: finding, making, moving and removing them.

use core::mem::take;

use capos_hal::log;
use capos_hal::sync::SpinLockGuard;
use capos_schema::capos_capnp::ErrorCode;
use rsext4::{Ext4Error, MutationContext, RenameOptions, SpecialInodeKind};

use super::super::{FileResult, Inode, Kind, NewNode, Rename, Time};
use super::engine::{Loaded, number};
use super::node::{Node, Nodes};
use super::volume::{Ext4Volume, file_name, permissions};
use crate::lock_order::VolumeLevel;

impl Ext4Volume {
    /// Retains what it gives.
    pub(super) fn lookup_name(&self, directory: Inode, name: &[u8]) -> FileResult<Inode> {
        let mut nodes = self.nodes.lock();
        let inode = self.find(&mut nodes, directory, name)?;
        nodes.get(inode).ok_or(ErrorCode::NotFound)?.references += 1;
        Ok(inode)
    }

    /// The node of that name, which is known afterwards.
    fn find(&self, nodes: &mut Nodes, directory: Inode, name: &[u8]) -> FileResult<Inode> {
        if self.node(nodes, directory)?.kind != Kind::Directory {
            return Err(ErrorCode::NotDirectory);
        }
        let (parent, name) = (number(directory)?, file_name(name)?);
        let found = self.engine.ask(|core| core.files.lookup_child(parent, name))?;
        let found = found.ok_or(ErrorCode::NotFound)?;
        let inode = found.number.as_u64();
        if nodes.get(inode).is_none() {
            let loaded = self.engine.ask(|core| Ok(core.with_times(found)))?;
            nodes.insert(inode, Node::new(&loaded)?, || self.engine.transaction());
        }
        Ok(inode)
    }

    /// `notFound` if names can not be added to the directory, which may have been removed.
    fn check_growing(&self, nodes: &mut Nodes, directory: Inode) -> FileResult<()> {
        let node = self.node(nodes, directory)?;
        match (node.kind, node.links) {
            (Kind::Directory, 0) => Err(ErrorCode::NotFound),
            (Kind::Directory, _) => Ok(()),
            _ => Err(ErrorCode::NotDirectory),
        }
    }

    /// After the directory's names changed on the disk.
    fn directory_changed(&self, nodes: &mut Nodes, directory: Inode, now: Time) -> FileResult<()> {
        let info = self.engine.load(directory)?.info;
        self.node(nodes, directory)?.renamed(&info, now);
        Ok(())
    }

    pub(super) fn create_name(&self, directory: Inode, name: &[u8], new: NewNode<'_>) -> FileResult<Inode> {
        let (parent, file_name) = (number(directory)?, file_name(name)?);
        let mode = permissions(new.mode)?;
        let context = MutationContext::new(new.user, new.group, 0, 0);
        let now = Time::now();
        let mut nodes = self.nodes.lock();
        self.check_growing(&mut nodes, directory)?;
        let info = self.engine.change(now, |core| {
            let files = &mut core.files;
            if files.lookup_child(parent, file_name)?.is_some() {
                return Err(Ext4Error::already_exists());
            }
            match new.kind {
                Kind::Regular => files.create_regular_file(context, parent, file_name, mode),
                Kind::Directory => files.create_directory(context, parent, file_name, mode),
                Kind::SymbolicLink => files.create_symlink(context, parent, file_name, new.target),
                Kind::Fifo => {
                    files.create_special_inode(context, parent, file_name, mode, SpecialInodeKind::Fifo)
                }
                Kind::Socket => {
                    files.create_special_inode(context, parent, file_name, mode, SpecialInodeKind::Socket)
                }
                Kind::CharacterDevice => Err(Ext4Error::permission_denied()),
            }
        })?;
        let inode = info.number.as_u64();
        let mut node = Node::new(&Loaded { info, accessed: now, modified: now, changed: now })?;
        node.references = 1;
        node.extended_in = Some(self.engine.transaction());
        // The number may be that of a file that is gone.
        nodes.by_inode.remove(&inode);
        nodes.insert(inode, node, || self.engine.transaction());
        self.directory_changed(&mut nodes, directory, now)?;
        Ok(inode)
    }

    pub(super) fn link_name(&self, inode: Inode, directory: Inode, name: &[u8]) -> FileResult<()> {
        let (target, parent, file_name) = (number(inode)?, number(directory)?, file_name(name)?);
        let now = Time::now();
        let mut nodes = self.nodes.lock();
        self.check_growing(&mut nodes, directory)?;
        match self.node(&mut nodes, inode)? {
            node if node.kind == Kind::Directory => return Err(ErrorCode::NotPermitted),
            // A file whose last name is gone does not get one again.
            node if node.links == 0 => return Err(ErrorCode::NotFound),
            _ => {}
        }
        let info = self.engine.change(now, |core| core.files.hard_link(target, parent, file_name))?;
        let node = self.node(&mut nodes, inode)?;
        node.links = u32::from(info.links);
        node.changed = now;
        self.directory_changed(&mut nodes, directory, now)
    }

    pub(super) fn remove_name(&self, directory: Inode, name: &[u8], is_directory: bool) -> FileResult<()> {
        let mut nodes = self.nodes.lock();
        let outcome = self.remove_known(&mut nodes, directory, name, is_directory);
        self.forget_freed(nodes);
        outcome
    }

    fn remove_known(
        &self,
        nodes: &mut Nodes,
        directory: Inode,
        name: &[u8],
        is_directory: bool,
    ) -> FileResult<()> {
        let (parent, file_name) = (number(directory)?, file_name(name)?);
        let now = Time::now();
        let inode = self.find(nodes, directory, name)?;
        match (is_directory, self.node(nodes, inode)?.kind == Kind::Directory) {
            (true, false) => return Err(ErrorCode::NotDirectory),
            (false, true) => return Err(ErrorCode::IsDirectory),
            _ => {}
        }
        let outcome = self.engine.change(now, |core| {
            if is_directory {
                core.files.remove_empty_directory(parent, file_name)
            } else {
                core.files.unlink(parent, file_name)
            }
        })?;
        self.name_gone(nodes, inode, u32::from(outcome.remaining_links), now)?;
        self.directory_changed(nodes, directory, now)
    }

    /// The node has one name less.
    fn name_gone(&self, nodes: &mut Nodes, inode: Inode, links: u32, now: Time) -> FileResult<()> {
        let node = self.node(nodes, inode)?;
        node.links = links;
        node.changed = now;
        node.listing = None;
        self.free_unused(nodes, inode);
        Ok(())
    }

    pub(super) fn rename_name(
        &self,
        from: (Inode, &[u8]),
        to: (Inode, &[u8]),
        how: Rename,
    ) -> FileResult<()> {
        let mut nodes = self.nodes.lock();
        let outcome = self.rename_known(&mut nodes, from, to, how);
        self.forget_freed(nodes);
        outcome
    }

    fn rename_known(
        &self,
        nodes: &mut Nodes,
        (from, from_name): (Inode, &[u8]),
        (to, to_name): (Inode, &[u8]),
        how: Rename,
    ) -> FileResult<()> {
        let (old_parent, old_name) = (number(from)?, file_name(from_name)?);
        let (new_parent, new_name) = (number(to)?, file_name(to_name)?);
        let now = Time::now();
        let source = self.find(nodes, from, from_name)?;
        let target = match self.find(nodes, to, to_name) {
            Ok(target) => Some(target),
            Err(ErrorCode::NotFound) => None,
            Err(error) => return Err(error),
        };
        self.check_growing(nodes, to)?;
        self.check_not_below(nodes, to, source)?;
        let options = match (how, target) {
            (Rename::Exchange, None) => return Err(ErrorCode::NotFound),
            (Rename::NoReplace, Some(_)) => return Err(ErrorCode::AlreadyExists),
            // Two names of one file: POSIX wants both to stay.
            (_, Some(target)) if target == source => return Ok(()),
            (Rename::Exchange, Some(target)) => {
                self.check_not_below(nodes, from, target)?;
                RenameOptions::EXCHANGE
            }
            (Rename::NoReplace, None) => RenameOptions::NO_REPLACE,
            (Rename::Replace, _) => RenameOptions::REPLACE,
        };
        if how == Rename::Replace
            && let Some(target) = target
        {
            let moves_directory = self.node(nodes, source)?.kind == Kind::Directory;
            match (moves_directory, self.node(nodes, target)?.kind == Kind::Directory) {
                (true, false) => return Err(ErrorCode::NotDirectory),
                (false, true) => return Err(ErrorCode::IsDirectory),
                _ => {}
            }
        }
        let outcome = self
            .engine
            .change(now, |core| core.files.rename(old_parent, old_name, new_parent, new_name, options))?;
        for moved in [Some(source), target.filter(|_| how == Rename::Exchange)].into_iter().flatten() {
            let node = self.node(nodes, moved)?;
            node.changed = now;
            node.times_differ = true;
        }
        if let Some(replaced) = outcome.replaced {
            let links = u32::from(replaced.remaining_links);
            self.name_gone(nodes, replaced.inode.as_u64(), links, now)?;
        }
        self.directory_changed(nodes, from, now)?;
        self.directory_changed(nodes, to, now)
    }

    /// A directory can not become a part of itself.
    fn check_not_below(&self, nodes: &mut Nodes, mut directory: Inode, above: Inode) -> FileResult<()> {
        if self.node(nodes, above)?.kind != Kind::Directory {
            return Ok(());
        }
        loop {
            if directory == above {
                return Err(ErrorCode::InvalidArgument);
            }
            let up = self.find(nodes, directory, b"..")?;
            if up == directory {
                return Ok(());
            }
            directory = up;
        }
    }

    /// What was freed is nobody's any more. Its locks and its pipe rank below the nodes.
    pub(super) fn forget_freed(&self, mut nodes: SpinLockGuard<'_, VolumeLevel, Nodes>) {
        let freed = take(&mut nodes.freed);
        drop(nodes);
        for inode in freed {
            self.locks.forget(inode);
            self.fifos.forget(inode);
        }
    }

    /// Frees a file that has neither names nor users. One that is still mapped is freed later.
    pub(super) fn free_unused(&self, nodes: &mut Nodes, inode: Inode) {
        match nodes.get(inode) {
            Some(node) if node.links == 0 && node.references == 0 => {
                if node.is_mapped() {
                    if !nodes.mapped_orphans.contains(&inode) {
                        nodes.mapped_orphans.push(inode);
                    }
                    return;
                }
            }
            _ => return,
        }
        nodes.mapped_orphans.retain(|orphan| *orphan != inode);
        nodes.by_inode.remove(&inode);
        self.cache.forget(inode);
        nodes.freed.push(inode);
        if let Ok(number) = number(inode) {
            // If that fails, the disk's list of orphans has it: the next mount tries again.
            let freed = self.engine.change(Time::now(), |core| core.files.reap_unlinked_inode(number));
            if let Err(error) = freed {
                log!("disk: inode {inode} is freed at the next mount: {error:?}");
            }
        }
    }
}
