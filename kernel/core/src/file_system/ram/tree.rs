//! `Tree`: the nodes of a RAM volume and how names change.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;

use capos_schema::capos_capnp::ErrorCode;

use super::super::{FileResult, Inode, Kind, NewNode, Rename, SetAttribute, Time};
use super::attributes::Attributes;
use super::directory::Directory;
use super::inode::{Body, Node};
use super::meter::Meter;
use crate::memory::PageObject;
use crate::quota::Account;

/// `LINK_MAX`.
const MAX_LINKS: u32 = 65_000;

/// What a node costs, its names and its contents aside.
const NODE_COST: usize = 256;

pub const ROOT: Inode = 1;

pub struct Tree {
    nodes: BTreeMap<Inode, Node>,
    next: Inode,
    meter: Meter,
}

impl Tree {
    pub fn new(account: Arc<Account>, mode: u32, now: Time) -> FileResult<Self> {
        let mut meter = Meter::new(account);
        meter.take(NODE_COST)?;
        let body = Body::Directory { parent: Some(ROOT), entries: Directory::default() };
        // The reference is the volume's own: the root never goes.
        let root = Node {
            mode,
            user: 0,
            group: 0,
            links: 2,
            references: 1,
            accessed: now,
            modified: now,
            changed: now,
            body,
            attributes: Attributes::default(),
        };
        Ok(Tree { nodes: BTreeMap::from([(ROOT, root)]), next: ROOT + 1, meter })
    }

    pub fn count(&self) -> usize {
        self.nodes.len()
    }

    pub fn node(&self, inode: Inode) -> FileResult<&Node> {
        self.nodes.get(&inode).ok_or(ErrorCode::NotFound)
    }

    pub fn node_mut(&mut self, inode: Inode) -> FileResult<&mut Node> {
        self.nodes.get_mut(&inode).ok_or(ErrorCode::NotFound)
    }

    /// What was freed is given, to be dropped when the tree is not locked.
    #[must_use]
    pub fn release(&mut self, inode: Inode) -> Option<Node> {
        let node = self.nodes.get_mut(&inode)?;
        node.references -= 1;
        if node.is_used() { None } else { self.free(inode) }
    }

    #[cold]
    fn free(&mut self, inode: Inode) -> Option<Node> {
        let node = self.nodes.remove(&inode)?;
        self.meter.give_back(NODE_COST + target_length(&node.body) + node.attributes.cost());
        Some(node)
    }

    pub fn entries(&self, directory: Inode) -> FileResult<&Directory> {
        match &self.node(directory)?.body {
            Body::Directory { entries, .. } => Ok(entries),
            _ => Err(ErrorCode::NotDirectory),
        }
    }

    fn entries_mut(&mut self, directory: Inode) -> FileResult<&mut Directory> {
        match &mut self.node_mut(directory)?.body {
            Body::Directory { entries, .. } => Ok(entries),
            _ => Err(ErrorCode::NotDirectory),
        }
    }

    pub fn lookup(&self, directory: Inode, name: &[u8]) -> FileResult<Inode> {
        self.entries(directory)?.get(name).ok_or(ErrorCode::NotFound)
    }

    /// The directory above; `notFound` for one that was removed.
    pub fn parent(&self, directory: Inode) -> FileResult<Inode> {
        match &self.node(directory)?.body {
            Body::Directory { parent, .. } => parent.ok_or(ErrorCode::NotFound),
            _ => Err(ErrorCode::NotDirectory),
        }
    }

    /// Fails if names can not be added to the directory, which may have been removed.
    fn check_growing(&self, directory: Inode) -> FileResult<()> {
        self.parent(directory).map(drop)
    }

    pub fn create(
        &mut self,
        directory: Inode,
        name: &[u8],
        new: NewNode<'_>,
        body: Body,
        now: Time,
    ) -> FileResult<Inode> {
        self.check_growing(directory)?;
        if self.entries(directory)?.get(name).is_some() {
            return Err(ErrorCode::AlreadyExists);
        }
        let is_directory = matches!(body, Body::Directory { .. });
        if is_directory && self.node(directory)?.links >= MAX_LINKS {
            return Err(ErrorCode::TooManyNames);
        }
        self.meter.take(NODE_COST + Directory::cost(name) + target_length(&body))?;
        let inode = self.next;
        self.next += 1;
        let kind = new.kind;
        let node = Node {
            mode: new.mode,
            user: new.user,
            group: new.group,
            links: if is_directory { 2 } else { 1 },
            references: 0,
            accessed: now,
            modified: now,
            changed: now,
            body,
            attributes: Attributes::default(),
        };
        self.nodes.insert(inode, node);
        self.entries_mut(directory)?.insert(name, inode, kind);
        let above = self.node_mut(directory)?;
        above.links += u32::from(is_directory);
        above.touch(now);
        Ok(inode)
    }

    pub fn link(&mut self, inode: Inode, directory: Inode, name: &[u8], now: Time) -> FileResult<()> {
        self.check_growing(directory)?;
        let node = self.node(inode)?;
        if matches!(node.body, Body::Directory { .. }) {
            return Err(ErrorCode::NotPermitted);
        }
        if node.links >= MAX_LINKS {
            return Err(ErrorCode::TooManyNames);
        }
        // A file whose last name is gone does not get one again.
        if node.links == 0 {
            return Err(ErrorCode::NotFound);
        }
        if self.entries(directory)?.get(name).is_some() {
            return Err(ErrorCode::AlreadyExists);
        }
        let kind = node.kind();
        self.meter.take(Directory::cost(name))?;
        self.entries_mut(directory)?.insert(name, inode, kind);
        let node = self.node_mut(inode)?;
        node.links += 1;
        node.changed = now;
        self.node_mut(directory)?.touch(now);
        Ok(())
    }

    /// What was freed is given, to be dropped when the tree is not locked.
    pub fn remove(
        &mut self,
        directory: Inode,
        name: &[u8],
        is_directory: bool,
        now: Time,
    ) -> FileResult<Option<Node>> {
        let inode = self.lookup(directory, name)?;
        self.check_removable(inode, is_directory)?;
        self.entries_mut(directory)?.remove(name);
        self.meter.give_back(Directory::cost(name));
        self.node_mut(directory)?.touch(now);
        self.drop_name(directory, inode, now)
    }

    fn check_removable(&self, inode: Inode, is_directory: bool) -> FileResult<()> {
        match &self.node(inode)?.body {
            Body::Directory { .. } if !is_directory => Err(ErrorCode::IsDirectory),
            Body::Directory { entries, .. } if entries.len() > 0 => Err(ErrorCode::NotEmpty),
            Body::Directory { .. } => Ok(()),
            _ if is_directory => Err(ErrorCode::NotDirectory),
            _ => Ok(()),
        }
    }

    /// One name less for the node, which was in the directory.
    fn drop_name(&mut self, directory: Inode, inode: Inode, now: Time) -> FileResult<Option<Node>> {
        let node = self.node_mut(inode)?;
        node.changed = now;
        if let Body::Directory { parent, .. } = &mut node.body {
            *parent = None;
            node.links = 0;
            self.node_mut(directory)?.links -= 1;
        } else {
            node.links -= 1;
        }
        Ok(if self.node(inode)?.is_used() { None } else { self.free(inode) })
    }

    /// What was freed is given, to be dropped when the tree is not locked.
    pub fn rename(
        &mut self,
        (from, from_name): (Inode, &[u8]),
        (to, to_name): (Inode, &[u8]),
        how: Rename,
        now: Time,
    ) -> FileResult<Option<Node>> {
        let source = self.lookup(from, from_name)?;
        let target = match self.lookup(to, to_name) {
            Ok(target) => Some(target),
            Err(ErrorCode::NotFound) => None,
            Err(error) => return Err(error),
        };
        self.check_growing(to)?;
        let kind = self.node(source)?.kind();
        let moves_directory = kind == Kind::Directory;
        if moves_directory {
            self.check_not_below(to, source)?;
        }
        let Some(target) = target else {
            if how == Rename::Exchange {
                return Err(ErrorCode::NotFound);
            }
            self.meter.take(Directory::cost(to_name))?;
            self.entries_mut(to)?.insert(to_name, source, kind);
            self.take_out(from, from_name)?;
            self.moved(source, from, to, now)?;
            return Ok(None);
        };
        match how {
            Rename::NoReplace => return Err(ErrorCode::AlreadyExists),
            // Two names of one file: POSIX wants both to stay.
            _ if target == source => return Ok(None),
            Rename::Exchange => {
                let other = self.node(target)?.kind();
                if other == Kind::Directory {
                    self.check_not_below(from, target)?;
                }
                self.entries_mut(to)?.replace(to_name, source, kind);
                self.entries_mut(from)?.replace(from_name, target, other);
                self.moved(source, from, to, now)?;
                self.moved(target, to, from, now)?;
                return Ok(None);
            }
            Rename::Replace => self.check_removable(target, moves_directory)?,
        }
        self.entries_mut(to)?.replace(to_name, source, kind);
        self.take_out(from, from_name)?;
        let freed = self.drop_name(to, target, now)?;
        self.moved(source, from, to, now)?;
        Ok(freed)
    }

    pub fn set_attribute(
        &mut self,
        inode: Inode,
        name: &[u8],
        value: &[u8],
        how: SetAttribute,
        now: Time,
    ) -> FileResult<()> {
        let (cost, before) = self.node(inode)?.attributes.change(name, value, how)?;
        self.meter.take(cost)?;
        self.meter.give_back(before);
        let node = self.node_mut(inode)?;
        node.attributes.set(name, value);
        node.changed = now;
        Ok(())
    }

    pub fn remove_attribute(&mut self, inode: Inode, name: &[u8], now: Time) -> FileResult<()> {
        let node = self.node_mut(inode)?;
        let cost = node.attributes.remove(name)?;
        node.changed = now;
        self.meter.give_back(cost);
        Ok(())
    }

    fn take_out(&mut self, directory: Inode, name: &[u8]) -> FileResult<()> {
        self.entries_mut(directory)?.remove(name);
        self.meter.give_back(Directory::cost(name));
        Ok(())
    }

    /// After the names were changed: what else a move from one directory to another means.
    fn moved(&mut self, inode: Inode, from: Inode, to: Inode, now: Time) -> FileResult<()> {
        let node = self.node_mut(inode)?;
        node.changed = now;
        if let Body::Directory { parent, .. } = &mut node.body {
            *parent = Some(to);
            self.node_mut(from)?.links -= 1;
            self.node_mut(to)?.links += 1;
        }
        self.node_mut(from)?.touch(now);
        self.node_mut(to)?.touch(now);
        Ok(())
    }

    /// A directory can not become a part of itself.
    fn check_not_below(&self, mut directory: Inode, above: Inode) -> FileResult<()> {
        loop {
            if directory == above {
                return Err(ErrorCode::InvalidArgument);
            }
            if directory == ROOT {
                return Ok(());
            }
            directory = self.parent(directory)?;
        }
    }

    /// An empty file's pages.
    pub fn new_pages(account: &Arc<Account>) -> FileResult<Body> {
        let pages = PageObject::file(Arc::clone(account)).map_err(|_| ErrorCode::NoSpace)?;
        Ok(Body::Regular(pages))
    }
}

fn target_length(body: &Body) -> usize {
    match body {
        Body::SymbolicLink(target) => target.len(),
        _ => 0,
    }
}
