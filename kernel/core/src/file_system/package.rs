//! `PackageVolume`: the boot package as a tree. Read only; it knows no times and no owners.

use alloc::sync::Arc;

use capos_schema::capos_capnp::ErrorCode;

use super::locks::LockDirectory;
use super::traits::FileLocks;
use super::{Entry, FileResult, FileSystem, Inode, Kind, Listed, Statistics, Status};
use crate::boot_package::{BootFile, BootPackage, Node, NodeId};
use crate::memory::PageObject;
use crate::object::{Call, CallError};

const DATA_MODE: u32 = 0o444;
const PROGRAM_MODE: u32 = 0o555;

pub struct PackageVolume {
    package: Arc<BootPackage>,
    device: u64,
    locks: LockDirectory,
}

impl PackageVolume {
    pub fn new(package: Arc<BootPackage>, device: u64) -> Self {
        PackageVolume { package, device, locks: LockDirectory::new() }
    }

    fn node(&self, inode: Inode) -> FileResult<(NodeId, &Node)> {
        let id = NodeId::of_inode(inode).ok_or(ErrorCode::NotFound)?;
        Ok((id, self.package.tree().node(id)))
    }

    fn file(&self, inode: Inode) -> FileResult<BootFile> {
        match self.node(inode)?.1 {
            Node::File(file) => Ok(*file),
            Node::Directory { .. } => Err(ErrorCode::IsDirectory),
        }
    }
}

impl FileSystem for PackageVolume {
    fn device(&self) -> u64 {
        self.device
    }

    fn root(&self) -> Inode {
        NodeId::ROOT.inode()
    }

    fn is_read_only(&self) -> bool {
        true
    }

    fn retain(&self, _inode: Inode) {}

    fn release(&self, _inode: Inode) {}

    fn status(&self, inode: Inode) -> FileResult<Status> {
        let tree = self.package.tree();
        let (kind, mode, size, links) = match self.node(inode)?.1 {
            Node::File(file) => {
                (Kind::Regular, if file.executable { PROGRAM_MODE } else { DATA_MODE }, file.size, 1)
            }
            Node::Directory { entries, .. } => {
                let is_directory = |id: NodeId| matches!(tree.node(id), Node::Directory { .. });
                let below = entries.iter().filter(|(_, id)| is_directory(*id)).count();
                (Kind::Directory, PROGRAM_MODE, 0, 2 + below as u32)
            }
        };
        Ok(Status {
            device: self.device,
            inode,
            kind,
            mode,
            links,
            size,
            blocks: size.div_ceil(512),
            ..Status::UNKNOWN
        })
    }

    fn lookup(&self, directory: Inode, name: &[u8]) -> FileResult<Inode> {
        let (id, _) = self.node(directory)?;
        self.package.tree().child(id, name).map(NodeId::inode).ok_or(ErrorCode::NotFound)
    }

    fn parent(&self, directory: Inode) -> FileResult<Inode> {
        self.node(directory).map(|(id, _)| self.package.tree().parent(id).inode())
    }

    fn list(
        &self,
        directory: Inode,
        cursor: u64,
        give: &mut dyn FnMut(Entry<'_>) -> Listed,
    ) -> FileResult<()> {
        let Node::Directory { entries, .. } = self.node(directory)?.1 else {
            return Err(ErrorCode::NotDirectory);
        };
        // Entries never change: the cursor is an index.
        let first = usize::try_from(cursor).unwrap_or(usize::MAX).min(entries.len());
        for (index, (name, id)) in entries.iter().enumerate().skip(first) {
            let kind = match self.package.tree().node(*id) {
                Node::File(_) => Kind::Regular,
                Node::Directory { .. } => Kind::Directory,
            };
            let entry = Entry { inode: id.inode(), kind, name: name.as_bytes(), next: index as u64 + 1 };
            if give(entry) == Listed::Full {
                break;
            }
        }
        Ok(())
    }

    fn read_link(&self, _inode: Inode, _give: &mut dyn FnMut(&[u8])) -> FileResult<()> {
        Err(ErrorCode::InvalidArgument)
    }

    fn read(&self, inode: Inode, offset: u64, call: &mut Call<'_>) -> Result<u64, CallError> {
        let contents = self.package.contents(self.file(inode)?);
        let size = contents.len() as u64;
        let start = offset.min(size);
        // Both are at most the slice's length.
        let bytes = &contents[start as usize..start.saturating_add(call.bulk_length()).min(size) as usize];
        call.bulk_out(0, bytes)?;
        Ok(bytes.len() as u64)
    }

    fn pages(&self, inode: Inode) -> FileResult<Arc<PageObject>> {
        self.package.object(self.file(inode)?).ok_or(ErrorCode::IoError)
    }

    fn locks(&self, inode: Inode) -> FileResult<Arc<FileLocks>> {
        Ok(self.locks.of(inode))
    }

    fn statistics(&self) -> Statistics {
        let blocks = self.package.size().div_ceil(capos_hal::PAGE_SIZE as u64);
        Statistics { blocks, free_blocks: 0, files: self.package.tree().count(), free_files: 0 }
    }
}
