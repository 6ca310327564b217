//! Extended attributes: of each call there is a form for paths, one for links, one for descriptors.

use super::Linux;
use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::{Attributed, Attributes};
use crate::types::c_int;
use core::ffi::CStr;
use core::mem::MaybeUninit;

/// The form of a call, and its first argument.
fn form(of: Attributed<'_>, [path, link, descriptor]: [usize; 3]) -> (usize, usize) {
    match of {
        Attributed::Path(name) => (path, name.as_ptr() as usize),
        Attributed::Link(name) => (link, name.as_ptr() as usize),
        Attributed::Descriptor(fd) => (descriptor, int(fd)),
    }
}

impl Attributes for Linux {
    fn getxattr(of: Attributed<'_>, name: &CStr, value: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        let (number, file) = form(of, [nr::GETXATTR, nr::LGETXATTR, nr::FGETXATTR]);
        let arguments = args([file, name.as_ptr() as usize, value.as_mut_ptr() as usize, value.len()]);
        // SAFETY: path and name are NUL-terminated, the buffer is writable for its length.
        unsafe { syscall(number, arguments) }
    }

    fn setxattr(of: Attributed<'_>, name: &CStr, value: &[u8], flags: c_int) -> Result<(), Errno> {
        let (number, file) = form(of, [nr::SETXATTR, nr::LSETXATTR, nr::FSETXATTR]);
        let (data, length) = (value.as_ptr() as usize, value.len());
        // SAFETY: path and name are NUL-terminated, the value is readable for its length.
        unsafe { syscall(number, args([file, name.as_ptr() as usize, data, length, int(flags)])) }.map(drop)
    }

    fn listxattr(of: Attributed<'_>, names: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        let (number, file) = form(of, [nr::LISTXATTR, nr::LLISTXATTR, nr::FLISTXATTR]);
        // SAFETY: the path is NUL-terminated, the buffer writable for its length.
        unsafe { syscall(number, args([file, names.as_mut_ptr() as usize, names.len()])) }
    }

    fn removexattr(of: Attributed<'_>, name: &CStr) -> Result<(), Errno> {
        let (number, file) = form(of, [nr::REMOVEXATTR, nr::LREMOVEXATTR, nr::FREMOVEXATTR]);
        // SAFETY: path and name are NUL-terminated.
        unsafe { syscall(number, args([file, name.as_ptr() as usize])) }.map(drop)
    }
}
