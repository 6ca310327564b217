//! Names of objects that processes share: semaphores, message queues, shared memory. They are files in a folder that
//! lives in memory; a process whose namespace has none has no such objects.

use crate::errno::Errno;
use crate::header::fcntl::constants::AT_FDCWD;
use crate::platform::{Fs, Sys};
use crate::types::c_char;
use core::ffi::CStr;

const FOLDER: &[u8] = b"/dev/shm/";
const PATH_MAX: usize = 4096;
/// `NAME_MAX`.
const LONGEST: usize = 255;
const SIZE: usize = FOLDER.len() + LONGEST + 1;

/// The path of an object.
pub struct SharedPath {
    bytes: [u8; SIZE],
    length: usize,
}

impl SharedPath {
    /// The path for `name`, which may begin with slashes (they mean nothing), of objects whose files begin with `prefix`.
    pub fn new(prefix: &[u8], name: &CStr) -> Result<SharedPath, Errno> {
        let name = name.to_bytes();
        let start = name.iter().take_while(|&&byte| byte == b'/').count();
        let name = &name[start..];
        if name.len() >= PATH_MAX {
            return Err(Errno::ENAMETOOLONG);
        }
        if name.is_empty() || name.contains(&b'/') || name == b"." || name == b".." {
            return Err(Errno::EINVAL);
        }
        if prefix.len() + name.len() > LONGEST {
            return Err(Errno::ENAMETOOLONG);
        }
        let mut path = SharedPath { bytes: [0; SIZE], length: 0 };
        path.append(FOLDER);
        path.append(prefix);
        path.append(name);
        Ok(path)
    }

    /// A name of the same kind for an object that is not ready yet. `attempt` tells such names apart, and different
    /// threads never choose the same.
    pub fn temporary(prefix: &[u8], attempt: usize) -> SharedPath {
        let mut path = SharedPath { bytes: [0; SIZE], length: 0 };
        path.append(FOLDER);
        path.append(b".");
        path.append(prefix);
        path.append_number(crate::thread::tcb().id.get());
        path.append_number(attempt as u32);
        path
    }

    /// The path of the object of that number.
    pub fn numbered(prefix: &[u8], number: u32) -> SharedPath {
        let mut path = SharedPath { bytes: [0; SIZE], length: 0 };
        path.append(FOLDER);
        path.append(prefix);
        path.append_number(number);
        path
    }

    fn append_number(&mut self, number: u32) {
        for shift in (0..8).rev() {
            self.append(&[b"0123456789abcdef"[(number >> (4 * shift)) as usize & 15]]);
        }
    }

    fn append(&mut self, part: &[u8]) {
        self.bytes[self.length..self.length + part.len()].copy_from_slice(part);
        self.length += part.len();
    }

    /// Removes the name. POSIX knows one error for whatever forbids it.
    pub fn unlink(&self) -> Result<(), Errno> {
        Sys::unlinkat(AT_FDCWD, self.as_cstr(), 0)
            .map_err(|error| if error == Errno::EPERM { Errno::EACCES } else { error })
    }

    pub fn as_cstr(&self) -> &CStr {
        // SAFETY: names come from strings, so there is no zero within; one follows, as the array began with zeros and
        // has room for it.
        unsafe { CStr::from_ptr(self.bytes.as_ptr().cast::<c_char>()) }
    }
}
