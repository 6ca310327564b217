//! `FileSystem`: one tree of files, whatever holds it.
//!
//! A file is known by its inode number. Numbers stay valid as long as somebody retains them (`NodeReference`
//! does), even when the last name is gone. Permissions are not the file system's business: `Identity` decides
//! before it is asked.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_schema::capos_capnp::ErrorCode;

use super::{LockTable, Usage};
use crate::memory::PageObject;
use crate::object::{Call, CallError, Capability, WaitQueue};
use crate::pipe::Pipe;
use crate::quota::Account;

pub type FileResult<T> = Result<T, ErrorCode>;

pub type Inode = u64;

/// Seconds since the epoch, and nanoseconds of the next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Time {
    pub seconds: i64,
    pub nanoseconds: u32,
}

impl Time {
    pub const EPOCH: Time = Time { seconds: 0, nanoseconds: 0 };

    pub fn now() -> Self {
        let (seconds, nanoseconds) = crate::clock::wall_time();
        Time { seconds, nanoseconds }
    }
}

/// File types, as in the upper bits of `st_mode`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Fifo,
    CharacterDevice,
    Directory,
    Regular,
    SymbolicLink,
    Socket,
}

impl Kind {
    const MASK: u32 = 0o170_000;

    pub const fn bits(self) -> u32 {
        match self {
            Kind::Fifo => 0o010_000,
            Kind::CharacterDevice => 0o020_000,
            Kind::Directory => 0o040_000,
            Kind::Regular => 0o100_000,
            Kind::SymbolicLink => 0o120_000,
            Kind::Socket => 0o140_000,
        }
    }

    /// `None` for a type that no tree here can hold.
    pub fn of(mode: u32) -> Option<Self> {
        const ALL: [Kind; 6] = [
            Kind::Fifo,
            Kind::CharacterDevice,
            Kind::Directory,
            Kind::Regular,
            Kind::SymbolicLink,
            Kind::Socket,
        ];
        ALL.into_iter().find(|kind| kind.bits() == mode & Self::MASK)
    }
}

/// What `stat` tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Status {
    pub device: u64,
    pub inode: Inode,
    pub kind: Kind,
    /// The lower twelve bits of `st_mode`.
    pub mode: u32,
    pub user: u32,
    pub group: u32,
    pub links: u32,
    pub size: u64,
    /// Of 512 bytes.
    pub blocks: u64,
    pub special_device: u64,
    pub accessed: Time,
    pub modified: Time,
    pub changed: Time,
}

impl Status {
    /// Of no file: what is yet to be found out.
    pub const UNKNOWN: Status = Status {
        device: 0,
        inode: 0,
        kind: Kind::Regular,
        mode: 0,
        user: 0,
        group: 0,
        links: 0,
        size: 0,
        blocks: 0,
        special_device: 0,
        accessed: Time::EPOCH,
        modified: Time::EPOCH,
        changed: Time::EPOCH,
    };

    /// Of what no file system holds, with a number among its kind.
    pub fn without_file(kind: Kind, mode: u32, number: u64, made: Time) -> Self {
        Status {
            inode: number,
            kind,
            mode,
            links: 1,
            accessed: made,
            modified: made,
            changed: made,
            ..Self::UNKNOWN
        }
    }

    pub const SET_USER: u32 = 0o4000;
    pub const SET_GROUP: u32 = 0o2000;
    pub const STICKY: u32 = 0o1000;
    pub const MODE: u32 = 0o7777;

    pub fn is_directory(&self) -> bool {
        self.kind == Kind::Directory
    }
}

/// A file to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewNode<'a> {
    pub kind: Kind,
    pub mode: u32,
    pub user: u32,
    pub group: u32,
    /// Of a symbolic link; else empty.
    pub target: &'a [u8],
}

/// A change of what `stat` tells; `None` keeps.
#[derive(Clone, Copy, Debug, Default)]
pub struct Change {
    pub mode: Option<u32>,
    pub user: Option<u32>,
    pub group: Option<u32>,
    pub accessed: Option<Time>,
    pub modified: Option<Time>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rename {
    Replace,
    NoReplace,
    Exchange,
}

/// Whether an extended attribute is made or changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SetAttribute {
    Either,
    /// `alreadyExists` if it is there.
    Create,
    /// `notFound` if it is not.
    Replace,
}

/// An entry of a directory as it is listed.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    pub inode: Inode,
    pub kind: Kind,
    pub name: &'a [u8],
    /// Where listing goes on behind it.
    pub next: u64,
}

/// Whether whoever lists wants more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Listed {
    More,
    Full,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Statistics {
    pub blocks: u64,
    pub free_blocks: u64,
    pub files: u64,
    pub free_files: u64,
}

/// What opening a file gives.
pub enum Opened {
    /// A File over the node itself.
    Node,
    /// Another object that stands behind the name: a terminal, a pipe.
    Other(Capability),
    /// The controlling terminal of the caller's session.
    ControllingTerminal,
}

pub trait FileSystem: Send + Sync {
    /// `st_dev`.
    fn device(&self) -> u64;

    fn root(&self) -> Inode;

    fn is_read_only(&self) -> bool;

    /// Whoever keeps a number retains it, and releases it once. Methods that give a number have retained it,
    /// [`FileSystem::root`] aside.
    fn retain(&self, inode: Inode);

    fn release(&self, inode: Inode);

    fn status(&self, inode: Inode) -> FileResult<Status>;

    /// The node of that name in the directory, which is one.
    fn lookup(&self, directory: Inode, name: &[u8]) -> FileResult<Inode>;

    /// As `lookup`, and what `stat` tells of the node.
    fn find(&self, directory: Inode, name: &[u8], status: &mut Status) -> FileResult<Inode> {
        let inode = self.lookup(directory, name)?;
        match self.status(inode) {
            Ok(found) => *status = found,
            Err(error) => {
                self.release(inode);
                return Err(error);
            }
        }
        Ok(inode)
    }

    /// The directory above; `notFound` for one that was removed. The root's is the root.
    fn parent(&self, directory: Inode) -> FileResult<Inode>;

    /// Hands each entry from the cursor on to `give`, until it is full. `.` and `..` are not among them.
    fn list(
        &self,
        directory: Inode,
        cursor: u64,
        give: &mut dyn FnMut(Entry<'_>) -> Listed,
    ) -> FileResult<()>;

    /// Hands a symbolic link's target on.
    fn read_link(&self, inode: Inode, give: &mut dyn FnMut(&[u8])) -> FileResult<()>;

    fn create(&self, _directory: Inode, _name: &[u8], _new: NewNode<'_>) -> FileResult<Inode> {
        Err(ErrorCode::ReadOnly)
    }

    fn link(&self, _inode: Inode, _directory: Inode, _name: &[u8]) -> FileResult<()> {
        Err(ErrorCode::ReadOnly)
    }

    fn remove(&self, _directory: Inode, _name: &[u8], _is_directory: bool) -> FileResult<()> {
        Err(ErrorCode::ReadOnly)
    }

    fn rename(&self, _from: (Inode, &[u8]), _to: (Inode, &[u8]), _how: Rename) -> FileResult<()> {
        Err(ErrorCode::ReadOnly)
    }

    fn change(&self, _inode: Inode, _change: Change) -> FileResult<()> {
        Err(ErrorCode::ReadOnly)
    }

    fn set_size(&self, _inode: Inode, _size: u64) -> FileResult<()> {
        Err(ErrorCode::ReadOnly)
    }

    fn allocate(&self, _inode: Inode, _offset: u64, _length: u64, _keep_size: bool) -> FileResult<()> {
        Err(ErrorCode::ReadOnly)
    }

    /// Called for every open but those that only name the file. The account pays for what has to be made.
    fn open(&self, _inode: Inode, _account: &Arc<Account>) -> FileResult<Opened> {
        Ok(Opened::Node)
    }

    /// The pipe of a FIFO, made at the expense of the account if nobody has it open.
    fn fifo(&self, _inode: Inode, _account: &Arc<Account>) -> FileResult<Arc<Pipe>> {
        Err(ErrorCode::NotSupported)
    }

    /// Bytes from the offset on to the caller's buffer; tells how many.
    fn read(&self, inode: Inode, offset: u64, call: &mut Call<'_>) -> Result<u64, CallError>;

    /// Bytes of the caller's buffer to the offset, or with `None` to the end; tells where it began and how many.
    fn write(
        &self,
        _inode: Inode,
        _offset: Option<u64>,
        _call: &mut Call<'_>,
    ) -> Result<(u64, u64), CallError> {
        Err(ErrorCode::ReadOnly.into())
    }

    /// Where data (or with `hole` a hole) begins at or behind the offset, which is below the file's size.
    fn seek_data(&self, inode: Inode, offset: u64, hole: bool) -> FileResult<u64> {
        // Without holes: data everywhere, and the hole that every file's end counts as.
        if hole { self.status(inode).map(|status| status.size) } else { Ok(offset) }
    }

    /// The pages for mapping the file, if it has any; that counts as an access.
    fn pages(&self, _inode: Inode) -> FileResult<Arc<PageObject>> {
        Err(ErrorCode::NotSupported)
    }

    /// The advisory locks of the file, and where those wait who want one.
    fn locks(&self, inode: Inode) -> FileResult<Arc<FileLocks>>;

    /// An extended attribute's value; `notFound` if there is none of that name, which begins with that of its space.
    fn attribute(&self, _inode: Inode, _name: &[u8]) -> FileResult<Vec<u8>> {
        Err(ErrorCode::NotFound)
    }

    /// The names of all of them, each with a NUL behind it.
    fn attributes(&self, _inode: Inode) -> FileResult<Vec<u8>> {
        Ok(Vec::new())
    }

    fn set_attribute(
        &self,
        _inode: Inode,
        _name: &[u8],
        _value: &[u8],
        _how: SetAttribute,
    ) -> FileResult<()> {
        Err(ErrorCode::NotSupported)
    }

    fn remove_attribute(&self, _inode: Inode, _name: &[u8]) -> FileResult<()> {
        Err(ErrorCode::NotFound)
    }

    /// What was written to the file lasts from now on; with `data_only` not necessarily what `stat` tells of it.
    fn sync(&self, _inode: Inode, _data_only: bool) -> FileResult<()> {
        Ok(())
    }

    /// The same for everything.
    fn sync_all(&self) -> FileResult<()> {
        Ok(())
    }

    fn statistics(&self) -> Statistics;
}

/// One file's advisory locks, and what it is used as.
pub struct FileLocks {
    pub table: capos_hal::sync::SpinLock<crate::lock_order::FileLocksLevel, LockTable>,
    pub queue: WaitQueue,
    pub usage: Usage,
}
