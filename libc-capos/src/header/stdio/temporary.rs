//! Temporary files.

use core::ffi::CStr;
use core::ptr::null_mut;

use super::constants::L_tmpnam;
use super::entry::opened;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, AT_SYMLINK_NOFOLLOW, O_CLOEXEC, O_CREAT, O_EXCL, O_RDWR};
use crate::platform::{Entropy, Fs, Sys};
use crate::stream::{Backend, Buffering, FILE, OpenMode, open_backend};
use crate::sync::Mutex;
use crate::types::c_char;

const NAME_LENGTH: usize = L_tmpnam as usize;
type Name = [u8; NAME_LENGTH];

/// As often as the standard promises different names.
const ATTEMPTS: usize = 100;

/// A name in `/tmp` that nobody can guess.
fn random_name() -> Result<Name, Errno> {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut name = *b"/tmp/tmp_XXXXXXXXXX\0";
    let mut random = [0; 10];
    if Sys::getrandom(&mut random, 0)? < random.len() {
        return Err(Errno::EIO);
    }
    for (place, byte) in name[9..19].iter_mut().zip(random) {
        *place = LETTERS[usize::from(byte % 32)];
    }
    Ok(name)
}

fn path(name: &Name) -> Result<&CStr, Errno> {
    CStr::from_bytes_until_nul(name).map_err(|_| Errno::EINVAL)
}

/// Opens a new file and removes its name at once.
fn anonymous() -> Result<&'static FILE, Errno> {
    for _ in 0..ATTEMPTS {
        let name = random_name()?;
        let path = path(&name)?;
        match Sys::openat(AT_FDCWD, path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) {
            Err(Errno::EEXIST) => continue,
            Err(error) => return Err(error),
            Ok(fd) => {
                let mode = OpenMode { read: true, write: true, ..OpenMode::NONE };
                let removed = Sys::unlinkat(AT_FDCWD, path, 0);
                return removed
                    .and_then(|()| open_backend(Backend::Descriptor(fd), mode, Buffering::Undecided))
                    .inspect_err(|_| {
                        // The failure to report is the first one.
                        let _ = Sys::close(fd);
                    });
            }
        }
    }
    Err(Errno::EEXIST)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tmpfile.html>
///
/// # Safety
/// The standard streams are open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmpfile() -> *mut FILE {
    opened(anonymous())
}

/// A name that no file has at this moment.
fn unused_name() -> Result<Name, Errno> {
    for _ in 0..ATTEMPTS {
        let name = random_name()?;
        if Sys::fstatat(AT_FDCWD, path(&name)?, AT_SYMLINK_NOFOLLOW).is_err() {
            return Ok(name);
        }
    }
    Err(Errno::EEXIST)
}

static NAME: Mutex<Name> = Mutex::new([0; NAME_LENGTH]);

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tmpnam.html>
///
/// # Safety
/// The caller passes null or room for L_tmpnam bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmpnam(s: *mut c_char) -> *mut c_char {
    let name = match unused_name() {
        Ok(name) => name,
        Err(error) => {
            errno::set(error);
            return null_mut();
        }
    };
    if s.is_null() {
        let mut place = NAME.lock();
        *place = name;
        return place.as_mut_ptr().cast();
    }
    // SAFETY: the caller passes null or room for L_tmpnam bytes.
    unsafe { s.cast::<Name>().write(name) };
    s
}
