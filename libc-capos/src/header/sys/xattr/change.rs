//! Setting and removing extended attributes.

use crate::abi::{cstr, slice};
use crate::errno;
use crate::platform::{Attributed, Attributes, Sys};
use crate::types::{c_char, c_int, c_void, size_t};

/// <https://man7.org/linux/man-pages/man2/setxattr.2.html>
///
/// # Safety
/// `path` and `name` are strings; `value` has `size` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setxattr(
    path: *const c_char,
    name: *const c_char,
    value: *const c_void,
    size: size_t,
    flags: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(unsafe {
        Sys::setxattr(Attributed::Path(cstr(path)), cstr(name), slice(value.cast(), size), flags)
    })
}

/// <https://man7.org/linux/man-pages/man2/setxattr.2.html>
///
/// # Safety
/// `path` and `name` are strings; `value` has `size` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lsetxattr(
    path: *const c_char,
    name: *const c_char,
    value: *const c_void,
    size: size_t,
    flags: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(unsafe {
        Sys::setxattr(Attributed::Link(cstr(path)), cstr(name), slice(value.cast(), size), flags)
    })
}

/// <https://man7.org/linux/man-pages/man2/setxattr.2.html>
///
/// # Safety
/// `name` is a string; `value` has `size` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fsetxattr(
    fd: c_int,
    name: *const c_char,
    value: *const c_void,
    size: size_t,
    flags: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(unsafe {
        Sys::setxattr(Attributed::Descriptor(fd), cstr(name), slice(value.cast(), size), flags)
    })
}

/// <https://man7.org/linux/man-pages/man2/removexattr.2.html>
///
/// # Safety
/// `path` and `name` are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn removexattr(path: *const c_char, name: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(unsafe { Sys::removexattr(Attributed::Path(cstr(path)), cstr(name)) })
}

/// <https://man7.org/linux/man-pages/man2/removexattr.2.html>
///
/// # Safety
/// `path` and `name` are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lremovexattr(path: *const c_char, name: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(unsafe { Sys::removexattr(Attributed::Link(cstr(path)), cstr(name)) })
}

/// <https://man7.org/linux/man-pages/man2/removexattr.2.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fremovexattr(fd: c_int, name: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(unsafe { Sys::removexattr(Attributed::Descriptor(fd), cstr(name)) })
}
