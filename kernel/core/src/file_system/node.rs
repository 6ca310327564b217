//! `NodeReference`: a counted reference to one file of a tree.

use alloc::sync::Arc;

use super::{FileResult, FileSystem, Inode, Status};

pub struct NodeReference {
    file_system: Arc<dyn FileSystem>,
    inode: Inode,
}

impl NodeReference {
    pub fn root(file_system: Arc<dyn FileSystem>) -> Self {
        let inode = file_system.root();
        file_system.retain(inode);
        NodeReference { file_system, inode }
    }

    /// Takes over a number that its giver has retained.
    pub fn retained(file_system: &Arc<dyn FileSystem>, inode: Inode) -> Self {
        NodeReference { file_system: Arc::clone(file_system), inode }
    }

    pub fn file_system(&self) -> &Arc<dyn FileSystem> {
        &self.file_system
    }

    pub fn inode(&self) -> Inode {
        self.inode
    }

    pub fn status(&self) -> FileResult<Status> {
        self.file_system.status(self.inode)
    }

    pub fn child(&self, name: &[u8]) -> FileResult<NodeReference> {
        self.file_system.lookup(self.inode, name).map(|inode| Self::retained(&self.file_system, inode))
    }

    /// As `child`, with what `stat` tells of it.
    pub fn find_child(&self, name: &[u8], status: &mut Status) -> FileResult<NodeReference> {
        let inode = self.file_system.find(self.inode, name, status)?;
        Ok(Self::retained(&self.file_system, inode))
    }

    pub fn parent(&self) -> FileResult<NodeReference> {
        self.file_system.parent(self.inode).map(|inode| Self::retained(&self.file_system, inode))
    }

    pub fn is_same(&self, other: &NodeReference) -> bool {
        self.inode == other.inode && self.file_system.device() == other.file_system.device()
    }
}

impl Clone for NodeReference {
    fn clone(&self) -> Self {
        self.file_system.retain(self.inode);
        NodeReference { file_system: Arc::clone(&self.file_system), inode: self.inode }
    }
}

impl Drop for NodeReference {
    fn drop(&mut self) {
        self.file_system.release(self.inode);
    }
}
