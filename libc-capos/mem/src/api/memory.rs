//! Copying, filling and comparing.

use crate::arch;
use crate::generic::{compare, copy, fill};
use crate::vector::{Base, Vector};

/// What one baseline vector short-cut covers.
const SHORT: usize = 8 * Base::BYTES;

/// A `rep movsb` pays off from here on, where the processor does it in microcode.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
const STRING_MOVES_FROM: usize = 1 << 20;

/// `memcpy`.
///
/// # Safety
/// `n` bytes at `src` are readable and at `dst` writable.
#[inline(never)]
pub unsafe fn memcpy(dst: *mut u8, src: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise is all that moving needs.
    unsafe { memmove(dst, src, n) }
}

/// `memmove`.
///
/// # Safety
/// `n` bytes at `src` are readable and at `dst` writable; the two may overlap.
#[inline(never)]
pub unsafe fn memmove(dst: *mut u8, src: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise; `SHORT` is at least four of any vector.
    unsafe {
        if n <= SHORT {
            copy::short::<Base>(dst, src, n);
            return dst;
        }
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
        if n >= STRING_MOVES_FROM
            && crate::cpu::prefers_string_moves()
            && dst.addr().wrapping_sub(src.addr()) >= n
        {
            string_move(dst, src, n);
            return dst;
        }
        widest!(copy_long(dst, src, n));
    }
    dst
}

/// # Safety
/// As for [`memmove`], and `dst` does not begin inside the source.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
unsafe fn string_move(dst: *mut u8, src: *const u8, n: usize) {
    // SAFETY: the ABI keeps the direction flag clear, and going upwards is right for this placement.
    unsafe {
        core::arch::asm!(
            "rep movsb",
            inout("rcx") n => _, inout("rdi") dst => _, inout("rsi") src => _,
            options(nostack, preserves_flags),
        );
    }
}

/// `mempcpy`: the end of the copy.
///
/// # Safety
/// As for [`memcpy`].
pub unsafe fn mempcpy(dst: *mut u8, src: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { memmove(dst, src, n) }.wrapping_add(n)
}

/// `memset`.
///
/// # Safety
/// `n` bytes at `dst` are writable.
#[inline(never)]
pub unsafe fn memset(dst: *mut u8, byte: u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise; `SHORT` is at least four of any vector.
    unsafe {
        if n <= SHORT {
            fill::short::<Base>(dst, byte, n);
        } else {
            widest!(fill_long(dst, byte, n));
        }
    }
    dst
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
#[inline(never)]
pub unsafe fn memcmp(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the caller's promise, and each length class meets the callee's condition.
    unsafe {
        if n < 16 {
            return compare::order_short(a, b, n);
        }
        match mismatch(a, b, n) {
            None => 0,
            Some(i) => i32::from(*a.wrapping_add(i)) - i32::from(*b.wrapping_add(i)),
        }
    }
}

/// Whether `n` bytes are equal.
///
/// # Safety
/// `n` bytes at `a` and `b` are readable.
#[inline]
pub unsafe fn equal(a: *const u8, b: *const u8, n: usize) -> bool {
    // SAFETY: the caller's promise.
    unsafe { memcmp(a, b, n) == 0 }
}

/// Offset of the first difference between buffers of `n >= 16` bytes.
#[inline(always)]
unsafe fn mismatch(a: *const u8, b: *const u8, n: usize) -> Option<usize> {
    // SAFETY: the caller's promise; the baseline is at most 16 bytes wide, and 64 is enough for any vector.
    unsafe { if n <= 64 { arch::base::mismatch(a, b, n) } else { widest!(mismatch(a, b, n)) } }
}

/// `memccpy`: copies up to and including `byte`; the address after it, or null if it did not come.
///
/// # Safety
/// `src` is readable and `dst` writable for `n` bytes or through the first `byte`.
pub unsafe fn memccpy(dst: *mut u8, src: *const u8, byte: u8, n: usize) -> *mut u8 {
    // SAFETY: the caller's promise; the search does not look further than `byte`.
    unsafe {
        match widest!(memchr(src, byte, n)) {
            Some(i) => mempcpy(dst, src, i + 1),
            None => {
                memmove(dst, src, n);
                core::ptr::null_mut()
            }
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
