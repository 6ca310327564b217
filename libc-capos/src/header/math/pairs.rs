//! Quick ways for `long double` by sums of two doubles: a function here tells whether it answered.

use crate::header::fenv::control::without_trace;
use capos_libc_engine::float::F80;
use capos_libc_engine::math::quick::extended::{self, Sum};
use capos_libc_engine::math::quick::{Fused, Plain};
use capos_libc_mem::cpu::has_fma;
use core::arch::asm;

/// Reads a number in the two parts in which the caller's `fstp` wrote it: one load of both would wait for the store to end.
///
/// # Safety
/// `x` points to a number.
#[inline(always)]
unsafe fn read(x: *const F80) -> F80 {
    // SAFETY: by the contract; the significand's eight bytes stand in front of the two others.
    unsafe { F80::from_parts(x.byte_add(8).cast::<u16>().read(), x.cast::<u64>().read()) }
}

/// Adds by the x87 unit, which rounds to the format in the direction that is in force.
///
/// # Safety
/// `out` points to a writable place.
unsafe fn write(out: *mut F80, (high, low): Sum) {
    // SAFETY: by the contract; the register stack is empty in Rust code, and is left so.
    unsafe {
        asm!(
            "fld qword ptr [{high}]",
            "fadd qword ptr [{low}]",
            "fstp tbyte ptr [{out}]",
            high = in(reg) &raw const high,
            low = in(reg) &raw const low,
            out = in(reg) out,
            out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _,
            out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _,
            options(nostack),
        );
    }
}

/// What refuses only before it has computed anything.
fn simply<T>(compute: impl FnOnce() -> Option<T>) -> Option<T> {
    compute()
}

macro_rules! of_sums {
    ($manner:path: $($name:ident)*) => {$(
        /// # Safety
        /// `out` points to a writable place, `x` to a number.
        pub(super) unsafe fn $name(out: *mut F80, x: *const F80) -> bool {
            #[target_feature(enable = "fma")]
            fn fused(x: F80) -> Option<Sum> {
                extended::$name::<Fused>(x)
            }
            // SAFETY: by the contract.
            let x = unsafe { read(x) };
            let sum = $manner(|| {
                // SAFETY: the processor has the instructions.
                if has_fma() { unsafe { fused(x) } } else { extended::$name::<Plain>(x) }
            });
            let Some(sum) = sum else { return false };
            // SAFETY: by the contract.
            unsafe { write(out, sum) };
            true
        }
    )*};
}

of_sums! { simply: cos exp log log2 sin }
// These find out on the way that the result may be exact.
of_sums! { without_trace: cbrt log10 }
