//! The `printf` family.

use super::entry::file;
use super::streams;
use crate::abi::string_up_to;
use crate::abi::va::VaArgs;
use crate::errno::{self, Errno};
use crate::stream::{Allocated, Backend, Bounded, Buffering, FILE, OpenMode, Stream, StreamSink, print};
use crate::types::{c_char, c_int, size_t, va_list};

/// # Safety
/// `format` is a string, and `arguments` are what it says.
unsafe fn to_stream(
    stream: &mut Stream,
    format: *const c_char,
    arguments: &mut VaArgs<'_>,
) -> Result<c_int, Errno> {
    let mut sink = StreamSink::new(stream);
    // SAFETY: the caller's promise.
    let count = print(&mut sink, unsafe { string_up_to(format.cast(), usize::MAX) }, arguments);
    // What precedes an error in the format is printed all the same.
    sink.finish().and(count)
}

/// # Safety
/// As for [`to_stream`].
unsafe fn to_file(file: &FILE, format: *const c_char, arguments: &mut VaArgs<'_>) -> c_int {
    // SAFETY: the caller's promise.
    errno::result(unsafe { to_stream(&mut file.lock(), format, arguments) })
}

/// # Safety
/// As for [`to_stream`]; `out` has room for `size` bytes (all there are, if that is `usize::MAX`).
unsafe fn to_memory(
    out: *mut c_char,
    size: size_t,
    format: *const c_char,
    arguments: &mut VaArgs<'_>,
) -> c_int {
    // SAFETY: the caller's promise.
    let mut sink = unsafe { Bounded::new(out.cast::<u8>(), size) };
    // SAFETY: the caller's promise.
    let count = print(&mut sink, unsafe { string_up_to(format.cast(), usize::MAX) }, arguments);
    sink.finish(0);
    errno::result(count)
}

/// # Safety
/// As for [`to_stream`]; `out` is writable.
pub unsafe fn to_heap(out: *mut *mut c_char, format: *const c_char, arguments: &mut VaArgs<'_>) -> c_int {
    let mut sink = Allocated::default();
    // SAFETY: the caller's promise.
    let count = print(&mut sink, unsafe { string_up_to(format.cast(), usize::MAX) }, arguments);
    let outcome = count.and_then(|count| Ok((count, sink.finish()?)));
    // SAFETY: the caller's promise. After a failure the pointer is null, which is the safest value to find.
    unsafe { out.write(outcome.map_or(core::ptr::null_mut(), |(_, text)| text.cast())) };
    errno::result(outcome.map(|(count, _)| count))
}

/// # Safety
/// As for [`to_stream`].
unsafe fn to_descriptor(fd: c_int, format: *const c_char, arguments: &mut VaArgs<'_>) -> c_int {
    const WRITE: OpenMode = OpenMode { write: true, ..OpenMode::NONE };
    let mut stream = Stream::new(Backend::Descriptor(fd), WRITE, Buffering::None);
    // SAFETY: the caller's promise.
    errno::result(unsafe { to_stream(&mut stream, format, arguments) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fprintf.html>
///
/// # Safety
/// The caller passes an open stream, a format and the arguments it names.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fprintf(stream: *mut FILE, format: *const c_char, mut arguments: ...) -> c_int {
    // SAFETY: the caller passes an open stream, a format and the arguments it names.
    unsafe { to_file(file(stream), format, &mut VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/printf.html>
///
/// # Safety
/// The caller passes a format and the arguments it names.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn printf(format: *const c_char, mut arguments: ...) -> c_int {
    // SAFETY: the caller passes a format and the arguments it names.
    unsafe { to_file(streams::output(), format, &mut VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dprintf.html>
///
/// # Safety
/// As for `printf`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dprintf(fd: c_int, format: *const c_char, mut arguments: ...) -> c_int {
    // SAFETY: as for `printf`.
    unsafe { to_descriptor(fd, format, &mut VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/snprintf.html>
///
/// # Safety
/// As for `printf`; `s` has room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn snprintf(
    s: *mut c_char,
    size: size_t,
    format: *const c_char,
    mut arguments: ...
) -> c_int {
    // SAFETY: as for `printf`; `s` has room for `size` bytes.
    unsafe { to_memory(s, size, format, &mut VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sprintf.html>
///
/// # Safety
/// As for `printf`; `s` has room for the result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sprintf(s: *mut c_char, format: *const c_char, mut arguments: ...) -> c_int {
    // SAFETY: as for `printf`; `s` has room for the result.
    unsafe { to_memory(s, size_t::MAX, format, &mut VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/asprintf.html>
///
/// # Safety
/// As for `printf`; `s` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn asprintf(s: *mut *mut c_char, format: *const c_char, mut arguments: ...) -> c_int {
    // SAFETY: as for `printf`; `s` is writable.
    unsafe { to_heap(s, format, &mut VaArgs::of(&mut arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vfprintf.html>
///
/// # Safety
/// The caller passes an open stream, a format and the arguments it names.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vfprintf(stream: *mut FILE, format: *const c_char, arguments: va_list) -> c_int {
    // SAFETY: the caller passes an open stream, a format and the arguments it names.
    unsafe { to_file(file(stream), format, &mut VaArgs::new(arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vprintf.html>
///
/// # Safety
/// The caller passes a format and the arguments it names.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vprintf(format: *const c_char, arguments: va_list) -> c_int {
    // SAFETY: the caller passes a format and the arguments it names.
    unsafe { to_file(streams::output(), format, &mut VaArgs::new(arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vdprintf.html>
///
/// # Safety
/// As for `vprintf`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vdprintf(fd: c_int, format: *const c_char, arguments: va_list) -> c_int {
    // SAFETY: as for `vprintf`.
    unsafe { to_descriptor(fd, format, &mut VaArgs::new(arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vsnprintf.html>
///
/// # Safety
/// As for `vprintf`; `s` has room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vsnprintf(
    s: *mut c_char,
    size: size_t,
    format: *const c_char,
    arguments: va_list,
) -> c_int {
    // SAFETY: as for `vprintf`; `s` has room for `size` bytes.
    unsafe { to_memory(s, size, format, &mut VaArgs::new(arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vsprintf.html>
///
/// # Safety
/// As for `vprintf`; `s` has room for the result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vsprintf(s: *mut c_char, format: *const c_char, arguments: va_list) -> c_int {
    // SAFETY: as for `vprintf`; `s` has room for the result.
    unsafe { to_memory(s, size_t::MAX, format, &mut VaArgs::new(arguments)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/vasprintf.html>
///
/// # Safety
/// As for `vprintf`; `s` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vasprintf(s: *mut *mut c_char, format: *const c_char, arguments: va_list) -> c_int {
    // SAFETY: as for `vprintf`; `s` is writable.
    unsafe { to_heap(s, format, &mut VaArgs::new(arguments)) }
}
