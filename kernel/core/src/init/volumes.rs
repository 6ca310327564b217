//! `Volumes`: the trees that the kernel has, and the Namespaces that the manifest binds of them.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_schema::capos_capnp::{ErrorCode, manifest};
use capos_schema::message::{self, StructList};

use super::Disks;
use crate::boot_package::BootPackage;
use crate::file_system::{
    Devices, Ext4Volume, FileSystem, Found, Identity, Kind, Last, NewNode, NodeReference, PackageVolume,
    Position, RamVolume, View, Walk, note_mounted,
};
use crate::interfaces::{File, Namespace};
use crate::namespace::OpenFlags;
use crate::object::Object;
use crate::quota::Account;

/// The boot package's name as a volume.
const PACKAGE: &str = "package";

/// `st_dev` of the boot package; the other volumes' follow.
const FIRST_DEVICE: u64 = 1;

/// Of directories that a RAM volume makes to be bound.
const DIRECTORY_MODE: u32 = 0o755;

pub struct Volumes {
    /// By name; the first is the boot package.
    volumes: Vec<(String, Arc<dyn FileSystem>)>,
}

/// What is wrong with a volume or a bind of the manifest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VolumeError {
    DuplicateName,
    NoSpace,
    NoDisk,
    /// What mounting the disk answered.
    Mount(ErrorCode),
    UnknownVolume,
    FirstBind,
    Path(ErrorCode),
}

impl VolumeError {
    pub fn problem(self) -> &'static str {
        match self {
            Self::DuplicateName => "there is one of that name",
            Self::NoSpace => "more pages than the machine has left",
            Self::NoDisk => "the machine has no such disk, or it is another volume",
            Self::Mount(ErrorCode::NotSupported) => {
                "the disk's file system has features that are not supported"
            }
            Self::Mount(ErrorCode::NoMemory) => {
                "cachePages: less than the disk's journal and some files take"
            }
            Self::Mount(_) => "the disk has no ext4 file system, or a damaged one",
            Self::UnknownVolume => "binds: no such volume",
            Self::FirstBind => {
                "binds: the first must be at \"/\", the others at a path below a directory that is there"
            }
            Self::Path(ErrorCode::NotDirectory) => "binds: the path leads through a file",
            Self::Path(_) => "binds: no such directory in the volume",
        }
    }
}

impl From<ErrorCode> for VolumeError {
    fn from(code: ErrorCode) -> Self {
        VolumeError::Path(code)
    }
}

impl Volumes {
    pub fn new(package: &Arc<BootPackage>) -> Self {
        let volume: Arc<dyn FileSystem> = Arc::new(PackageVolume::new(Arc::clone(package), FIRST_DEVICE));
        Volumes { volumes: Vec::from([(PACKAGE.into(), volume)]) }
    }

    pub(super) fn add(
        &mut self,
        volume: manifest::volume::Reader<'_>,
        memory: &Arc<Account>,
        disks: &mut Disks,
    ) -> message::Result<Result<(), VolumeError>> {
        let name = volume.get_name()?.to_str()?;
        if self.find(name).is_some() {
            return Ok(Err(VolumeError::DuplicateName));
        }
        let device = FIRST_DEVICE + self.volumes.len() as u64;
        let made: Arc<dyn FileSystem> = match volume.which()? {
            manifest::volume::Ram(ram) => {
                let ram = ram?;
                let Some(account) = memory.carve(Some(ram.get_pages())) else {
                    return Ok(Err(VolumeError::NoSpace));
                };
                match RamVolume::new(device, account, ram.get_mode()) {
                    Ok(volume) => Arc::new(volume),
                    Err(_) => return Ok(Err(VolumeError::NoSpace)),
                }
            }
            manifest::volume::Disk(parameters) => {
                let parameters = parameters?;
                let Some(disk) = disks.take(parameters.get_number()) else {
                    return Ok(Err(VolumeError::NoDisk));
                };
                let Some(account) = memory.carve(Some(parameters.get_cache_pages())) else {
                    return Ok(Err(VolumeError::NoSpace));
                };
                match Ext4Volume::mount(device, &disk, account, parameters.get_read_only()) {
                    Ok(volume) => {
                        note_mounted(&volume);
                        volume
                    }
                    Err(error) => return Ok(Err(VolumeError::Mount(error))),
                }
            }
            manifest::volume::Devices(()) => Arc::new(Devices::new(device)),
        };
        self.volumes.push((name.into(), made));
        Ok(Ok(()))
    }

    fn find(&self, name: &str) -> Option<&Arc<dyn FileSystem>> {
        self.volumes.iter().find(|(known, _)| known == name).map(|(_, volume)| volume)
    }

    fn package(&self) -> Position {
        View::new(NodeReference::root(Arc::clone(&self.volumes[0].1)), true).root()
    }

    /// A place in the boot package; the empty path is its root.
    fn boot_position(&self, path: &str) -> Option<Position> {
        let root = self.package();
        if path.is_empty() {
            return Some(root);
        }
        let walk = Walk { identity: &Identity::new(Identity::SUPER_USER, 0) };
        walk.find(&root, path.as_bytes(), Last::Follow).ok()?.existing().ok()
    }

    pub(super) fn boot_file(&self, path: &str) -> Option<Arc<dyn Object>> {
        let position = self.boot_position(path)?;
        if position.node().status().ok()?.kind != Kind::Regular {
            return None;
        }
        let identity = Arc::new(Identity::new(Identity::SUPER_USER, 0));
        Some(Arc::new(File::new(position, identity, true, OpenFlags::empty()).ok()?))
    }

    /// A part of the boot package, which nobody can change.
    pub(super) fn boot_namespace(&self, path: &str) -> Option<Arc<dyn Object>> {
        let view = View::sub(&self.boot_position(path)?).ok()?;
        let root = view.root();
        let is_directory = root.node().status().ok()?.is_directory();
        is_directory.then(|| {
            Arc::new(Namespace::new(view, Identity::new(Identity::SUPER_USER, 0))) as Arc<dyn Object>
        })
    }

    /// The Namespace that the binds describe.
    pub(super) fn namespace(
        &self,
        binds: StructList<'_, manifest::bind::Owned>,
        identity: Identity,
    ) -> message::Result<Result<Arc<dyn Object>, VolumeError>> {
        let mut view: Option<Arc<View>> = None;
        for bind in binds {
            let (at, volume) = (bind.get_at()?.to_str()?, bind.get_volume()?.to_str()?);
            let part = match self.part(volume, bind.get_path()?.to_str()?, bind.get_read_only(), &identity) {
                Ok(part) => part,
                Err(error) => return Ok(Err(error)),
            };
            let bound = match &view {
                None if at == "/" => Ok(part),
                None => Err(VolumeError::FirstBind),
                Some(view) => bind_at(view, at, &part),
            };
            match bound {
                Ok(bound) => view = Some(bound),
                Err(error) => return Ok(Err(error)),
            }
        }
        let view = view.ok_or(VolumeError::FirstBind);
        Ok(view.map(|view| Arc::new(Namespace::new(view, identity)) as Arc<dyn Object>))
    }

    /// A directory of a volume as a view of its own.
    fn part(
        &self,
        volume: &str,
        path: &str,
        read_only: bool,
        owner: &Identity,
    ) -> Result<Arc<View>, VolumeError> {
        let volume = self.find(volume).ok_or(VolumeError::UnknownVolume)?;
        let mut node = NodeReference::root(Arc::clone(volume));
        for name in path.split('/').filter(|name| !name.is_empty()) {
            node = match node.child(name.as_bytes()) {
                Err(ErrorCode::NotFound) if !volume.is_read_only() => {
                    let new = NewNode {
                        kind: Kind::Directory,
                        mode: DIRECTORY_MODE,
                        user: owner.user,
                        group: owner.group,
                        target: &[],
                    };
                    NodeReference::retained(volume, volume.create(node.inode(), name.as_bytes(), new)?)
                }
                other => other?,
            };
        }
        if !node.status()?.is_directory() {
            return Err(ErrorCode::NotDirectory.into());
        }
        Ok(View::new(node, read_only))
    }
}

fn bind_at(view: &Arc<View>, at: &str, part: &View) -> Result<Arc<View>, VolumeError> {
    let walk = Walk { identity: &Identity::new(Identity::SUPER_USER, 0) };
    let Found { directory, name, .. } =
        walk.find_in(view, at.as_bytes(), Last::Keep).map_err(|_| VolumeError::FirstBind)?;
    if name.bytes().is_empty() {
        return Err(VolumeError::FirstBind);
    }
    Ok(view.bind(&directory, name.bytes(), part, false)?)
}
