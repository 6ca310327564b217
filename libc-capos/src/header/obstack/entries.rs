//! What the inline functions of the header call.

use super::stack::{Function, USE_ARGUMENT, obstack};
use crate::types::{c_char, c_int, c_uint, c_void, size_t};

/// Bytes of a chunk, unless the program says otherwise: a page, less what an allocator may add.
const CHUNK: size_t = 4064;
/// Alignment of any type.
const ALIGNMENT: size_t = 16;

/// # Safety
/// `h` is a writable record, whose functions are set.
unsafe fn begin(h: *mut obstack, size: size_t, alignment: size_t, bits: c_uint) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let stack = &mut *h;
        stack.chunk_size = if size == 0 { CHUNK } else { size.max(2 * ALIGNMENT) };
        stack.alignment_mask = if alignment == 0 { ALIGNMENT } else { alignment } - 1;
        stack.bits = bits;
        stack.start();
    }
    1
}

/// <https://sourceware.org/glibc/manual/latest/html_node/Preparing-for-Obstacks.html>
///
/// # Safety
/// `h` is a writable record, and the functions may be called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _obstack_begin(
    h: *mut obstack,
    size: size_t,
    alignment: size_t,
    allocate: unsafe extern "C" fn(size: size_t) -> *mut c_void,
    release: unsafe extern "C" fn(chunk: *mut c_void),
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        (&raw mut (*h).allocate).write(Function { plain: allocate });
        (&raw mut (*h).release).write(Function { plain: release });
        begin(h, size, alignment, 0)
    }
}

/// <https://sourceware.org/glibc/manual/latest/html_node/Preparing-for-Obstacks.html>
///
/// # Safety
/// `h` is a writable record, and the functions may be called with `argument`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _obstack_begin_1(
    h: *mut obstack,
    size: size_t,
    alignment: size_t,
    allocate: unsafe extern "C" fn(argument: *mut c_void, size: size_t) -> *mut c_void,
    release: unsafe extern "C" fn(argument: *mut c_void, chunk: *mut c_void),
    argument: *mut c_void,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        (&raw mut (*h).allocate).write(Function { with_argument: allocate });
        (&raw mut (*h).release).write(Function { with_argument: release });
        (&raw mut (*h).argument).write(argument);
        begin(h, size, alignment, USE_ARGUMENT)
    }
}

/// Makes room for `length` more bytes of the growing object.
///
/// # Safety
/// `h` was started.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _obstack_newchunk(h: *mut obstack, length: size_t) {
    // SAFETY: the caller's promise.
    unsafe { (*h).grow(length) };
}

/// <https://sourceware.org/glibc/manual/latest/html_node/Freeing-Obstack-Objects.html>
///
/// # Safety
/// `h` was started.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _obstack_free(h: *mut obstack, object: *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe { (*h).free_to(object.cast()) };
}

/// Whether an object lies in this stack.
///
/// # Safety
/// `h` was started.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _obstack_allocated_p(h: *mut obstack, object: *mut c_void) -> c_int {
    let object = object.cast::<c_char>();
    // SAFETY: the caller's promise.
    unsafe { &*h }.chunks().any(|(start, limit)| start < object && object <= limit).into()
}

/// Bytes in all chunks.
///
/// # Safety
/// `h` was started.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _obstack_memory_used(h: *mut obstack) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { &*h }.chunks().map(|(start, limit)| limit as usize - start as usize).sum()
}
