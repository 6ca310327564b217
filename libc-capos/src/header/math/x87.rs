//! Instructions of the x87 unit, on common arguments only: a function here tells whether it answered.

use capos_libc_engine::float::F80;
use core::arch::asm;

/// Exponents of ordinary numbers: with these bounds no result overflows or is subnormal.
const ORDINARY: core::ops::RangeInclusive<u16> = 0x40..=0x7fbf;

fn magnitude(x: F80) -> u16 {
    x.sign_exponent() & 0x7fff
}

fn is_ordinary(x: F80) -> bool {
    ORDINARY.contains(&magnitude(x)) && x.mantissa() >> 63 != 0
}

fn is_ordinary_and_positive(x: F80) -> bool {
    ORDINARY.contains(&x.sign_exponent()) && x.mantissa() >> 63 != 0
}

/// `$out = instructions($x [, $y])`; operands are pointers.
macro_rules! compute {
    ($($line:literal),+; $out:ident $(, $name:ident)*) => {
        asm!(
            $($line,)+
            "fstp tbyte ptr [{out}]",
            out = in(reg) $out,
            $($name = in(reg) $name,)*
            out("ax") _,
            out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _,
            out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _,
            options(nostack),
        )
    };
}

macro_rules! unary {
    ($($(#[$doc:meta])* $name:ident if $condition:path: $($line:literal),+;)*) => {$(
        $(#[$doc])*
        ///
        /// # Safety
        /// `out` points to a writable place, `x` to a number.
        pub(super) unsafe fn $name(out: *mut F80, x: *const F80) -> bool {
            // SAFETY: by the contract.
            let answers = $condition(unsafe { x.read() });
            if answers {
                // SAFETY: by the contract; the register stack is empty in Rust code, and is left so.
                unsafe { compute!($($line),+; out, x) };
            }
            answers
        }
    )*};
}

unary! {
    /// The square root, correctly rounded.
    sqrt if is_ordinary_and_positive: "fld tbyte ptr [{x}]", "fsqrt";
    atan if is_ordinary: "fld tbyte ptr [{x}]", "fld1", "fpatan";
}

/// # Safety
/// `out` points to a writable place, `y` and `x` to numbers.
pub(super) unsafe fn atan2(out: *mut F80, y: *const F80, x: *const F80) -> bool {
    // SAFETY: by the contract.
    let (height, width) = unsafe { (y.read(), x.read()) };
    // Far apart the quotient may underflow.
    let near = magnitude(height).abs_diff(magnitude(width)) < 0x3f00;
    let answers = near && is_ordinary(height) && is_ordinary(width);
    if answers {
        // SAFETY: by the contract; the register stack is left as it was.
        unsafe { compute!("fld tbyte ptr [{y}]", "fld tbyte ptr [{x}]", "fpatan"; out, y, x) };
    }
    answers
}

/// The remainder with the sign of x, exact.
///
/// # Safety
/// `out` points to a writable place, `x` and `y` to numbers.
pub(super) unsafe fn fmod(out: *mut F80, x: *const F80, y: *const F80) -> bool {
    // SAFETY: by the contract.
    let answers = unsafe { is_ordinary(x.read()) && is_ordinary(y.read()) };
    if answers {
        // SAFETY: by the contract. The instruction reduces the exponent by at most 63 at a time and tells when done.
        unsafe {
            compute!("fld tbyte ptr [{y}]", "fld tbyte ptr [{x}]", "2:", "fprem", "fnstsw ax", "test ah, 4",
                "jnz 2b", "fstp st(1)"; out, x, y)
        };
    }
    answers
}

/// The remainder next to zero, exact.
///
/// # Safety
/// As for [`fmod`].
pub(super) unsafe fn remainder(out: *mut F80, x: *const F80, y: *const F80) -> bool {
    // SAFETY: by the contract.
    let answers = unsafe { is_ordinary(x.read()) && is_ordinary(y.read()) };
    if answers {
        // SAFETY: as in `fmod`.
        unsafe {
            compute!("fld tbyte ptr [{y}]", "fld tbyte ptr [{x}]", "2:", "fprem1", "fnstsw ax", "test ah, 4",
                "jnz 2b", "fstp st(1)"; out, x, y)
        };
    }
    answers
}
