//! Blocks for C programs: what `malloc` and its kin do, without `errno`.

use super::{HEAP, cache};
use crate::errno::Errno;
use crate::types::{c_char, c_void, size_t};

/// No object is larger than differences of pointers can say.
const LARGEST: size_t = isize::MAX as size_t;

fn found(block: *mut u8) -> Result<*mut c_void, Errno> {
    if block.is_null() { Err(Errno::ENOMEM) } else { Ok(block.cast()) }
}

/// `malloc`.
#[inline]
pub fn allocate(size: size_t) -> Result<*mut c_void, Errno> {
    if size > LARGEST {
        return Err(Errno::ENOMEM);
    }
    // SAFETY: the cache is the calling thread's.
    found(unsafe { HEAP.allocate(cache(), size) })
}

/// A zeroed block.
pub fn allocate_zeroed(size: size_t) -> Result<*mut c_void, Errno> {
    if size > LARGEST {
        return Err(Errno::ENOMEM);
    }
    // SAFETY: the cache is the calling thread's.
    found(unsafe { HEAP.allocate_zeroed(cache(), size) })
}

/// `calloc`.
pub fn allocate_array(count: size_t, size: size_t) -> Result<*mut c_void, Errno> {
    allocate_zeroed(count.checked_mul(size).ok_or(Errno::ENOMEM)?)
}

/// A block at a multiple of `alignment`, which has to be a power of two.
pub fn aligned(alignment: size_t, size: size_t) -> Result<*mut c_void, Errno> {
    if !alignment.is_power_of_two() {
        return Err(Errno::EINVAL);
    }
    if size > LARGEST - alignment.min(LARGEST) {
        return Err(Errno::ENOMEM);
    }
    // SAFETY: the cache is the calling thread's.
    found(unsafe { HEAP.allocate_aligned(cache(), alignment, size) })
}

/// `realloc`. A size of zero yields a block of the smallest size, as `malloc(0)` does: the old one is gone in any case,
/// and NULL always means failure.
///
/// # Safety
/// `block` is NULL or a block of this heap, which the caller gives up.
pub unsafe fn reallocate(block: *mut c_void, size: size_t) -> Result<*mut c_void, Errno> {
    if block.is_null() {
        return allocate(size);
    }
    if size > LARGEST {
        return Err(Errno::ENOMEM);
    }
    // SAFETY: the caller's promise; the cache is the calling thread's.
    found(unsafe { HEAP.reallocate(cache(), block.cast(), size) })
}

/// `reallocarray`.
///
/// # Safety
/// As for [`reallocate`].
pub unsafe fn reallocate_array(
    block: *mut c_void,
    count: size_t,
    size: size_t,
) -> Result<*mut c_void, Errno> {
    // SAFETY: the caller's promise.
    unsafe { reallocate(block, count.checked_mul(size).ok_or(Errno::ENOMEM)?) }
}

/// `free`.
///
/// # Safety
/// `block` is NULL or a block of this heap, which the caller gives up.
#[inline]
pub unsafe fn free(block: *mut c_void) {
    // SAFETY: the caller's promise; the cache is the calling thread's.
    unsafe { HEAP.free(cache(), block.cast()) }
}

/// Bytes that `block` can hold.
///
/// # Safety
/// `block` is NULL or a block of this heap.
pub unsafe fn usable_size(block: *mut c_void) -> size_t {
    if block.is_null() {
        return 0;
    }
    // SAFETY: the caller's promise.
    unsafe { HEAP.usable_size(block.cast()) }
}

/// A new string of the `length` bytes at `text`.
///
/// # Safety
/// `length` bytes at `text` are readable.
pub unsafe fn string(text: *const c_char, length: size_t) -> Result<*mut c_char, Errno> {
    let copy = allocate(length + 1)?.cast::<u8>();
    // SAFETY: the block has room for the bytes and a terminator.
    unsafe {
        capos_libc_mem::memcpy(copy, text.cast(), length);
        *copy.add(length) = 0;
    }
    Ok(copy.cast())
}
