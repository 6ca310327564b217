//! `Namespace`: a tree of files of the boot package. Read only; nothing outside of it has a name.

use alloc::sync::Arc;

use capos_schema::abi::Fault;
use capos_schema::capos_capnp::{ErrorCode, file_status};
use capos_schema::methods::namespace::{GetStatus, Open};
use capos_schema::{Interface, Method};

use crate::boot_package::{BootPackage, FileTree, Node, NodeId};
use crate::namespace::{OpenFlags, Resolved, resolve};
use crate::object::{Call, CallResult, Capability, Object, Outcome, struct_room};

use super::File;

pub struct Namespace {
    package: Arc<BootPackage>,
    root: NodeId,
}

impl Namespace {
    /// The subtree at a path of the boot package, all of it for the empty path; `None` if no directory is
    /// there.
    pub fn new(package: Arc<BootPackage>, path: &str) -> Option<Self> {
        let root = package.tree().find(path)?;
        matches!(package.tree().node(root), Node::Directory { .. }).then_some(Namespace { package, root })
    }

    fn open(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Open>();
        let params = message.get()?;
        let path = params.get_path()?;
        let Some(flags) = OpenFlags::decode(params.get_flags()) else {
            return Err(call.exception(ErrorCode::InvalidArgument, "flags: unknown bits or access mode"));
        };
        call.check_results::<Open>(0)?;
        let node = self.openable(path, flags)?;
        let file = File::new(Arc::clone(&self.package), node, flags.reads());
        let handle = call.insert(Capability::new(Arc::new(file)))?;
        call.results::<Open>(0, |mut results| {
            results.set_file(handle.bits());
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    /// The errors of open(), in the order in which other systems find them.
    fn openable(&self, path: &[u8], flags: OpenFlags) -> Result<NodeId, ErrorCode> {
        let tree = self.package.tree();
        let creates = flags.contains(OpenFlags::CREATE);
        let node = match resolve(tree, self.root, path).map_err(|error| error.code())? {
            Resolved::Missing { trailing_slash: true } if creates => return Err(ErrorCode::IsDirectory),
            Resolved::Missing { .. } if creates => return Err(ErrorCode::ReadOnly),
            Resolved::Missing { .. } => return Err(ErrorCode::NotFound),
            Resolved::Found(_) if creates && flags.contains(OpenFlags::EXCLUSIVE) => {
                return Err(ErrorCode::AlreadyExists);
            }
            Resolved::Found(node) => node,
        };
        match tree.node(node) {
            Node::Directory { .. } if flags.contains(OpenFlags::TEMPORARY) => Err(ErrorCode::ReadOnly),
            Node::Directory { .. } if creates || flags.writes() => Err(ErrorCode::IsDirectory),
            Node::Directory { .. } => Ok(node),
            Node::File(_) if flags.contains(OpenFlags::DIRECTORY) => Err(ErrorCode::NotDirectory),
            Node::File(_) if flags.writes() => Err(ErrorCode::ReadOnly),
            Node::File(_) => Ok(node),
        }
    }

    fn get_status(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<GetStatus>();
        // There are no symbolic links to follow or not.
        let path = message.get()?.get_path()?;
        let node = match resolve(self.package.tree(), self.root, path) {
            Ok(Resolved::Found(node)) => node,
            Ok(Resolved::Missing { .. }) => return Err(ErrorCode::NotFound.into()),
            Err(error) => return Err(error.code().into()),
        };
        call.results::<GetStatus>(STATUS_ROOM, |results| {
            write_status(self.package.tree(), node, results.init_status());
            Ok(())
        })?;
        Ok(Outcome::Done)
    }
}

impl Object for Namespace {
    fn interface(&self) -> Interface {
        Interface::Namespace
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Open::ORDINAL => self.open(call),
            GetStatus::ORDINAL => self.get_status(call),
            _ => Err(Fault::Method.into()),
        }
    }
}

/// Room for a FileStatus in results.
pub(super) const STATUS_ROOM: usize = struct_room::<file_status::Builder<'static>>();

const BLOCK_SIZE: u32 = 4096;
/// The boot package's device number.
const DEVICE: u64 = 1;

const REGULAR: u32 = 0o100_444;
const PROGRAM: u32 = 0o100_555;
const DIRECTORY: u32 = 0o040_555;

/// What `stat` tells of a file or directory of the boot package, which knows no times and no owners.
pub(super) fn write_status(tree: &FileTree, node: NodeId, mut status: file_status::Builder<'_>) {
    let (mode, size, links) = match tree.node(node) {
        Node::File(file) => (if file.executable { PROGRAM } else { REGULAR }, file.size, 1),
        Node::Directory { entries, .. } => {
            let is_directory = |id: NodeId| matches!(tree.node(id), Node::Directory { .. });
            let below = entries.iter().filter(|(_, id)| is_directory(*id)).count();
            (DIRECTORY, 0, 2 + below as u32)
        }
    };
    status.set_size(size);
    status.set_mode(mode);
    status.set_inode(node.inode());
    status.set_links(links);
    status.set_block_size(BLOCK_SIZE);
    status.set_device(DEVICE);
}
