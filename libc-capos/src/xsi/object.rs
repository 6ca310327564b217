//! `Head`: what every object begins with; making objects, finding them by key or number, and permissions.
//!
//! An object is a file with two names, by its number and by its key. Whoever has any permission may map the file, and
//! the library looks closer; whoever has none is refused by the file system.

use super::table::{self, Open, Using};
use crate::errno::Errno;
use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR};
use crate::platform::{Clock, Fs, Identity, Memory, Process, Sys};
use crate::shared_names::SharedPath;
use crate::sync::mutex_kind;
use crate::types::{c_int, ipc_perm, key_t, mode_t, pthread_cond_t, pthread_mutex_t, time_t};
use core::ffi::CStr;
use core::ptr;
use core::sync::atomic::{AtomicU32, Ordering};

const IPC_CREAT: c_int = 0o1000;
const IPC_EXCL: c_int = 0o2000;
const IPC_PRIVATE: key_t = 0;
const PROT_READ_WRITE: c_int = 3;
const MAP_SHARED: c_int = 1;
const CLOCK_REALTIME: c_int = 0;
/// Attempts to find a free number, or to open what somebody else makes and removes all the time.
const ATTEMPTS: usize = 1000;
/// Reading and changing, in the bits of others.
pub const READ: mode_t = 4;
pub const CHANGE: mode_t = 2;

/// One of the three, by the beginning of the files' names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    pub by_number: &'static [u8],
    pub by_key: &'static [u8],
}

#[repr(C)]
pub struct Head {
    pub mutex: pthread_mutex_t,
    /// Something has changed that somebody may be waiting for.
    pub changed: pthread_cond_t,
    pub number: c_int,
    /// Nobody finds the object any more.
    pub removed: u32,
    pub permissions: ipc_perm,
}

/// `IPC_STAT`, `IPC_SET` and `IPC_RMID`, with what the second one sets.
#[derive(Clone, Copy)]
pub enum Control<T> {
    Status,
    Set(T),
    Remove,
}

/// A request for an object, as `msgget` and the others make it.
pub struct Request {
    pub kind: Kind,
    pub key: key_t,
    pub flags: c_int,
    /// Bytes of a new one; zero if none can be made.
    pub size: usize,
}

pub fn now() -> time_t {
    Sys::clock_gettime(CLOCK_REALTIME).map_or(0, |time| time.tv_sec)
}

/// The file's mode: whoever may do anything reads and writes it.
fn file_mode(mode: mode_t) -> mode_t {
    let class = |shift: u32| if mode >> shift & (READ | CHANGE) != 0 { 6 << shift } else { 0 };
    0o600 | class(3) | class(0)
}

/// Whether the process may do what the bits of others name.
pub fn check(permissions: &ipc_perm, wanted: mode_t) -> Result<(), Errno> {
    let (user, group) = (Sys::users()[1], Sys::groups()[1]);
    let shift = match () {
        () if user == 0 => return Ok(()),
        () if user == permissions.uid || user == permissions.cuid => 6,
        () if group == permissions.gid || group == permissions.cgid => 3,
        () => 0,
    };
    if permissions.mode >> shift & wanted == wanted { Ok(()) } else { Err(Errno::EACCES) }
}

/// Whether the process may change permissions and remove the object.
pub fn check_owner(permissions: &ipc_perm) -> Result<(), Errno> {
    let user = Sys::users()[1];
    let owns = user == 0 || user == permissions.uid || user == permissions.cuid;
    if owns { Ok(()) } else { Err(Errno::EPERM) }
}

impl Request {
    /// The number of the object, which is made if need be. `begin` fills in a new one, `fits` says whether the one that
    /// is there is what the caller asks for.
    pub fn get(
        &self,
        begin: impl Fn(*mut Head),
        fits: impl Fn(*mut Head) -> Result<(), Errno>,
    ) -> Result<c_int, Errno> {
        for _ in 0..ATTEMPTS {
            match self.find() {
                Ok(_) if self.flags & (IPC_CREAT | IPC_EXCL) == IPC_CREAT | IPC_EXCL => {
                    return Err(Errno::EEXIST);
                }
                Ok(found) => {
                    let wanted =
                        (self.flags as mode_t | self.flags as mode_t >> 3 | self.flags as mode_t >> 6) & 6;
                    let object = match table::add(found) {
                        // Removed since.
                        Err(Errno::EINVAL) => continue,
                        object => object?,
                    };
                    // SAFETY: the object is mapped while it is in use.
                    check(unsafe { &(*object.head).permissions }, wanted)?;
                    fits(object.head)?;
                    // SAFETY: as above.
                    return Ok(unsafe { (*object.head).number });
                }
                Err(Errno::ENOENT) if self.key == IPC_PRIVATE || self.flags & IPC_CREAT != 0 => {}
                Err(error) => return Err(error),
            }
            match self.make(&begin) {
                // Somebody else was faster.
                Err(Errno::EEXIST) => {}
                outcome => return outcome,
            }
        }
        Err(Errno::ENOSPC)
    }

    fn find(&self) -> Result<Open, Errno> {
        if self.key == IPC_PRIVATE {
            return Err(Errno::ENOENT);
        }
        let path = SharedPath::numbered(self.kind.by_key, self.key as u32);
        attach(self.kind, path.as_cstr())
    }

    /// Makes an object and gives it its names, unless those exist.
    fn make(&self, begin: &impl Fn(*mut Head)) -> Result<c_int, Errno> {
        if self.size == 0 {
            return Err(Errno::EINVAL);
        }
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        // Spread, so that processes seldom try the same and a number is not used again soon.
        let spread = (Sys::getpid() as u32).wrapping_mul(0x9e37_79b1) ^ (now() as u32) << 10;
        let number = (spread.wrapping_add(next) & i32::MAX as u32) as c_int;
        let by_number = SharedPath::numbered(self.kind.by_number, number as u32);
        let temporary = SharedPath::temporary(self.kind.by_number, next as usize);
        let mode = self.flags as mode_t & 0o777;
        let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
        let file = Sys::openat(AT_FDCWD, temporary.as_cstr(), flags, 0o600)?;
        let made = self.fill(file, number, mode, begin).and_then(|made| {
            let link =
                |path: &SharedPath| Sys::linkat(AT_FDCWD, temporary.as_cstr(), AT_FDCWD, path.as_cstr(), 0);
            link(&by_number)?;
            if self.key != IPC_PRIVATE {
                link(&SharedPath::numbered(self.kind.by_key, self.key as u32)).inspect_err(|_| {
                    // The first error counts.
                    let _ = by_number.unlink();
                })?;
            }
            table::add(made)
        });
        // The name was ours alone; where removing it fails nothing is left to do.
        let _ = Sys::unlinkat(AT_FDCWD, temporary.as_cstr(), 0);
        let _ = Sys::close(file);
        made.map(|_| number)
    }

    fn fill(
        &self,
        file: c_int,
        number: c_int,
        mode: mode_t,
        begin: &impl Fn(*mut Head),
    ) -> Result<Open, Errno> {
        // Without the creation mask.
        Sys::fchmod(file, file_mode(mode))?;
        Sys::ftruncate(file, self.size as i64)?;
        let open = map(self.kind, file, self.size)?;
        let (user, group) = (Sys::users()[1], Sys::groups()[1]);
        let permissions = ipc_perm {
            __key: self.key,
            uid: user,
            gid: group,
            cuid: user,
            cgid: group,
            mode,
            __seq: 0,
            __pad1: 0,
            __pad2: 0,
        };
        let head = Head {
            mutex: pthread_mutex_t::new(mutex_kind::SHARED | mutex_kind::ROBUST, 0),
            changed: pthread_cond_t::new(CLOCK_REALTIME, true),
            number,
            removed: 0,
            permissions,
        };
        // SAFETY: the file is new and nobody else knows it; it is larger than a head.
        unsafe { open.head.write(head) };
        begin(open.head);
        Ok(open)
    }
}

fn map(kind: Kind, file: c_int, length: usize) -> Result<Open, Errno> {
    // SAFETY: a new mapping.
    let address = unsafe { Sys::mmap(0, length, PROT_READ_WRITE, MAP_SHARED, file, 0) }?;
    Ok(Open { kind, head: ptr::with_exposed_provenance_mut(address), length })
}

/// Opens what is there.
fn attach(kind: Kind, path: &CStr) -> Result<Open, Errno> {
    let file = Sys::openat(AT_FDCWD, path, O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0)?;
    let attached = Sys::fstat(file).and_then(|status| {
        let length = usize::try_from(status.st_size).map_err(|_| Errno::EINVAL)?;
        if length < size_of::<Head>() { Err(Errno::EINVAL) } else { map(kind, file, length) }
    });
    let _ = Sys::close(file);
    attached
}

/// The object of that number, for use by the caller.
pub fn find(kind: Kind, number: c_int) -> Result<Using, Errno> {
    if let Some(object) = table::find(kind, number)? {
        return Ok(object);
    }
    let path = SharedPath::numbered(kind.by_number, number as u32);
    let missing = |error| if error == Errno::ENOENT { Errno::EINVAL } else { error };
    table::add(attach(kind, path.as_cstr()).map_err(missing)?)
}

/// Takes the object's names away. The caller holds its mutex.
pub fn remove(kind: Kind, head: *mut Head) -> Result<(), Errno> {
    // SAFETY: the caller uses the object, whose mutex it holds.
    unsafe {
        check_owner(&(*head).permissions)?;
        SharedPath::numbered(kind.by_number, (*head).number as u32).unlink()?;
        let key = (*head).permissions.__key;
        if key != IPC_PRIVATE {
            // Who may not remove the one name could not remove the other.
            let _ = SharedPath::numbered(kind.by_key, key as u32).unlink();
        }
        (*head).removed = 1;
        (*head).changed.broadcast();
    }
    Ok(())
}

/// `IPC_SET`: owner and mode. The caller holds the object's mutex.
pub fn set_permissions(kind: Kind, head: *mut Head, new: &ipc_perm) -> Result<(), Errno> {
    // SAFETY: as in `remove`.
    let permissions = unsafe { &mut (*head).permissions };
    check_owner(permissions)?;
    // SAFETY: as above.
    let path = SharedPath::numbered(kind.by_number, unsafe { (*head).number } as u32);
    if (new.uid, new.gid) != (permissions.uid, permissions.gid) {
        Sys::fchownat(AT_FDCWD, path.as_cstr(), new.uid, new.gid, 0)?;
    }
    Sys::fchmodat(AT_FDCWD, path.as_cstr(), file_mode(new.mode))?;
    permissions.uid = new.uid;
    permissions.gid = new.gid;
    permissions.mode = new.mode & 0o777;
    Ok(())
}
