//! Exponentials: the unit raises 2 to a power between -1 and 1, and scales by whole powers of 2.

use crate::types::long_double;
use core::arch::naked_asm;

/// ln 2 in two parts: the first has few enough bits that its product with any whole exponent is exact.
static LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fefa_2000);
static LN2_LOW: f64 = f64::from_bits(0x3d69_ef35_793c_7673);

/// `x` is so large (2^14 or more, infinite, NaN) that scaling alone gives the result: overflow, underflow, NaN.
const HUGE: u32 = 0x400d;
/// Below 1/4 the difference from one needs no splitting.
const SMALL: u32 = 0x3ffd;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/exp2.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn exp2l(x: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 8]",
        "movzx eax, word ptr [rsp + 16]",
        "and eax, 0x7fff",
        "cmp eax, {huge}",
        "ja 2f",
        "fld st(0)",
        "frndint",
        "fsub st(1), st(0)",
        "fxch st(1)",
        "f2xm1",
        "fld1",
        "faddp st(1), st(0)",
        "fscale",
        "fstp st(1)",
        "ret",
        "2:",
        "fld1",
        "fscale",
        "fstp st(1)",
        "ret",
        huge = const HUGE,
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/exp.html>
///
/// With n the nearest whole number to x / ln 2: 2^n times e^(x - n ln 2).
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn expl(x: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 8]",
        "movzx eax, word ptr [rsp + 16]",
        "and eax, 0x7fff",
        "cmp eax, {huge}",
        "jae 2f",
        "fldl2e",
        "fmul st(0), st(1)",
        "frndint",
        "fld qword ptr [rip + {high}]",
        "fmul st(0), st(1)",
        "fsubp st(2), st(0)",
        "fld qword ptr [rip + {low}]",
        "fmul st(0), st(1)",
        "fsubp st(2), st(0)",
        "fxch st(1)",
        "fldl2e",
        "fmulp st(1), st(0)",
        "f2xm1",
        "fld1",
        "faddp st(1), st(0)",
        "fscale",
        "fstp st(1)",
        "ret",
        "2:",
        "fldl2e",
        "fmulp st(1), st(0)",
        "fld1",
        "fscale",
        "fstp st(1)",
        "ret",
        huge = const HUGE,
        high = sym LN2_HIGH,
        low = sym LN2_LOW,
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/expm1.html>
///
/// With n and r as in `expl`: 2^n (e^r - 1) + (2^n - 1).
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn expm1l(x: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 8]",
        "movzx eax, word ptr [rsp + 16]",
        "and eax, 0x7fff",
        "cmp eax, {huge}",
        "jae 2f",
        "cmp eax, {small}",
        "jb 3f",
        "fldl2e",
        "fmul st(0), st(1)",
        "frndint",
        "fld qword ptr [rip + {high}]",
        "fmul st(0), st(1)",
        "fsubp st(2), st(0)",
        "fld qword ptr [rip + {low}]",
        "fmul st(0), st(1)",
        "fsubp st(2), st(0)",
        "fxch st(1)",
        "fldl2e",
        "fmulp st(1), st(0)",
        "f2xm1",
        "fscale",
        "fxch st(1)",
        "fld1",
        "fscale",
        "fstp st(1)",
        "fld1",
        "fsubp st(1), st(0)",
        "faddp st(1), st(0)",
        "ret",
        "2:",
        "fldl2e",
        "fmulp st(1), st(0)",
        "fld1",
        "fscale",
        "fstp st(1)",
        "fld1",
        "fsubp st(1), st(0)",
        "ret",
        "3:",
        "test eax, eax", // zero keeps its sign, a subnormal its value
        "jz 4f",
        "fldl2e",
        "fmulp st(1), st(0)",
        "f2xm1",
        "4:",
        "ret",
        huge = const HUGE,
        small = const SMALL,
        high = sym LN2_HIGH,
        low = sym LN2_LOW,
    )
}
