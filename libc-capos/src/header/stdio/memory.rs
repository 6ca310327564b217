//! Streams over memory.

use super::entry::opened;
use crate::abi::cstr;
use crate::errno::Errno;
use crate::stream::{Backend, Buffering, FILE, FixedMemory, GrowingMemory, OpenMode, open_backend};
use crate::types::{c_char, c_void, size_t};

const WRITE: OpenMode = OpenMode { write: true, ..OpenMode::NONE };

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fmemopen.html>
///
/// # Safety
/// The caller passes a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fmemopen(buffer: *mut c_void, size: size_t, mode: *const c_char) -> *mut FILE {
    // SAFETY: the caller passes a string.
    let mode = OpenMode::parse(unsafe { cstr(mode) }.to_bytes());
    opened(mode.and_then(|mode| {
        // SAFETY: the caller passes null, or `size` bytes that it leaves to the stream.
        let memory = unsafe { FixedMemory::new(buffer.cast(), size, mode)? };
        open_backend(Backend::Fixed(memory), mode, Buffering::Full)
    }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/open_memstream.html>
///
/// # Safety
/// The caller passes variables that stay writable until the stream is closed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open_memstream(buffer: *mut *mut c_char, size: *mut size_t) -> *mut FILE {
    if buffer.is_null() || size.is_null() {
        return opened(Err(Errno::EINVAL));
    }
    // SAFETY: the caller passes variables that stay writable until the stream is closed.
    let memory = unsafe { GrowingMemory::bytes(buffer, size) };
    opened(memory.and_then(|memory| open_backend(Backend::Growing(memory), WRITE, Buffering::Full)))
}
