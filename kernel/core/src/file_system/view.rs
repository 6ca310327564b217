//! `View`: trees bound into one another. Immutable: binding gives another view.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_schema::capos_capnp::ErrorCode;

use super::{FileResult, FileSystem, Inode, Listed, NodeReference};

/// Trees of one view at most.
const MAX_MOUNTS: usize = 64;

/// Directories above one another at most, against trees that a broken disk made endless.
const MAX_DEPTH: usize = 4096;

pub struct View {
    /// The first is the root's; each but that lies in an earlier one.
    mounts: Vec<Mount>,
}

struct Mount {
    root: NodeReference,
    read_only: bool,
    at: Option<MountPoint>,
}

/// A name in a directory that leads into another tree. The directory need not have the name itself.
#[derive(Clone)]
struct MountPoint {
    mount: usize,
    directory: NodeReference,
    name: Box<[u8]>,
}

impl View {
    pub fn new(root: NodeReference, read_only: bool) -> Arc<Self> {
        Arc::new(View { mounts: Vec::from([Mount { root, read_only, at: None }]) })
    }

    /// The view whose root is the directory, with what is bound below it.
    pub fn sub(position: &Position) -> FileResult<Arc<Self>> {
        let view = &position.view;
        let read_only = view.mounts[position.mount].read_only;
        let mut mounts = Vec::from([Mount { root: position.node.clone(), read_only, at: None }]);
        let mut renumbered = Vec::from([(position.mount, 0)]);
        for (index, mount) in view.mounts.iter().enumerate() {
            let Some(at) = &mount.at else { continue };
            let Some(&(_, parent)) = renumbered.iter().find(|(old, _)| *old == at.mount) else { continue };
            if at.mount == position.mount && !is_below(&at.directory, &position.node)? {
                continue;
            }
            renumbered.push((index, mounts.len()));
            let at = MountPoint { mount: parent, ..at.clone() };
            mounts.push(Mount { root: mount.root.clone(), read_only: mount.read_only, at: Some(at) });
        }
        Ok(Arc::new(View { mounts }))
    }

    /// This view with the other one at a name in a directory of it.
    pub fn bind(
        &self,
        directory: &Position,
        name: &[u8],
        other: &View,
        read_only: bool,
    ) -> FileResult<Arc<Self>> {
        let count = self.mounts.len();
        if count + other.mounts.len() > MAX_MOUNTS {
            return Err(ErrorCode::QuotaExceeded);
        }
        let own = self.mounts.iter().map(|mount| (mount, mount.read_only, mount.at.clone()));
        let others = other.mounts.iter().map(|mount| {
            let at = match &mount.at {
                None => MountPoint {
                    mount: directory.mount,
                    directory: directory.node.clone(),
                    name: name.into(),
                },
                Some(at) => MountPoint { mount: at.mount + count, ..at.clone() },
            };
            (mount, mount.read_only || read_only, Some(at))
        });
        let mounts = own
            .chain(others)
            .map(|(mount, read_only, at)| Mount { root: mount.root.clone(), read_only, at })
            .collect();
        Ok(Arc::new(View { mounts }))
    }

    pub fn root(self: &Arc<Self>) -> Position {
        Position { view: Arc::clone(self), mount: 0, node: self.root_node().clone() }
    }

    pub(super) fn root_node(&self) -> &NodeReference {
        &self.mounts[0].root
    }

    /// The root of the tree of that number, in the order in which they were bound.
    pub fn binding(self: &Arc<Self>, index: usize) -> Option<Position> {
        let node = self.mounts.get(index)?.root.clone();
        Some(Position { view: Arc::clone(self), mount: index, node })
    }

    pub fn file_systems(&self) -> impl Iterator<Item = &Arc<dyn FileSystem>> {
        self.mounts.iter().map(|mount| mount.root.file_system())
    }

    /// What is bound at the name.
    pub(super) fn bound(
        &self,
        mount: usize,
        directory: &NodeReference,
        name: &[u8],
    ) -> Option<(usize, NodeReference)> {
        let index = self.find_bound(mount, directory, name)?;
        Some((index, self.mounts[index].root.clone()))
    }

    /// Of several that are bound at the name the last that was. Takes no lock: file systems ask while they list.
    fn find_bound(&self, mount: usize, directory: &NodeReference, name: &[u8]) -> Option<usize> {
        self.mounts.iter().rposition(|candidate| {
            candidate
                .at
                .as_ref()
                .is_some_and(|at| at.mount == mount && *at.name == *name && at.directory.is_same(directory))
        })
    }

    /// The directory above; the view's root is above itself.
    pub(super) fn above(&self, mount: usize, node: &NodeReference) -> FileResult<(usize, NodeReference)> {
        let root = &self.mounts[mount].root;
        if node.is_same(root) {
            return Ok(match &self.mounts[mount].at {
                None => (mount, node.clone()),
                Some(at) => (at.mount, at.directory.clone()),
            });
        }
        // Somebody else may have moved the directory out of what this view shows of its tree.
        if !is_below(node, root)? {
            return Err(ErrorCode::NotFound);
        }
        Ok((mount, node.parent()?))
    }
}

/// Whether the node is the other or somewhere below it.
pub(super) fn is_below(node: &NodeReference, other: &NodeReference) -> FileResult<bool> {
    if node.file_system().device() != other.file_system().device() {
        return Ok(false);
    }
    let top = node.file_system().root();
    let mut here = node.clone();
    for _ in 0..MAX_DEPTH {
        if here.inode() == other.inode() {
            return Ok(true);
        }
        if here.inode() == top {
            return Ok(false);
        }
        here = here.parent()?;
    }
    Err(ErrorCode::IoError)
}

/// A place in a view: a node, and through which of the view's trees it was reached.
#[derive(Clone)]
pub struct Position {
    pub(super) view: Arc<View>,
    pub(super) mount: usize,
    pub(super) node: NodeReference,
}

impl Position {
    pub fn view(&self) -> &Arc<View> {
        &self.view
    }

    pub fn node(&self) -> &NodeReference {
        &self.node
    }

    pub fn into_node(self) -> NodeReference {
        self.node
    }

    /// Whether the tree was bound without permission to change it, or can not be changed at all.
    pub fn is_read_only(&self) -> bool {
        self.view.mounts[self.mount].read_only || self.node.file_system().is_read_only()
    }

    /// Another node of the same tree, whose number is retained.
    pub fn with_node(&self, inode: Inode) -> Position {
        let node = NodeReference::retained(self.node.file_system(), inode);
        Position { view: Arc::clone(&self.view), mount: self.mount, node }
    }

    /// Whether both were reached through the same binding of the same tree.
    pub fn is_in_tree_of(&self, other: &Position) -> bool {
        Arc::ptr_eq(&self.view, &other.view) && self.mount == other.mount
            || self.node.file_system().device() == other.node.file_system().device()
                && self.is_read_only() == other.is_read_only()
    }

    /// The directory above, as far as this view shows it.
    pub fn above(&self) -> FileResult<NodeReference> {
        self.view.above(self.mount, &self.node).map(|(_, node)| node)
    }

    /// Whether something is bound at the name there.
    pub fn has_bound(&self, name: &[u8]) -> bool {
        self.view.find_bound(self.mount, &self.node, name).is_some()
    }

    /// The names that are bound in this directory, and what they lead to.
    pub fn bound_names(&self) -> impl Iterator<Item = (&[u8], &NodeReference)> {
        self.view.mounts.iter().filter_map(|mount| {
            let at = mount.at.as_ref()?;
            let here = at.mount == self.mount && at.directory.is_same(&self.node);
            here.then_some((&*at.name, &mount.root))
        })
    }

    /// An absolute path of this directory, written so that it ends at the end of `room`; gives where it begins.
    pub fn path(&self, room: &mut [u8]) -> FileResult<usize> {
        let mut start = room.len();
        let mut put = |bytes: &[u8]| {
            start = start.checked_sub(bytes.len()).ok_or(ErrorCode::OutOfRange)?;
            room[start..start + bytes.len()].copy_from_slice(bytes);
            Ok::<usize, ErrorCode>(start)
        };
        let (mut mount, mut node) = (self.mount, self.node.clone());
        for _ in 0..MAX_DEPTH {
            let tree = &self.view.mounts[mount];
            if node.is_same(&tree.root) {
                match &tree.at {
                    None if mount == self.mount && node.is_same(&self.node) => return put(b"/"),
                    None => return Ok(start),
                    Some(at) => {
                        put(&at.name)?;
                        put(b"/")?;
                        (mount, node) = (at.mount, at.directory.clone());
                    }
                }
            } else {
                let (_, above) = self.view.above(mount, &node)?;
                let mut written = Err(ErrorCode::NotFound);
                above.file_system().list(above.inode(), 0, &mut |entry| {
                    if entry.inode != node.inode() {
                        return Listed::More;
                    }
                    written = put(entry.name);
                    Listed::Full
                })?;
                written?;
                put(b"/")?;
                node = above;
            }
        }
        Err(ErrorCode::IoError)
    }
}
