//! `Devices`: the tree that is bound at /dev.

use alloc::sync::Arc;

use capos_schema::capos_capnp::ErrorCode;

use super::locks::LockDirectory;
use super::traits::FileLocks;
use super::{Change, Entry, FileResult, FileSystem, Inode, Kind, Listed, Opened, Statistics, Status, Time};
use crate::entropy;
use crate::object::{Call, CallError, Capability};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Device {
    Null,
    Zero,
    Full,
    Random,
    Terminal,
}

/// Names, devices, and the numbers that Linux gives them (major and minor).
const DEVICES: [(&[u8], Device, u8, u8); 6] = [
    (b"full", Device::Full, 1, 7),
    (b"null", Device::Null, 1, 3),
    (b"random", Device::Random, 1, 8),
    (b"tty", Device::Terminal, 5, 0),
    (b"urandom", Device::Random, 1, 9),
    (b"zero", Device::Zero, 1, 5),
];

const ROOT: Inode = 1;

/// Random bytes made at a time.
const CHUNK: usize = 256;

pub struct Devices {
    device: u64,
    /// What /dev/tty opens; without it the name is not there.
    terminal: Option<Capability>,
    locks: LockDirectory,
}

impl Devices {
    pub fn new(device: u64, terminal: Option<Capability>) -> Self {
        Devices { device, terminal, locks: LockDirectory::new() }
    }

    fn is_there(&self, device: Device) -> bool {
        device != Device::Terminal || self.terminal.is_some()
    }

    fn device_of(inode: Inode) -> FileResult<Device> {
        if inode == ROOT {
            return Err(ErrorCode::IsDirectory);
        }
        let index = inode.checked_sub(ROOT + 1).and_then(|index| usize::try_from(index).ok());
        index.and_then(|index| DEVICES.get(index)).map(|device| device.1).ok_or(ErrorCode::NotFound)
    }
}

impl FileSystem for Devices {
    fn device(&self) -> u64 {
        self.device
    }

    fn root(&self) -> Inode {
        ROOT
    }

    fn is_read_only(&self) -> bool {
        false
    }

    fn retain(&self, _inode: Inode) {}

    fn release(&self, _inode: Inode) {}

    fn status(&self, inode: Inode) -> FileResult<Status> {
        let (kind, mode, special_device) = match inode {
            ROOT => (Kind::Directory, 0o755, 0),
            _ => {
                Self::device_of(inode)?;
                let (_, _, major, minor) = DEVICES[(inode - ROOT - 1) as usize];
                (Kind::CharacterDevice, 0o666, u64::from(major) << 8 | u64::from(minor))
            }
        };
        Ok(Status {
            device: self.device,
            inode,
            kind,
            mode,
            user: 0,
            group: 0,
            links: if inode == ROOT { 2 } else { 1 },
            size: 0,
            blocks: 0,
            special_device,
            accessed: Time::default(),
            modified: Time::default(),
            changed: Time::default(),
        })
    }

    fn lookup(&self, directory: Inode, name: &[u8]) -> FileResult<Inode> {
        if directory != ROOT {
            return Err(ErrorCode::NotDirectory);
        }
        let found = DEVICES.iter().position(|(known, device, ..)| *known == name && self.is_there(*device));
        found.map(|index| index as Inode + ROOT + 1).ok_or(ErrorCode::NotFound)
    }

    fn parent(&self, _directory: Inode) -> FileResult<Inode> {
        Ok(ROOT)
    }

    fn list(
        &self,
        directory: Inode,
        cursor: u64,
        give: &mut dyn FnMut(Entry<'_>) -> Listed,
    ) -> FileResult<()> {
        if directory != ROOT {
            return Err(ErrorCode::NotDirectory);
        }
        let first = usize::try_from(cursor).unwrap_or(usize::MAX);
        for (index, (name, device, ..)) in DEVICES.iter().enumerate().skip(first) {
            let inode = index as Inode + ROOT + 1;
            let entry = Entry { inode, kind: Kind::CharacterDevice, name, next: index as u64 + 1 };
            if self.is_there(*device) && give(entry) == Listed::Full {
                break;
            }
        }
        Ok(())
    }

    fn read_link(&self, _inode: Inode, _give: &mut dyn FnMut(&[u8])) -> FileResult<()> {
        Err(ErrorCode::InvalidArgument)
    }

    fn change(&self, _inode: Inode, _change: Change) -> FileResult<()> {
        Err(ErrorCode::NotPermitted)
    }

    /// Opening to truncate is permitted and means nothing.
    fn set_size(&self, _inode: Inode, _size: u64) -> FileResult<()> {
        Err(ErrorCode::InvalidArgument)
    }

    fn open(&self, inode: Inode) -> FileResult<Opened> {
        match (inode, &self.terminal) {
            (ROOT, _) => Ok(Opened::Node),
            (_, Some(terminal)) if Self::device_of(inode)? == Device::Terminal => {
                Ok(Opened::Other(terminal.duplicate()))
            }
            _ => Ok(Opened::Node),
        }
    }

    fn read(&self, inode: Inode, _offset: u64, call: &mut Call<'_>) -> Result<u64, CallError> {
        let length = call.bulk_length();
        match Self::device_of(inode)? {
            Device::Null | Device::Terminal => Ok(0),
            Device::Zero | Device::Full => call.bulk_zero(0, length as usize).map(|()| length),
            Device::Random => {
                let mut at = 0;
                while at < length {
                    let mut bytes = [0; CHUNK];
                    let part = &mut bytes[..(length - at).min(CHUNK as u64) as usize];
                    entropy::fill(part);
                    call.bulk_out(at, part)?;
                    at += part.len() as u64;
                }
                Ok(length)
            }
        }
    }

    fn write(
        &self,
        inode: Inode,
        _offset: Option<u64>,
        call: &mut Call<'_>,
    ) -> Result<(u64, u64), CallError> {
        match Self::device_of(inode)? {
            Device::Full => Err(ErrorCode::NoSpace.into()),
            _ => Ok((0, call.bulk_length())),
        }
    }

    fn locks(&self, inode: Inode) -> FileResult<Arc<FileLocks>> {
        Ok(self.locks.of(inode))
    }

    fn statistics(&self) -> Statistics {
        Statistics { blocks: 0, free_blocks: 0, files: DEVICES.len() as u64 + 1, free_files: 0 }
    }
}
