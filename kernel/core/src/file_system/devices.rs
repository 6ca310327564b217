//! `Devices`: the tree that is bound at /dev.

use alloc::sync::Arc;

use capos_schema::capos_capnp::ErrorCode;

use super::locks::LockDirectory;
use super::traits::FileLocks;
use super::{Change, Entry, FileResult, FileSystem, Inode, Kind, Listed, Opened, Statistics, Status};
use crate::entropy;
use crate::interfaces::PseudoTerminal;
use crate::object::{Call, CallError, Capability, Object};
use crate::quota::Account;
use crate::terminal::PseudoTerminals;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Device {
    Null,
    Zero,
    Full,
    Random,
    /// The controlling terminal of whoever opens it; or a pseudo-terminal.
    Terminal,
    /// Opening it makes a pseudo-terminal.
    Multiplexer,
}

/// Names, devices, and the numbers that Linux gives them (major and minor).
const DEVICES: [(&[u8], Device, u8, u8); 7] = [
    (b"full", Device::Full, 1, 7),
    (b"null", Device::Null, 1, 3),
    (b"ptmx", Device::Multiplexer, 5, 2),
    (b"random", Device::Random, 1, 8),
    (b"tty", Device::Terminal, 5, 0),
    (b"urandom", Device::Random, 1, 9),
    (b"zero", Device::Zero, 1, 5),
];

const ROOT: Inode = 1;

/// The directory of pseudo-terminals, which are the numbers behind it.
const TERMINALS: Inode = 1 << 16;
const TERMINALS_NAME: &[u8] = b"pts";
/// Major number of pseudo-terminals, as in Linux.
const TERMINAL_MAJOR: u64 = 136;

/// Random bytes made at a time.
const CHUNK: usize = 256;

pub struct Devices {
    device: u64,
    terminals: PseudoTerminals,
    locks: LockDirectory,
}

impl Devices {
    pub fn new(device: u64) -> Self {
        Devices { device, terminals: PseudoTerminals::new(), locks: LockDirectory::new() }
    }

    fn list_terminals(&self, cursor: u64, give: &mut dyn FnMut(Entry<'_>) -> Listed) {
        let mut from = cursor;
        while let Some(number) = self.terminals.next(from) {
            let name = alloc::format!("{number}");
            from = number + 1;
            let inode = TERMINALS + from;
            let entry = Entry { inode, kind: Kind::CharacterDevice, name: name.as_bytes(), next: from };
            if give(entry) == Listed::Full {
                break;
            }
        }
    }

    fn device_of(inode: Inode) -> FileResult<Device> {
        if is_directory(inode) {
            return Err(ErrorCode::IsDirectory);
        }
        if inode > TERMINALS {
            return Ok(Device::Terminal);
        }
        let index = inode.checked_sub(ROOT + 1).and_then(|index| usize::try_from(index).ok());
        index.and_then(|index| DEVICES.get(index)).map(|device| device.1).ok_or(ErrorCode::NotFound)
    }
}

fn is_directory(inode: Inode) -> bool {
    matches!(inode, ROOT | TERMINALS)
}

fn other(object: Arc<impl Object>) -> Opened {
    Opened::Other(Capability::new(object))
}

/// A number as names have it: without zeros in front.
fn number_of(name: &[u8]) -> Option<u64> {
    let text = core::str::from_utf8(name).ok()?;
    let proper = text == "0" || text.starts_with(|first| matches!(first, '1'..='9'));
    if proper { text.parse().ok().filter(|number| *number < TERMINALS) } else { None }
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
            ROOT | TERMINALS => (Kind::Directory, 0o755, 0),
            _ if inode > TERMINALS => {
                let number = inode - TERMINALS - 1;
                self.terminals.find(number)?;
                (Kind::CharacterDevice, 0o666, TERMINAL_MAJOR << 8 | number)
            }
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
            links: if is_directory(inode) { 2 } else { 1 },
            special_device,
            ..Status::UNKNOWN
        })
    }

    fn lookup(&self, directory: Inode, name: &[u8]) -> FileResult<Inode> {
        match directory {
            ROOT if name == TERMINALS_NAME => Ok(TERMINALS),
            ROOT => {
                let found = DEVICES.iter().position(|(known, ..)| *known == name);
                found.map(|index| index as Inode + ROOT + 1).ok_or(ErrorCode::NotFound)
            }
            TERMINALS => {
                let number = number_of(name).ok_or(ErrorCode::NotFound)?;
                self.terminals.find(number).map(|_| TERMINALS + 1 + number)
            }
            _ => Err(ErrorCode::NotDirectory),
        }
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
        if directory == TERMINALS {
            self.list_terminals(cursor, give);
            return Ok(());
        }
        if directory != ROOT {
            return Err(ErrorCode::NotDirectory);
        }
        let first = usize::try_from(cursor).unwrap_or(usize::MAX);
        for (index, (name, ..)) in DEVICES.iter().enumerate().skip(first) {
            let inode = index as Inode + ROOT + 1;
            let entry = Entry { inode, kind: Kind::CharacterDevice, name, next: index as u64 + 1 };
            if give(entry) == Listed::Full {
                return Ok(());
            }
        }
        if first <= DEVICES.len() {
            let next = DEVICES.len() as u64 + 1;
            give(Entry { inode: TERMINALS, kind: Kind::Directory, name: TERMINALS_NAME, next });
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

    fn open(&self, inode: Inode, account: &Arc<Account>) -> FileResult<Opened> {
        if is_directory(inode) {
            return Ok(Opened::Node);
        }
        if inode > TERMINALS {
            let far_side = self.terminals.find(inode - TERMINALS - 1)?;
            let locked = far_side.is_locked();
            return if locked { Err(ErrorCode::IoError) } else { Ok(other(far_side.open())) };
        }
        match Self::device_of(inode)? {
            Device::Terminal => Ok(Opened::ControllingTerminal),
            Device::Multiplexer => {
                let charge = PseudoTerminal::charge(account).ok_or(ErrorCode::QuotaExceeded)?;
                self.terminals.add(|number| PseudoTerminal::new(number, charge)).map(other)
            }
            _ => Ok(Opened::Node),
        }
    }

    fn read(&self, inode: Inode, _offset: u64, call: &mut Call<'_>) -> Result<u64, CallError> {
        let length = call.bulk_length();
        match Self::device_of(inode)? {
            Device::Null | Device::Terminal | Device::Multiplexer => Ok(0),
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
