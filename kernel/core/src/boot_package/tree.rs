//! `FileTree`: directories implied by the paths of files.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use super::BootFile;

/// A node's number: its inode in `stat` less one. The root is 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct NodeId(u32);

impl NodeId {
    pub const ROOT: NodeId = NodeId(0);

    pub fn inode(self) -> u64 {
        u64::from(self.0) + 1
    }

    /// `None` for what is no number of a node; of which tree, the caller knows.
    pub fn of_inode(inode: u64) -> Option<Self> {
        inode.checked_sub(1).and_then(|index| u32::try_from(index).ok()).map(NodeId)
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Node {
    File(BootFile),
    Directory {
        parent: NodeId,
        /// Sorted by name.
        entries: Vec<(String, NodeId)>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TreeError {
    EmptyComponent,
    DotComponent,
    NulByte,
    NameTooLong,
    PathTooLong,
    Duplicate,
    /// One file's path goes through another file.
    FileAsDirectory,
    TooManyNodes,
}

impl fmt::Display for TreeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::EmptyComponent => "an empty component",
            Self::DotComponent => "a component . or ..",
            Self::NulByte => "a NUL byte",
            Self::NameTooLong => "a component longer than 255 bytes",
            Self::PathTooLong => "the path is too long",
            Self::Duplicate => "there twice",
            Self::FileAsDirectory => "it or a part of it is both a file and a directory",
            Self::TooManyNodes => "more files than there are numbers",
        })
    }
}

/// `NAME_MAX`.
pub const MAX_NAME: usize = 255;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileTree {
    nodes: Vec<Node>,
}

impl FileTree {
    pub fn new() -> Self {
        FileTree { nodes: vec![Node::Directory { parent: NodeId::ROOT, entries: Vec::new() }] }
    }

    /// Adds a file and the directories that its path goes through.
    pub(super) fn add(&mut self, path: &str, file: BootFile) -> Result<(), TreeError> {
        if path.len() >= capos_schema::abi::limits::MAX_PATH {
            return Err(TreeError::PathTooLong);
        }
        let mut directory = NodeId::ROOT;
        let mut components = path.split('/').peekable();
        while let Some(name) = components.next() {
            check_name(name)?;
            let last = components.peek().is_none();
            let Node::Directory { entries, .. } = &self.nodes[directory.0 as usize] else {
                return Err(TreeError::FileAsDirectory);
            };
            let at = entries.binary_search_by(|(entry, _)| entry.as_str().cmp(name));
            directory = match (at, last) {
                (Ok(at), true) => {
                    let taken = self.node(entries[at].1);
                    let is_file = matches!(taken, Node::File(_));
                    return Err(if is_file { TreeError::Duplicate } else { TreeError::FileAsDirectory });
                }
                (Ok(at), false) => entries[at].1,
                (Err(at), true) => self.insert(directory, at, name, Node::File(file))?,
                (Err(at), false) => {
                    let node = Node::Directory { parent: directory, entries: Vec::new() };
                    self.insert(directory, at, name, node)?
                }
            };
        }
        Ok(())
    }

    fn insert(&mut self, directory: NodeId, at: usize, name: &str, node: Node) -> Result<NodeId, TreeError> {
        let id = NodeId(u32::try_from(self.nodes.len()).map_err(|_| TreeError::TooManyNodes)?);
        self.nodes.push(node);
        if let Node::Directory { entries, .. } = &mut self.nodes[directory.0 as usize] {
            entries.insert(at, (name.into(), id));
        }
        Ok(id)
    }

    /// How many files and directories.
    pub fn count(&self) -> u64 {
        self.nodes.len() as u64
    }

    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The entry of a directory; `None` for a file or if there is no such name.
    pub fn child(&self, directory: NodeId, name: &[u8]) -> Option<NodeId> {
        let Node::Directory { entries, .. } = self.node(directory) else { return None };
        let at = entries.binary_search_by(|(entry, _)| entry.as_bytes().cmp(name)).ok()?;
        Some(entries[at].1)
    }

    /// The directory above; the root's is the root.
    pub fn parent(&self, id: NodeId) -> NodeId {
        match self.node(id) {
            Node::Directory { parent, .. } => *parent,
            Node::File(_) => NodeId::ROOT,
        }
    }

    /// The node at a proper path from the root; the empty path is the root itself.
    pub fn find(&self, path: &str) -> Option<NodeId> {
        let mut components = path.split('/').filter(|name| !name.is_empty());
        components.try_fold(NodeId::ROOT, |directory, name| self.child(directory, name.as_bytes()))
    }

    pub fn file(&self, path: &str) -> Option<BootFile> {
        match self.node(self.find(path)?) {
            Node::File(file) => Some(*file),
            Node::Directory { .. } => None,
        }
    }
}

impl Default for FileTree {
    fn default() -> Self {
        Self::new()
    }
}

fn check_name(name: &str) -> Result<(), TreeError> {
    match name {
        "" => Err(TreeError::EmptyComponent),
        "." | ".." => Err(TreeError::DotComponent),
        _ if name.contains('\0') => Err(TreeError::NulByte),
        _ if name.len() > MAX_NAME => Err(TreeError::NameTooLong),
        _ => Ok(()),
    }
}
