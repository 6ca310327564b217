//! Reading extended attributes.

use crate::abi::{cstr, uninit_slice_mut};
use crate::errno::{self, Errno};
use crate::platform::{Attributed, Attributes, Sys};
use crate::types::{c_char, c_int, c_void, size_t, ssize_t};

fn length(outcome: Result<usize, Errno>) -> ssize_t {
    errno::result(outcome.map(|length| length as ssize_t))
}

/// <https://man7.org/linux/man-pages/man2/getxattr.2.html>
///
/// # Safety
/// `path` and `name` are strings; `value` has `size` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getxattr(
    path: *const c_char,
    name: *const c_char,
    value: *mut c_void,
    size: size_t,
) -> ssize_t {
    // SAFETY: the caller's promise.
    length(unsafe {
        Sys::getxattr(Attributed::Path(cstr(path)), cstr(name), uninit_slice_mut(value.cast(), size))
    })
}

/// <https://man7.org/linux/man-pages/man2/getxattr.2.html>
///
/// # Safety
/// `path` and `name` are strings; `value` has `size` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lgetxattr(
    path: *const c_char,
    name: *const c_char,
    value: *mut c_void,
    size: size_t,
) -> ssize_t {
    // SAFETY: the caller's promise.
    length(unsafe {
        Sys::getxattr(Attributed::Link(cstr(path)), cstr(name), uninit_slice_mut(value.cast(), size))
    })
}

/// <https://man7.org/linux/man-pages/man2/getxattr.2.html>
///
/// # Safety
/// `name` is a string; `value` has `size` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgetxattr(
    fd: c_int,
    name: *const c_char,
    value: *mut c_void,
    size: size_t,
) -> ssize_t {
    // SAFETY: the caller's promise.
    length(unsafe {
        Sys::getxattr(Attributed::Descriptor(fd), cstr(name), uninit_slice_mut(value.cast(), size))
    })
}

/// <https://man7.org/linux/man-pages/man2/listxattr.2.html>
///
/// # Safety
/// `path` is a string; `names` has `size` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn listxattr(path: *const c_char, names: *mut c_char, size: size_t) -> ssize_t {
    // SAFETY: the caller's promise.
    length(unsafe { Sys::listxattr(Attributed::Path(cstr(path)), uninit_slice_mut(names.cast(), size)) })
}

/// <https://man7.org/linux/man-pages/man2/listxattr.2.html>
///
/// # Safety
/// `path` is a string; `names` has `size` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn llistxattr(path: *const c_char, names: *mut c_char, size: size_t) -> ssize_t {
    // SAFETY: the caller's promise.
    length(unsafe { Sys::listxattr(Attributed::Link(cstr(path)), uninit_slice_mut(names.cast(), size)) })
}

/// <https://man7.org/linux/man-pages/man2/listxattr.2.html>
///
/// # Safety
/// `names` has `size` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn flistxattr(fd: c_int, names: *mut c_char, size: size_t) -> ssize_t {
    // SAFETY: the caller's promise.
    length(unsafe { Sys::listxattr(Attributed::Descriptor(fd), uninit_slice_mut(names.cast(), size)) })
}
