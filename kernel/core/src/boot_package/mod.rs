//! The boot package: the manifest and the files that are loaded together with the kernel.

mod package;
mod tree;

pub use package::{BootFile, BootPackage, BootPackageError};
pub use tree::{FileTree, MAX_NAME, Node, NodeId, TreeError};

#[cfg(test)]
mod tests;
