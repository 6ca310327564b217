//! Dynamic memory.

use crate::errno::{self, Errno};
use crate::heap;
use crate::types::{c_int, c_void, size_t};
use capos_libc_mem as mem;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/malloc.html>
#[unsafe(no_mangle)]
pub extern "C" fn malloc(size: size_t) -> *mut c_void {
    errno::pointer(heap::allocate(size))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/calloc.html>
#[unsafe(no_mangle)]
pub extern "C" fn calloc(count: size_t, size: size_t) -> *mut c_void {
    errno::pointer(heap::allocate_array(count, size))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/realloc.html>
///
/// # Safety
/// `block` is NULL or a block of the heap, which the caller gives up.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn realloc(block: *mut c_void, size: size_t) -> *mut c_void {
    // SAFETY: the caller's promise.
    errno::pointer(unsafe { heap::reallocate(block, size) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/reallocarray.html>
///
/// # Safety
/// As for [`realloc`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn reallocarray(block: *mut c_void, count: size_t, size: size_t) -> *mut c_void {
    // SAFETY: the caller's promise.
    errno::pointer(unsafe { heap::reallocate_array(block, count, size) })
}

/// BSD: `reallocarray` that zeroes what is new, and the old memory when it is left.
///
/// # Safety
/// `block` is NULL or a block of `old_count * size` bytes, which the caller gives up.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn recallocarray(
    block: *mut c_void,
    old_count: size_t,
    count: size_t,
    size: size_t,
) -> *mut c_void {
    // SAFETY: the caller's promise.
    errno::pointer(unsafe { reallocate_cleared(block, old_count, count, size) })
}

/// # Safety
/// As for [`recallocarray`].
unsafe fn reallocate_cleared(
    block: *mut c_void,
    old_count: size_t,
    count: size_t,
    size: size_t,
) -> Result<*mut c_void, Errno> {
    let fresh = heap::allocate_array(count, size)?;
    if block.is_null() {
        return Ok(fresh);
    }
    let Some(old) = old_count.checked_mul(size) else {
        // SAFETY: the new block is ours.
        unsafe { heap::free(fresh) };
        return Err(Errno::EINVAL);
    };
    // SAFETY: the caller's block of `old` bytes, and the new one of `count * size`.
    unsafe {
        mem::memcpy(fresh.cast(), block.cast(), old.min(count * size));
        mem::memset_explicit(block.cast(), 0, old);
        heap::free(block);
    }
    Ok(fresh)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/free.html>
///
/// # Safety
/// `block` is NULL or a block of the heap, which the caller gives up.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free(block: *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe { heap::free(block) }
}

/// C23 7.24.3.4: `free`, for callers that know the size.
///
/// # Safety
/// As for [`free`]; the block was allocated with this size.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free_sized(block: *mut c_void, _size: size_t) {
    // SAFETY: the caller's promise.
    unsafe { heap::free(block) }
}

/// C23 7.24.3.5: `free`, for callers that know size and alignment.
///
/// # Safety
/// As for [`free`]; the block was allocated with this alignment and size.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free_aligned_sized(block: *mut c_void, _alignment: size_t, _size: size_t) {
    // SAFETY: the caller's promise.
    unsafe { heap::free(block) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/aligned_alloc.html>
#[unsafe(no_mangle)]
pub extern "C" fn aligned_alloc(alignment: size_t, size: size_t) -> *mut c_void {
    errno::pointer(heap::aligned(alignment, size))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_memalign.html>
///
/// # Safety
/// `result` points to a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_memalign(result: *mut *mut c_void, alignment: size_t, size: size_t) -> c_int {
    if alignment < size_of::<*mut c_void>() {
        return Errno::EINVAL.number();
    }
    match heap::aligned(alignment, size) {
        Ok(block) => {
            // SAFETY: the caller's promise.
            unsafe { result.write(block) };
            0
        }
        Err(error) => error.number(),
    }
}

/// SunOS: `aligned_alloc`.
#[unsafe(no_mangle)]
pub extern "C" fn memalign(alignment: size_t, size: size_t) -> *mut c_void {
    errno::pointer(heap::aligned(alignment, size))
}

/// The page size.
const PAGE: size_t = 4096;

/// GNU: whole pages.
#[unsafe(no_mangle)]
pub extern "C" fn pvalloc(size: size_t) -> *mut c_void {
    let whole = size.checked_next_multiple_of(PAGE).ok_or(Errno::ENOMEM);
    errno::pointer(whole.and_then(|size| heap::aligned(PAGE, size)))
}

/// BSD: a block at a page.
#[unsafe(no_mangle)]
pub extern "C" fn valloc(size: size_t) -> *mut c_void {
    errno::pointer(heap::aligned(PAGE, size))
}

/// C23 7.24.1: the greatest power of two that an address is a multiple of; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn memalignment(address: *const c_void) -> size_t {
    let address = address.addr();
    address & address.wrapping_neg()
}
