//! Eight bytes in an ordinary register, for code that must leave the vector state alone.

use super::{Letters, Vector};
use core::arch::asm;
use core::sync::atomic::{Ordering, fence};

/// Eight bytes; byte `i` is bits `8 * i ..`, so the lowest address is the lowest bit.
#[derive(Clone, Copy)]
pub struct Word(u64);

const LOW7: u64 = 0x7f7f_7f7f_7f7f_7f7f;
const HIGH: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x0101_0101_0101_0101;

/// Bit 7 of every zero byte, exactly (no borrow crosses a byte).
#[inline(always)]
fn zero_bytes(x: u64) -> u64 {
    !(((x & LOW7) + LOW7) | x) & HIGH
}

/// Turns a set bit 7 into `0xff`.
#[inline(always)]
fn spread(high: u64) -> u64 {
    (high >> 7) * 0xff
}

impl Vector for Word {
    type Element = u8;
    type Half = Self;
    type Long = Self;
    const BYTES: usize = 8;
    const UNIT: usize = 1;
    const FULL: u64 = 0xff;
    const STARTS: u64 = Self::FULL;

    #[inline(always)]
    unsafe fn load(p: *const u8) -> Self {
        // SAFETY: the caller's promise: aligned and readable.
        Self(u64::from_le(unsafe { p.cast::<u64>().read() }))
    }

    #[inline(always)]
    unsafe fn load_unaligned(p: *const u8) -> Self {
        // SAFETY: the caller's promise: 8 readable bytes.
        Self(u64::from_le(unsafe { p.cast::<u64>().read_unaligned() }))
    }

    #[inline(always)]
    unsafe fn store(self, p: *mut u8) {
        // SAFETY: the caller's promise: aligned and writable.
        unsafe { p.cast::<u64>().write(self.0.to_le()) }
    }

    #[inline(always)]
    unsafe fn store_unaligned(self, p: *mut u8) {
        // SAFETY: the caller's promise: 8 writable bytes.
        unsafe { p.cast::<u64>().write_unaligned(self.0.to_le()) }
    }

    #[inline(always)]
    unsafe fn stream(self, p: *mut u8) {
        // SAFETY: the caller's promise: aligned and writable; MOVNTI is part of x86-64 and uses no vector state.
        unsafe {
            asm!("movnti [{p}], {v}", p = in(reg) p, v = in(reg) self.0, options(nostack, preserves_flags))
        }
    }

    #[inline(always)]
    unsafe fn fence() {
        // SAFETY: SFENCE is part of x86-64.
        unsafe { asm!("sfence", options(nostack, preserves_flags)) }
        fence(Ordering::Release);
    }

    #[inline(always)]
    unsafe fn splat(byte: u8) -> Self {
        Self(u64::from(byte) * ONES)
    }

    #[inline(always)]
    fn eq(self, other: Self) -> Self {
        Self(spread(zero_bytes(self.0 ^ other.0)))
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self(self.0 ^ other.0)
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[inline(always)]
    fn zero_if_either(self, other: Self) -> Self {
        Self(!spread(zero_bytes(self.0) | zero_bytes(other.0)))
    }

    #[inline(always)]
    fn mask(self) -> u64 {
        // Gathers the eight bits 8i into one byte: the product moves bit 8i to bit 56 + i, and no two meet.
        ((self.0 & ONES).wrapping_mul(0x0102_0408_1020_4080)) >> 56
    }
}

impl Letters for Word {
    #[inline(always)]
    fn small_letters(self) -> Self {
        // Seven-bit sums: bit 7 is set in `at_least` for bytes >= 'a' and in `above` for bytes > 'z'.
        let low = self.0 & LOW7;
        let at_least = low + (0x80 - u64::from(b'a')) * ONES;
        let above = low + (0x7f - u64::from(b'z')) * ONES;
        Self(spread(at_least & !above & !self.0 & HIGH))
    }
}
