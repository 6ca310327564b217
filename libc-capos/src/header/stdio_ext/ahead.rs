//! What gnulib, and so most GNU programs, wants to know of a stream: the bytes it holds ready. Names as in musl.

use crate::header::stdio::entry::file;
use crate::stream::FILE;
use crate::types::{c_char, size_t};
use core::ptr::null;

/// How many bytes can be read without asking the file.
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __freadahead(stream: *mut FILE) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { file(stream) }.lock().buffered().len()
}

/// Those bytes; NULL if there are none. They stay until the next operation on the stream.
///
/// # Safety
/// The caller passes an open stream and a writable `size`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __freadptr(stream: *mut FILE, size: *mut size_t) -> *const c_char {
    // SAFETY: the caller's promise.
    let stream = unsafe { file(stream) }.lock();
    let ahead = stream.buffered();
    if ahead.is_empty() {
        return null();
    }
    // SAFETY: the caller's promise.
    unsafe { size.write(ahead.len()) };
    ahead.as_ptr().cast()
}

/// Takes some of those bytes.
///
/// # Safety
/// The caller passes an open stream that has that many.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __freadptrinc(stream: *mut FILE, count: size_t) {
    // SAFETY: the caller's promise.
    unsafe { file(stream) }.lock().consume(count);
}

/// Sets the error indicator.
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __fseterr(stream: *mut FILE) {
    // SAFETY: the caller's promise.
    unsafe { file(stream) }.lock().set_error();
}
