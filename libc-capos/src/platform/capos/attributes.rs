//! Extended attributes, by File.

use super::path::{AT_FDCWD, base, namespace};
use super::{Capos, descriptors, fs};
use crate::errno::Errno;
use crate::platform::{Attributed, Attributes};
use crate::types::c_int;
use capos_rt::error::ErrorCode;
use capos_rt::{Capability, Error, File, MAX_ATTRIBUTE_NAME};
use core::ffi::CStr;
use core::mem::{ManuallyDrop, MaybeUninit};

// <sys/xattr.h>, <fcntl.h>.
const XATTR_CREATE: c_int = 1;
const XATTR_REPLACE: c_int = 2;
const O_NOFOLLOW: u32 = 0o400_000;
const O_PATH: u32 = 0o10_000_000;

/// The file that has them: a descriptor's, or one that is named for the call alone.
enum Named {
    Open(ManuallyDrop<Capability<File>>),
    Found(Capability<File>),
}

impl Named {
    fn find(of: Attributed<'_>) -> Result<Self, Errno> {
        let (path, flags) = match of {
            Attributed::Path(path) => (path.to_bytes(), O_PATH),
            Attributed::Link(path) => (path.to_bytes(), O_PATH | O_NOFOLLOW),
            Attributed::Descriptor(fd) => {
                let target = descriptors::get(fd)?.target;
                return fs::file(target).map(Named::Open).map_err(|_| Errno::ENOTSUP);
            }
        };
        let opened = namespace()?.open_at(base(AT_FDCWD, path)?, path, flags, 0)?;
        Ok(Named::Found(Capability::from_handle(opened.handle)))
    }

    fn file(&self) -> &Capability<File> {
        match self {
            Named::Open(file) => file,
            Named::Found(file) => file,
        }
    }
}

fn name(name: &CStr) -> Result<&[u8], Errno> {
    let name = name.to_bytes();
    if name.is_empty() || name.len() > MAX_ATTRIBUTE_NAME { Err(Errno::ERANGE) } else { Ok(name) }
}

/// The file is there, so what is missing or out of range is the attribute.
fn errno(error: Error) -> Errno {
    match error {
        Error::Exception(ErrorCode::NotFound) => Errno::ENODATA,
        Error::Exception(ErrorCode::OutOfRange) => Errno::ERANGE,
        other => other.into(),
    }
}

impl Attributes for Capos {
    fn getxattr(of: Attributed<'_>, attribute: &CStr, value: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        let (of, attribute) = (Named::find(of)?, name(attribute)?);
        of.file().attribute(attribute, fs::writable(value)).map_err(errno)
    }

    fn setxattr(of: Attributed<'_>, attribute: &CStr, value: &[u8], flags: c_int) -> Result<(), Errno> {
        if flags & !(XATTR_CREATE | XATTR_REPLACE) != 0 {
            return Err(Errno::EINVAL);
        }
        let (of, attribute) = (Named::find(of)?, name(attribute)?);
        let (create, replace) = (flags & XATTR_CREATE != 0, flags & XATTR_REPLACE != 0);
        match of.file().set_attribute(attribute, value, create, replace) {
            // A value that no file system takes is too big, not out of range.
            Err(Error::Exception(ErrorCode::OutOfRange)) => Err(Errno::E2BIG),
            other => other.map_err(errno),
        }
    }

    fn listxattr(of: Attributed<'_>, names: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        Named::find(of)?.file().attributes(fs::writable(names)).map_err(errno)
    }

    fn removexattr(of: Attributed<'_>, attribute: &CStr) -> Result<(), Errno> {
        let (of, attribute) = (Named::find(of)?, name(attribute)?);
        of.file().remove_attribute(attribute).map_err(errno)
    }
}
