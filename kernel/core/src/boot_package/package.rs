//! `BootPackage`: the files that came with the kernel, found by path.

use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;

use capos_schema::abi::boot_package::BootPackageHeader;
use capos_schema::abi::limits::PAGE_SIZE;
use capos_schema::capos_capnp::manifest;
use capos_schema::message::{Malformed, StructReader};

use super::FileTree;
use super::tree::TreeError;
use crate::memory::PageObject;

/// Where a file's bytes are in the package.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BootFile {
    pub offset: u64,
    pub size: u64,
    pub executable: bool,
}

/// A checked boot package: every file lies inside it, and every path is proper and there once.
pub struct BootPackage {
    bytes: &'static [u8],
    manifest: &'static [u8],
    tree: FileTree,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BootPackageError {
    /// The header's field.
    Header(&'static str),
    Manifest(Malformed),
    /// The number of the file in the manifest, and its field.
    File {
        index: u32,
        field: &'static str,
    },
    Path {
        path: String,
        problem: TreeError,
    },
}

impl fmt::Display for BootPackageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(field) => write!(formatter, "boot package header: {field}"),
            Self::Manifest(kind) => write!(formatter, "boot package manifest: {kind}"),
            Self::File { index, field } => write!(formatter, "boot package file {index}: {field}"),
            Self::Path { path, problem } => write!(formatter, "boot package file {path:?}: {problem}"),
        }
    }
}

impl From<Malformed> for BootPackageError {
    fn from(error: Malformed) -> Self {
        BootPackageError::Manifest(error)
    }
}

impl BootPackage {
    /// Checks everything once, so that what follows can rely on it.
    pub fn open(bytes: &'static [u8]) -> Result<Self, BootPackageError> {
        let header = BootPackageHeader::decode(bytes).map_err(BootPackageError::Header)?;
        // Both fit: the header's check compared them with the slice's length.
        let bytes = &bytes[..header.total_length as usize];
        let manifest = &bytes[BootPackageHeader::SIZE..][..header.manifest_length as usize];
        let mut package = BootPackage { bytes, manifest, tree: FileTree::new() };
        let mut tree = FileTree::new();
        package.with_manifest(|manifest| {
            for (index, entry) in manifest.get_files()?.iter().enumerate() {
                let refuse = |field| BootPackageError::File { index: index as u32, field };
                let path = entry.get_path()?.to_str().map_err(|_| refuse("path"))?;
                let (offset, size) = (entry.get_offset(), entry.get_size());
                if !offset.is_multiple_of(PAGE_SIZE as u64) || offset > bytes.len() as u64 {
                    return Err(refuse("offset"));
                }
                if size > bytes.len() as u64 - offset {
                    return Err(refuse("size"));
                }
                let file = BootFile { offset, size, executable: entry.get_executable() };
                tree.add(path, file)
                    .map_err(|problem| BootPackageError::Path { path: path.into(), problem })?;
            }
            Ok(())
        })?;
        package.tree = tree;
        Ok(package)
    }

    /// Reads the manifest. The package came with the kernel, but a damaged one must not take the kernel along:
    /// reading any part may fail.
    pub fn with_manifest<T, E: From<Malformed>>(
        &self,
        read: impl FnOnce(manifest::Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        read(StructReader::root(self.manifest)?.into())
    }

    /// In bytes.
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    pub fn tree(&self) -> &FileTree {
        &self.tree
    }

    /// The file at the path, which begins at the package's root.
    pub fn file(&self, path: &str) -> Option<BootFile> {
        self.tree.file(path)
    }

    pub fn contents(&self, file: BootFile) -> &'static [u8] {
        // Files are only made by `open`, which checked the range against the same bytes.
        let start = file.offset as usize;
        self.bytes.get(start..start + file.size as usize).unwrap_or_default()
    }

    /// The file's pages, for mapping.
    pub fn object(&self, file: BootFile) -> Option<Arc<PageObject>> {
        PageObject::package(file.offset, file.size)
    }
}
