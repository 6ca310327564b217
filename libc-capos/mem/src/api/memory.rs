//! Copying, filling and comparing.

use super::memchr;
use crate::generic::{compare, copy, fill, to_page_end};
use crate::vector::{Base, Vector};

/// Up to here the baseline's vectors are enough.
const SHORT: usize = 2 * Base::BYTES;

/// `memcpy`.
///
/// # Safety
/// `n` bytes at `src` are readable and at `dst` writable.
#[inline(always)]
pub unsafe fn memcpy(dst: *mut u8, src: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise is all that moving needs.
    unsafe { memmove(dst, src, n) }
}

/// `memmove`.
///
/// # Safety
/// `n` bytes at `src` are readable and at `dst` writable; the two may overlap.
#[inline(always)]
pub unsafe fn memmove(dst: *mut u8, src: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise; `SHORT` is at least one of any vector.
    unsafe {
        if n <= SHORT {
            copy::up_to_two::<Base>(dst, src, n);
            return dst;
        }
        widest!(memmove(dst, src, n))
    }
}

/// `mempcpy`: the end of the copy.
///
/// # Safety
/// As for [`memcpy`].
#[inline(always)]
pub unsafe fn mempcpy(dst: *mut u8, src: *const u8, n: usize) -> *mut u8 {
    // SAFETY: as in `memmove`.
    unsafe {
        if n <= SHORT {
            copy::up_to_two::<Base>(dst, src, n);
            return dst.wrapping_add(n);
        }
        widest!(mempcpy(dst, src, n))
    }
}

/// `memset`.
///
/// # Safety
/// `n` bytes at `dst` are writable.
#[inline(always)]
pub unsafe fn memset(dst: *mut u8, byte: u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise; `SHORT` is at least one of any vector.
    unsafe {
        if n < Base::BYTES {
            fill::below_one::<Base>(dst, byte, n);
            return dst;
        }
        core::hint::cold_path();
        if n <= SHORT {
            fill::one_to_two::<Base>(dst, byte, n);
            return dst;
        }
        widest!(memset(dst, byte, n))
    }
}

/// `memset_explicit`: a `memset` that no later knowledge removes.
///
/// # Safety
/// As for [`memset`].
pub unsafe fn memset_explicit(dst: *mut u8, byte: u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise. The empty assembly may read the buffer for all the compiler knows.
    unsafe {
        memset(dst, byte, n);
        core::arch::asm!("/* {0} */", in(reg) dst, options(nostack, preserves_flags));
    }
    dst
}

/// `memcmp`.
///
/// # Safety
/// `n` bytes at `a` and `b` are readable.
#[inline(always)]
pub unsafe fn memcmp(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the caller's promise, and each length class meets the callee's condition.
    unsafe { if n < 16 { compare::order_short::<Base>(a, b, n) } else { widest_later!(memcmp(a, b, n)) } }
}

/// Whether `n` bytes are equal.
///
/// # Safety
/// `n` bytes at `a` and `b` are readable.
pub unsafe fn equal(a: *const u8, b: *const u8, n: usize) -> bool {
    // SAFETY: the caller's promise.
    unsafe { memcmp(a, b, n) == 0 }
}

/// `memccpy`: copies up to and including `byte`; the address after it, or null if it did not come.
///
/// # Safety
/// `src` is readable and `dst` writable for `n` bytes or through the first `byte`; they do not overlap.
#[inline(always)]
pub unsafe fn memccpy(dst: *mut u8, src: *const u8, byte: u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise. Next to nothing is copied at once.
    unsafe {
        if n == 0 {
            return core::ptr::null_mut();
        }
        *dst = *src;
        if *src == byte {
            return dst.wrapping_add(1);
        }
        if n == 1 {
            return core::ptr::null_mut();
        }
        if n <= SHORT && to_page_end(src) >= SHORT {
            let wanted = Base::splat(byte);
            let low = Base::load_unaligned(src);
            if n >= Base::BYTES {
                // Both ends at once, if they do not hold the byte.
                let high = Base::load_unaligned(src.wrapping_add(n - Base::BYTES));
                if low.eq(wanted).or(high.eq(wanted)).mask() == 0 {
                    low.store_unaligned(dst);
                    high.store_unaligned(dst.wrapping_add(n - Base::BYTES));
                    return core::ptr::null_mut();
                }
            } else if Base::UNIT == 1 {
                let found = low.eq(wanted).mask() & ((1 << n) - 1);
                let kept = if found == 0 { n } else { Base::lowest(found) + 1 };
                copy::up_to_one::<Base>(dst, src, kept);
                return if found == 0 { core::ptr::null_mut() } else { dst.wrapping_add(kept) };
            }
        }
        // From here on looking first, and then copying to aligned places, is faster; until it is twice the memory.
        if (512..2048).contains(&n) {
            memccpy_in_two(dst, src, byte, n)
        } else {
            widest!(memccpy(dst, src, byte, n))
        }
    }
}

/// [`memccpy`] in two passes, of which each knows what it does.
///
/// # Safety
/// As for [`memccpy`].
#[inline(never)]
unsafe fn memccpy_in_two(dst: *mut u8, src: *const u8, byte: u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise; `src` is readable for what is copied.
    unsafe {
        let end = memchr(src, byte, n);
        if end.is_null() {
            memmove(dst, src, n);
            core::ptr::null_mut()
        } else {
            mempcpy(dst, src, end.addr() - src.addr() + 1)
        }
    }
}

/// `swab`: copies `n` bytes, exchanging neighbours; an odd last byte is left alone.
///
/// # Safety
/// `n & !1` bytes at `src` are readable and at `dst` writable; the two do not overlap, or are the same.
pub unsafe fn swab(src: *const u8, dst: *mut u8, n: usize) {
    let mut i = 0;
    while n - i >= 2 {
        // SAFETY: bytes `i` and `i + 1` are inside.
        unsafe {
            let pair = src.wrapping_add(i).cast::<u16>().read_unaligned();
            dst.wrapping_add(i).cast::<u16>().write_unaligned(pair.swap_bytes());
        }
        i += 2;
    }
}
