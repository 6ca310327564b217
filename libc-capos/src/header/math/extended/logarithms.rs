//! Logarithms and arc tangent: instructions of the unit that are accurate as they are.

use crate::types::long_double;
use core::arch::naked_asm;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn logl(x: long_double) -> long_double {
    naked_asm!("fldln2", "fld tbyte ptr [rsp + 8]", "fyl2x", "ret",)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log2.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn log2l(x: long_double) -> long_double {
    naked_asm!("fld1", "fld tbyte ptr [rsp + 8]", "fyl2x", "ret",)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log10.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn log10l(x: long_double) -> long_double {
    naked_asm!("fldlg2", "fld tbyte ptr [rsp + 8]", "fyl2x", "ret",)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log1p.html>
///
/// `fyl2xp1` is defined up to 1 - sqrt(1/2); the compared word is exponent and upper mantissa of 0.289.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn log1pl(x: long_double) -> long_double {
    naked_asm!(
        "fldln2",
        "fld tbyte ptr [rsp + 8]",
        "mov eax, dword ptr [rsp + 14]",
        "and eax, 0x7fffffff",
        "cmp eax, 0x3ffd9400",
        "ja 2f",
        "fyl2xp1",
        "ret",
        "2:",
        "fld1",
        "faddp st(1), st(0)",
        "fyl2x",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atan.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn atanl(x: long_double) -> long_double {
    naked_asm!("fld tbyte ptr [rsp + 8]", "fld1", "fpatan", "ret",)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atan2.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn atan2l(y: long_double, x: long_double) -> long_double {
    naked_asm!("fld tbyte ptr [rsp + 8]", "fld tbyte ptr [rsp + 24]", "fpatan", "ret",)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/asin.html>
///
/// atan2(x, sqrt((1 - x) * (1 + x))).
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn asinl(x: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 8]",
        "fld st(0)",
        "fld1",
        "fsub st(0), st(1)",
        "fld1",
        "fadd st(0), st(2)",
        "fmulp st(1), st(0)",
        "fsqrt",
        "fstp st(1)",
        "fpatan",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/acos.html>
///
/// atan2(sqrt((1 - x) * (1 + x)), x).
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn acosl(x: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 8]",
        "fld st(0)",
        "fld1",
        "fsub st(0), st(1)",
        "fld1",
        "fadd st(0), st(2)",
        "fmulp st(1), st(0)",
        "fsqrt",
        "fxch st(1)",
        "fstp st(0)",
        "fxch st(1)",
        "fpatan",
        "ret",
    )
}
