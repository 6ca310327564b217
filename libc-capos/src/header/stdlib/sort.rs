//! Sorting and searching arrays.

use crate::heap;
use crate::types::{c_int, c_void, size_t};
use capos_libc_mem::sort::{self, Compare, Way};
use core::mem::MaybeUninit;

/// The comparison of `qsort` and `bsearch`.
type Comparison = unsafe extern "C" fn(a: *const c_void, b: *const c_void) -> c_int;

/// The comparison of `qsort_r`.
type ComparisonWith =
    unsafe extern "C" fn(a: *const c_void, b: *const c_void, argument: *mut c_void) -> c_int;

#[derive(Clone, Copy)]
struct Plain(Comparison);

impl Compare for Plain {
    #[inline(always)]
    unsafe fn order(self, a: *const u8, b: *const u8) -> i32 {
        // SAFETY: the program's function, for two of its elements.
        unsafe { (self.0)(a.cast(), b.cast()) }
    }
}

#[derive(Clone, Copy)]
struct With(ComparisonWith, *mut c_void);

impl Compare for With {
    #[inline(always)]
    unsafe fn order(self, a: *const u8, b: *const u8) -> i32 {
        // SAFETY: the program's function, for two of its elements.
        unsafe { (self.0)(a.cast(), b.cast(), self.1) }
    }
}

/// Scratch memory on the stack: small arrays need no other.
#[repr(align(16))]
struct Small(#[expect(dead_code, reason = "only its address is used")] MaybeUninit<[u8; 2048]>);

/// Sorts with scratch memory from the stack or the heap, or without any where there is none.
///
/// # Safety
/// `base` points to `count` elements of `size` bytes, for which `compare` may be called.
pub unsafe fn sort_array(base: *mut c_void, count: size_t, size: size_t, compare: impl Compare) {
    let needed = Way::of(size).scratch(count, size);
    let mut small = MaybeUninit::<Small>::uninit();
    // SAFETY: the caller's promise; the scratch memory is as large as needed, and the block is ours to free.
    unsafe {
        if needed.is_some_and(|needed| needed <= size_of::<Small>()) {
            return sort::sort(base.cast(), count, size, Some(small.as_mut_ptr().cast()), compare);
        }
        match needed.map(heap::allocate) {
            Some(Ok(block)) => {
                sort::sort(base.cast(), count, size, Some(block.cast()), compare);
                heap::free(block);
            }
            _ => sort::sort(base.cast(), count, size, None, compare),
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/qsort.html>
///
/// # Safety
/// `base` points to `count` elements of `size` bytes, for which `compare` may be called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn qsort(
    base: *mut c_void,
    count: size_t,
    size: size_t,
    compare: Option<unsafe extern "C" fn(*const c_void, *const c_void) -> c_int>,
) {
    if let Some(compare) = compare {
        // SAFETY: the caller's promise.
        unsafe { sort_array(base, count, size, Plain(compare)) }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/qsort_r.html>
///
/// # Safety
/// As for [`qsort`], with `argument` as the third argument of `compare`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn qsort_r(
    base: *mut c_void,
    count: size_t,
    size: size_t,
    compare: Option<unsafe extern "C" fn(*const c_void, *const c_void, *mut c_void) -> c_int>,
    argument: *mut c_void,
) {
    if let Some(compare) = compare {
        // SAFETY: the caller's promise.
        unsafe { sort_array(base, count, size, With(compare, argument)) }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/bsearch.html>
///
/// # Safety
/// `base` points to `count` elements of `size` bytes, for which, with `key` first, `compare` may be called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bsearch(
    key: *const c_void,
    base: *const c_void,
    count: size_t,
    size: size_t,
    compare: Option<unsafe extern "C" fn(*const c_void, *const c_void) -> c_int>,
) -> *mut c_void {
    let Some(compare) = compare else { return core::ptr::null_mut() };
    let (mut low, mut left) = (base, count);
    // Which half goes on is a matter of chance: it only selects an address, so that no branch has to guess it.
    while left > 1 {
        let middle = low.wrapping_byte_add(left / 2 * size);
        // SAFETY: the caller's promise; `middle` is an element.
        let order = unsafe { compare(key, middle) };
        if order == 0 {
            return middle.cast_mut();
        }
        low = core::hint::select_unpredictable(order > 0, middle, low);
        left -= left / 2;
    }
    // SAFETY: the caller's promise; one element is left.
    if left == 1 && unsafe { compare(key, low) } == 0 { low.cast_mut() } else { core::ptr::null_mut() }
}
