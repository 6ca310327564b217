//! Streams over functions of the program (`fopencookie`).

use core::mem::MaybeUninit;

use super::position::Whence;
use crate::errno::{self, Errno};
use crate::types::{c_char, c_int, c_void, off_t, size_t, ssize_t};

/// The functions, each of which may be missing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct cookie_io_functions_t {
    pub read: Option<unsafe extern "C" fn(*mut c_void, *mut c_char, size_t) -> ssize_t>,
    pub write: Option<unsafe extern "C" fn(*mut c_void, *const c_char, size_t) -> ssize_t>,
    pub seek: Option<unsafe extern "C" fn(*mut c_void, *mut off_t, c_int) -> c_int>,
    pub close: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
}

pub struct Cookie {
    cookie: *mut c_void,
    functions: cookie_io_functions_t,
}

// SAFETY: the program's functions are called under the stream's lock.
unsafe impl Send for Cookie {}

/// The error a function of the program has left in `errno`.
fn reported() -> Errno {
    Errno::new(errno::get()).unwrap_or(Errno::EIO)
}

impl Cookie {
    /// # Safety
    /// The functions may be called with `cookie` until the stream is closed, and are what their types say.
    pub unsafe fn new(cookie: *mut c_void, functions: cookie_io_functions_t) -> Self {
        Self { cookie, functions }
    }

    pub fn read(&mut self, out: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        // Without a function the file is empty.
        let Some(read) = self.functions.read else { return Ok(0) };
        // SAFETY: `new` was promised a function of this kind; the memory is writable.
        let count = unsafe { read(self.cookie, out.as_mut_ptr().cast(), out.len()) };
        usize::try_from(count).map(|count| count.min(out.len())).map_err(|_| reported())
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<usize, Errno> {
        // Without a function the output goes nowhere.
        let Some(write) = self.functions.write else { return Ok(bytes.len()) };
        // SAFETY: as in `read`; the memory is readable.
        let count = unsafe { write(self.cookie, bytes.as_ptr().cast(), bytes.len()) };
        match usize::try_from(count) {
            // The write function reports errors as zero.
            Ok(0) | Err(_) => Err(reported()),
            Ok(count) => Ok(count.min(bytes.len())),
        }
    }

    pub fn seek(&mut self, offset: off_t, whence: Whence) -> Result<off_t, Errno> {
        let seek = self.functions.seek.ok_or(Errno::ENOTSUP)?;
        let mut position = offset;
        // SAFETY: as in `read`; the variable is writable.
        match unsafe { seek(self.cookie, &mut position, whence.number()) } {
            0 => Ok(position),
            _ => Err(reported()),
        }
    }

    pub fn close(&mut self) -> Result<(), Errno> {
        let Some(close) = self.functions.close else { return Ok(()) };
        // SAFETY: as in `read`; this is the last call.
        match unsafe { close(self.cookie) } {
            0 => Ok(()),
            _ => Err(reported()),
        }
    }
}
