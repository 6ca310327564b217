//! `Engine`: the crate's file system and its lock.

use alloc::sync::Arc;

use capos_hal::block::Disk;
use capos_hal::sync::SpinLock;
use capos_hal::task::on_deep_stack;
use capos_hal::{PAGE_SIZE, SECTOR_SIZE};
use capos_schema::capos_capnp::ErrorCode;
use rsext4::{
    Ext4, Ext4Error, Ext4ErrorKind, Ext4Result, InodeInfo, InodeNumber, MountOptions, MountServices,
    MountedServices, NoopObserver, XattrNamespace, XattrSetMode,
};

use super::super::{FileResult, Inode, Time};
use super::device::{Device, Moment, VolumeClock};
use super::inode_times::InodeTimes;
use super::storage::Storage;
use crate::lock_order::DiskLevel;

pub type Files = Ext4<Device, MountedServices<(), NoopObserver>>;

/// Changes after which the running transaction is committed: each keeps up to a dozen blocks in memory until then.
const MAX_CHANGES: u32 = 128;

/// The journal's inode.
const JOURNAL: u32 = 8;

pub struct Engine {
    core: SpinLock<DiskLevel, Core>,
    moment: Arc<Moment>,
    storage: Arc<Storage>,
    read_only: bool,
}

pub struct Core {
    pub files: Files,
    times: InodeTimes,
    /// Since the last commit, and how many commits there were.
    changes: u32,
    transaction: u64,
}

/// What the disk says of a file.
pub struct Loaded {
    pub info: InodeInfo,
    pub accessed: Time,
    pub modified: Time,
    pub changed: Time,
}

impl Engine {
    /// Mounts the disk, which replays its journal and frees what had no names any more. A disk that is mounted to be
    /// read only is replayed too, in so many pages of memory if it can not be written.
    pub fn mount(disk: &Arc<Disk>, read_only: bool, room: u64) -> FileResult<Self> {
        let read_only = read_only || disk.is_read_only();
        if !read_only || !needs_replay(disk)? {
            return Self::mount_storage(Arc::new(Storage::new(disk)), read_only);
        }
        let storage = if disk.is_read_only() { Storage::in_memory(disk, room) } else { Storage::new(disk) };
        let storage = Arc::new(storage);
        Self::mount_storage(Arc::clone(&storage), false)?.unmount()?;
        Self::mount_storage(storage, true)
    }

    fn mount_storage(storage: Arc<Storage>, read_only: bool) -> FileResult<Self> {
        let options =
            if read_only { MountOptions::read_only_no_journal_replay() } else { MountOptions::read_write() };
        let moment = Arc::new(Moment::default());
        moment.set(Time::now());
        let device = Device { storage: Arc::clone(&storage), read_only };
        let services = MountServices::new(VolumeClock(Arc::clone(&moment)), (), NoopObserver);
        let files = on_deep_stack(|| Ext4::mount(device, services, options)).map_err(code)?;
        let times = InodeTimes::new(Arc::clone(&storage));
        let core = Core { files, times, changes: 0, transaction: 0 };
        Ok(Engine { core: SpinLock::new(core), moment, storage, read_only })
    }

    /// Pages of memory that a disk takes which can not be written.
    pub fn replayed_pages(&self) -> u64 {
        self.storage.pages()
    }

    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Something that changes nothing.
    pub fn ask<R>(&self, act: impl FnOnce(&mut Core) -> Ext4Result<R>) -> FileResult<R> {
        on_deep_stack(|| act(&mut self.core.lock())).map_err(code)
    }

    /// A change that happens at the time.
    pub fn change<R>(&self, now: Time, act: impl FnOnce(&mut Core) -> Ext4Result<R>) -> FileResult<R> {
        if self.read_only {
            return Err(ErrorCode::ReadOnly);
        }
        self.ask(|core| {
            self.moment.set(now);
            if core.changes >= MAX_CHANGES {
                core.commit()?;
            }
            core.changes += 1;
            act(core)
        })
    }

    /// Everything that was changed before outlives the loss of power.
    pub fn commit(&self) -> FileResult<()> {
        if self.read_only {
            return Ok(());
        }
        self.ask(|core| {
            self.moment.set(Time::now());
            core.commit()
        })
    }

    /// Pages for which the disk has room.
    pub fn free_pages(&self) -> FileResult<u64> {
        let found = self.ask(|core| Ok(core.files.statfs()))?;
        Ok((u128::from(found.free_blocks) * u128::from(found.block_size) / PAGE_SIZE as u128) as u64)
    }

    /// The number of the running transaction; what was changed in an earlier one outlives the loss of power.
    pub fn transaction(&self) -> u64 {
        self.core.lock().transaction
    }

    /// What was written to the disk outlives the loss of power.
    pub fn flush(&self) -> FileResult<()> {
        self.storage.flush().map_err(|_| ErrorCode::IoError)
    }

    /// The journal is empty afterwards, and nothing more can be changed.
    pub fn unmount(&self) -> FileResult<()> {
        self.ask(|core| core.with_log_room(Files::unmount))
    }

    /// Bytes that the journal's blocks take at most: what commits keep in memory until they reached their places.
    pub fn journal_size(&self) -> FileResult<u64> {
        self.ask(|core| core.files.inode(InodeNumber::new(JOURNAL)?).map(|info| info.size))
    }

    pub fn load(&self, inode: Inode) -> FileResult<Loaded> {
        let number = number(inode)?;
        self.ask(|core| core.load(number))
    }
}

impl Core {
    pub fn load(&mut self, number: InodeNumber) -> Ext4Result<Loaded> {
        let info = self.files.inode(number)?;
        Ok(self.with_times(info))
    }

    pub fn with_times(&mut self, info: InodeInfo) -> Loaded {
        let [accessed, changed, modified] = self.times.of(&info);
        Loaded { info, accessed, modified, changed }
    }

    fn commit(&mut self) -> Ext4Result<()> {
        if self.changes > 0 {
            self.with_log_room(Files::sync)?;
            self.changes = 0;
            self.transaction += 1;
            self.times.forget();
        }
        Ok(())
    }

    /// Commits. The crate makes room in a full log when an operation begins, and when a commit begins a transaction it
    /// fails instead, with nothing done: then an operation that changes nothing in the end goes first.
    fn with_log_room(&mut self, commit: impl Fn(&mut Files) -> Ext4Result<()>) -> Ext4Result<()> {
        match commit(&mut self.files) {
            Err(error) if error.kind() == Ext4ErrorKind::Busy => {
                let root = self.files.root_inode();
                let (space, name) = (XattrNamespace::Trusted, b"capos.room");
                self.files.set_xattr(root, space, name, b"", XattrSetMode::Upsert)?;
                self.files.remove_xattr(root, space, name)?;
                commit(&mut self.files)
            }
            other => other,
        }
    }
}

/// Whether the journal has what the disk's other blocks have not.
fn needs_replay(disk: &Disk) -> FileResult<bool> {
    const SUPERBLOCK: u64 = 1024 / SECTOR_SIZE as u64;
    const INCOMPATIBLE: usize = 0x60;
    const RECOVER: u8 = 4;
    let mut sector = [0; SECTOR_SIZE];
    disk.read(SUPERBLOCK, &mut sector).map_err(|_| ErrorCode::IoError)?;
    Ok(sector[INCOMPATIBLE] & RECOVER != 0)
}

/// `notFound` for a number that no ext4 file has.
pub fn number(inode: Inode) -> FileResult<InodeNumber> {
    InodeNumber::from_u64(inode).map_err(|_| ErrorCode::NotFound)
}

/// What the crate's error is to a caller.
pub fn code(error: Ext4Error) -> ErrorCode {
    match error.kind() {
        Ext4ErrorKind::Io
        | Ext4ErrorKind::Corrupted
        | Ext4ErrorKind::ChecksumMismatch
        | Ext4ErrorKind::JournalAborted
        | Ext4ErrorKind::BadSuperblock
        | Ext4ErrorKind::InvalidMagic
        | Ext4ErrorKind::Timeout => ErrorCode::IoError,
        Ext4ErrorKind::UnsupportedFeature
        | Ext4ErrorKind::UnsupportedCapability
        | Ext4ErrorKind::Unsupported => ErrorCode::NotSupported,
        Ext4ErrorKind::ReadOnly => ErrorCode::ReadOnly,
        Ext4ErrorKind::NoSpace | Ext4ErrorKind::QuotaExceeded => ErrorCode::NoSpace,
        Ext4ErrorKind::NoMemory => ErrorCode::NoMemory,
        Ext4ErrorKind::TooManyLinks => ErrorCode::TooManyNames,
        Ext4ErrorKind::PermissionDenied => ErrorCode::NotPermitted,
        Ext4ErrorKind::NotFound => ErrorCode::NotFound,
        Ext4ErrorKind::AlreadyExists => ErrorCode::AlreadyExists,
        Ext4ErrorKind::NotDirectory => ErrorCode::NotDirectory,
        Ext4ErrorKind::IsDirectory => ErrorCode::IsDirectory,
        Ext4ErrorKind::NotEmpty => ErrorCode::NotEmpty,
        Ext4ErrorKind::Busy => ErrorCode::Busy,
        Ext4ErrorKind::BadFileDescriptor | Ext4ErrorKind::InvalidInput => ErrorCode::InvalidArgument,
        Ext4ErrorKind::Overflow | Ext4ErrorKind::FileTooLarge => ErrorCode::FileTooLarge,
    }
}
