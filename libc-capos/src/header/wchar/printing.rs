//! The `wprintf` family.

use crate::abi::va::VaArgs;
use crate::abi::wide_string;
use crate::errno::{self, Errno};
use crate::header::stdio::{entry, streams};
use crate::stream::{Bounded, FILE, WideStreamSink, print};
use crate::types::{c_int, size_t, va_list, wchar_t};

/// # Safety
/// `format` is a wide string, and `arguments` are what it says.
unsafe fn to_file(file: &FILE, format: *const wchar_t, arguments: &mut VaArgs<'_>) -> c_int {
    let mut stream = file.lock();
    stream.use_wide();
    let mut sink = WideStreamSink::new(&mut stream);
    // SAFETY: the caller's promise.
    errno::result(print(&mut sink, unsafe { wide_string(format.cast()) }, arguments))
}

/// # Safety
/// As for [`to_file`]; `out` has room for `size` wide characters.
unsafe fn to_memory(
    out: *mut wchar_t,
    size: size_t,
    format: *const wchar_t,
    arguments: &mut VaArgs<'_>,
) -> c_int {
    // SAFETY: the caller's promise.
    let mut sink = unsafe { Bounded::new(out.cast::<u32>(), size) };
    // SAFETY: the caller's promise.
    let count = print(&mut sink, unsafe { wide_string(format.cast()) }, arguments);
    let complete = sink.finish(0);
    // Unlike `snprintf`, these fail if the text does not fit.
    errno::result(count.and_then(|count| if complete { Ok(count) } else { Err(Errno::EOVERFLOW) }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fwprintf.html>
///
/// # Safety
/// The caller passes an open stream, a format and the arguments it names.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fwprintf(stream: *mut FILE, format: *const wchar_t, mut arguments: ...) -> c_int {
    // SAFETY: the caller passes an open stream, a format and the arguments it names.
    unsafe { to_file(entry::file(stream), format, &mut VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wprintf.html>
///
/// # Safety
/// The caller passes a format and the arguments it names.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wprintf(format: *const wchar_t, mut arguments: ...) -> c_int {
    // SAFETY: the caller passes a format and the arguments it names.
    unsafe { to_file(streams::output(), format, &mut VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/swprintf.html>
///
/// # Safety
/// As for `wprintf`; `s` has room for `size` wide characters.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn swprintf(
    s: *mut wchar_t,
    size: size_t,
    format: *const wchar_t,
    mut arguments: ...
) -> c_int {
    // SAFETY: as for `wprintf`; `s` has room for `size` wide characters.
    unsafe { to_memory(s, size, format, &mut VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vfwprintf.html>
///
/// # Safety
/// The caller passes an open stream, a format and the arguments it names.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vfwprintf(stream: *mut FILE, format: *const wchar_t, arguments: va_list) -> c_int {
    // SAFETY: the caller passes an open stream, a format and the arguments it names.
    unsafe { to_file(entry::file(stream), format, &mut VaArgs::new(arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vwprintf.html>
///
/// # Safety
/// The caller passes a format and the arguments it names.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vwprintf(format: *const wchar_t, arguments: va_list) -> c_int {
    // SAFETY: the caller passes a format and the arguments it names.
    unsafe { to_file(streams::output(), format, &mut VaArgs::new(arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vswprintf.html>
///
/// # Safety
/// As for `vwprintf`; `s` has room for `size` wide characters.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vswprintf(
    s: *mut wchar_t,
    size: size_t,
    format: *const wchar_t,
    arguments: va_list,
) -> c_int {
    // SAFETY: as for `vwprintf`; `s` has room for `size` wide characters.
    unsafe { to_memory(s, size, format, &mut VaArgs::new(arguments)) }
}
