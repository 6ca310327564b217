//! The `scanf` family.

use super::entry::{file, scanned};
use super::streams;
use crate::abi::string_up_to;
use crate::abi::va::VaArgs;
use crate::stream::{FILE, StreamSource, StringSource, scan};
use crate::types::{c_char, c_int, va_list};

/// # Safety
/// `format` is a string, and `arguments` point to what it says.
unsafe fn from_file(file: &FILE, format: *const c_char, arguments: VaArgs<'_>) -> c_int {
    let mut stream = file.lock();
    let mut source = StreamSource::<false>::new(&mut stream);
    // SAFETY: the caller's promise.
    let (assigned, error) = scan(&mut source, unsafe { string_up_to(format.cast(), usize::MAX) }, arguments);
    scanned(assigned, source.error().or(error))
}

/// # Safety
/// As for [`from_file`]; `s` is a string.
unsafe fn from_string(s: *const c_char, format: *const c_char, arguments: VaArgs<'_>) -> c_int {
    // SAFETY: the caller's promise.
    let (mut source, format) =
        unsafe { (StringSource::new(s.cast()), string_up_to(format.cast(), usize::MAX)) };
    let (assigned, error) = scan(&mut source, format, arguments);
    scanned(assigned, error)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fscanf.html>
///
/// # Safety
/// The caller passes an open stream, a format and pointers to what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fscanf(stream: *mut FILE, format: *const c_char, mut arguments: ...) -> c_int {
    // SAFETY: the caller passes an open stream, a format and pointers to what it says.
    unsafe { from_file(file(stream), format, VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/scanf.html>
///
/// # Safety
/// The caller passes a format and pointers to what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scanf(format: *const c_char, mut arguments: ...) -> c_int {
    // SAFETY: the caller passes a format and pointers to what it says.
    unsafe { from_file(streams::input(), format, VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sscanf.html>
///
/// # Safety
/// The caller passes a string, a format and pointers to what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sscanf(s: *const c_char, format: *const c_char, mut arguments: ...) -> c_int {
    // SAFETY: the caller passes a string, a format and pointers to what it says.
    unsafe { from_string(s, format, VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vfscanf.html>
///
/// # Safety
/// The caller passes an open stream, a format and pointers to what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vfscanf(stream: *mut FILE, format: *const c_char, arguments: va_list) -> c_int {
    // SAFETY: the caller passes an open stream, a format and pointers to what it says.
    unsafe { from_file(file(stream), format, VaArgs::new(arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vscanf.html>
///
/// # Safety
/// The caller passes a format and pointers to what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vscanf(format: *const c_char, arguments: va_list) -> c_int {
    // SAFETY: the caller passes a format and pointers to what it says.
    unsafe { from_file(streams::input(), format, VaArgs::new(arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vsscanf.html>
///
/// # Safety
/// The caller passes a string, a format and pointers to what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vsscanf(s: *const c_char, format: *const c_char, arguments: va_list) -> c_int {
    // SAFETY: the caller passes a string, a format and pointers to what it says.
    unsafe { from_string(s, format, VaArgs::new(arguments)) }
}
