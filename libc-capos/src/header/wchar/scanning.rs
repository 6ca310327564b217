//! The `wscanf` family.

use crate::abi::va::VaArgs;
use crate::abi::wide_string;
use crate::header::stdio::{entry, streams};
use crate::stream::{FILE, StreamSource, WideStringSource, scan};
use crate::types::{c_int, va_list, wchar_t};

/// # Safety
/// `format` is a wide string, and `arguments` point to what it says.
unsafe fn from_file(file: &FILE, format: *const wchar_t, arguments: VaArgs<'_>) -> c_int {
    let mut stream = file.lock();
    stream.use_wide();
    let mut source = StreamSource::<true>::new(&mut stream);
    // SAFETY: the caller's promise.
    let (assigned, error) = scan(&mut source, unsafe { wide_string(format.cast()) }, arguments);
    entry::scanned(assigned, source.error().or(error))
}

/// # Safety
/// As for [`from_file`]; `s` is a wide string.
unsafe fn from_string(s: *const wchar_t, format: *const wchar_t, arguments: VaArgs<'_>) -> c_int {
    // SAFETY: the caller's promise.
    let (mut source, format) = unsafe { (WideStringSource::new(s.cast()), wide_string(format.cast())) };
    let (assigned, error) = scan(&mut source, format, arguments);
    entry::scanned(assigned, error)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fwscanf.html>
///
/// # Safety
/// The caller passes an open stream, a format and pointers to what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fwscanf(stream: *mut FILE, format: *const wchar_t, mut arguments: ...) -> c_int {
    // SAFETY: the caller passes an open stream, a format and pointers to what it says.
    unsafe { from_file(entry::file(stream), format, VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wscanf.html>
///
/// # Safety
/// The caller passes a format and pointers to what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wscanf(format: *const wchar_t, mut arguments: ...) -> c_int {
    // SAFETY: the caller passes a format and pointers to what it says.
    unsafe { from_file(streams::input(), format, VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/swscanf.html>
///
/// # Safety
/// The caller passes a wide string, a format and pointers to what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn swscanf(s: *const wchar_t, format: *const wchar_t, mut arguments: ...) -> c_int {
    // SAFETY: the caller passes a wide string, a format and pointers to what it says.
    unsafe { from_string(s, format, VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vfwscanf.html>
///
/// # Safety
/// The caller passes an open stream, a format and pointers to what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vfwscanf(stream: *mut FILE, format: *const wchar_t, arguments: va_list) -> c_int {
    // SAFETY: the caller passes an open stream, a format and pointers to what it says.
    unsafe { from_file(entry::file(stream), format, VaArgs::new(arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vwscanf.html>
///
/// # Safety
/// The caller passes a format and pointers to what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vwscanf(format: *const wchar_t, arguments: va_list) -> c_int {
    // SAFETY: the caller passes a format and pointers to what it says.
    unsafe { from_file(streams::input(), format, VaArgs::new(arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vswscanf.html>
///
/// # Safety
/// The caller passes a wide string, a format and pointers to what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vswscanf(s: *const wchar_t, format: *const wchar_t, arguments: va_list) -> c_int {
    // SAFETY: the caller passes a wide string, a format and pointers to what it says.
    unsafe { from_string(s, format, VaArgs::new(arguments)) }
}
