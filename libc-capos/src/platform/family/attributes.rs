//! Extended attributes of files.

use crate::errno::Errno;
use crate::types::c_int;
use core::ffi::CStr;
use core::mem::MaybeUninit;

/// What has attributes.
#[derive(Clone, Copy)]
pub enum Attributed<'a> {
    /// What a path names in the end.
    Path(&'a CStr),
    /// What a path names, be it a symbolic link.
    Link(&'a CStr),
    Descriptor(c_int),
}

/// Optional family. Where there are no attributes, the answer is `ENOTSUP`.
pub trait Attributes {
    /// Writes a value to a prefix of `value` and returns its length; an empty buffer only asks for the length.
    fn getxattr(_of: Attributed<'_>, _name: &CStr, _value: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        Err(Errno::ENOTSUP)
    }

    fn setxattr(_of: Attributed<'_>, _name: &CStr, _value: &[u8], _flags: c_int) -> Result<(), Errno> {
        Err(Errno::ENOTSUP)
    }

    /// Writes the names, each with its NUL; otherwise as `getxattr`.
    fn listxattr(_of: Attributed<'_>, _names: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        Err(Errno::ENOTSUP)
    }

    fn removexattr(_of: Attributed<'_>, _name: &CStr) -> Result<(), Errno> {
        Err(Errno::ENOTSUP)
    }
}
