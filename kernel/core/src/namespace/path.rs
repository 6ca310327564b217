//! Path resolution (POSIX.1-2024, XBD 4.16) in a tree without symbolic links.

use capos_schema::abi::limits::MAX_PATH;
use capos_schema::capos_capnp::ErrorCode;

use crate::boot_package::{FileTree, MAX_NAME, Node, NodeId};

/// What a path names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resolved {
    Found(NodeId),
    /// Everything but the last component is there: a file could be made. With a slash behind it, it would have
    /// to be a directory.
    Missing {
        trailing_slash: bool,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PathError {
    NulByte,
    TooLong,
    NotFound,
    NotDirectory,
}

impl PathError {
    pub const fn code(self) -> ErrorCode {
        match self {
            PathError::NulByte => ErrorCode::InvalidArgument,
            PathError::TooLong => ErrorCode::NameTooLong,
            PathError::NotFound => ErrorCode::NotFound,
            PathError::NotDirectory => ErrorCode::NotDirectory,
        }
    }
}

/// Resolves the path from `root`, which is also where a leading slash leads; `..` of the root is the root.
pub fn resolve(tree: &FileTree, root: NodeId, path: &[u8]) -> Result<Resolved, PathError> {
    if path.len() >= MAX_PATH {
        return Err(PathError::TooLong);
    }
    if path.contains(&0) {
        return Err(PathError::NulByte);
    }
    if path.is_empty() {
        return Err(PathError::NotFound);
    }
    let trailing_slash = path.ends_with(b"/");
    let mut here = root;
    let mut components = path.split(|&byte| byte == b'/').filter(|name| !name.is_empty()).peekable();
    while let Some(name) = components.next() {
        if !matches!(tree.node(here), Node::Directory { .. }) {
            return Err(PathError::NotDirectory);
        }
        if name.len() > MAX_NAME {
            return Err(PathError::TooLong);
        }
        here = match name {
            b"." => here,
            b".." if here == root => root,
            b".." => tree.parent(here),
            _ => match tree.child(here, name) {
                Some(child) => child,
                None if components.peek().is_none() => return Ok(Resolved::Missing { trailing_slash }),
                None => return Err(PathError::NotFound),
            },
        };
    }
    if trailing_slash && !matches!(tree.node(here), Node::Directory { .. }) {
        return Err(PathError::NotDirectory);
    }
    Ok(Resolved::Found(here))
}
