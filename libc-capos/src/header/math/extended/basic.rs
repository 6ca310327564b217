//! Sign, roots, remainders, scaling: one instruction of the unit each, or nearly.

use crate::types::{c_int, c_long, long_double};
use core::arch::naked_asm;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fabs.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn fabsl(x: long_double) -> long_double {
    naked_asm!("fld tbyte ptr [rsp + 8]", "fabs", "ret",)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sqrt.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn sqrtl(x: long_double) -> long_double {
    naked_asm!("fld tbyte ptr [rsp + 8]", "fsqrt", "ret",)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/copysign.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn copysignl(x: long_double, y: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 8]",
        "fabs",
        "test byte ptr [rsp + 33], 0x80",
        "jz 2f",
        "fchs",
        "2:",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fmod.html>
///
/// The instruction reduces the exponent by at most 63 at a time and tells when it is done.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn fmodl(x: long_double, y: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 24]",
        "fld tbyte ptr [rsp + 8]",
        "2:",
        "fprem",
        "fnstsw ax",
        "test ah, 4",
        "jnz 2b",
        "fstp st(1)",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/remainder.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn remainderl(x: long_double, y: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 24]",
        "fld tbyte ptr [rsp + 8]",
        "2:",
        "fprem1",
        "fnstsw ax",
        "test ah, 4",
        "jnz 2b",
        "fstp st(1)",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ldexp.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn ldexpl(x: long_double, power: c_int) -> long_double {
    naked_asm!(
        "mov dword ptr [rsp - 4], edi",
        "fild dword ptr [rsp - 4]",
        "fld tbyte ptr [rsp + 8]",
        "fscale",
        "fstp st(1)",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/scalbn.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn scalbnl(x: long_double, power: c_int) -> long_double {
    naked_asm!(
        "mov dword ptr [rsp - 4], edi",
        "fild dword ptr [rsp - 4]",
        "fld tbyte ptr [rsp + 8]",
        "fscale",
        "fstp st(1)",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/scalbn.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn scalblnl(x: long_double, power: c_long) -> long_double {
    naked_asm!(
        "mov qword ptr [rsp - 8], rdi",
        "fild qword ptr [rsp - 8]",
        "fld tbyte ptr [rsp + 8]",
        "fscale",
        "fstp st(1)",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/logb.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn logbl(x: long_double) -> long_double {
    naked_asm!("fld tbyte ptr [rsp + 8]", "fxtract", "fstp st(0)", "ret",)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fmax.html>
///
/// A NaN is a missing value; of two zeros the positive one is the greater.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn fmaxl(x: long_double, y: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 24]",
        "fld tbyte ptr [rsp + 8]",
        "fucomi st(0), st(0)",
        "jp 2f",
        "fucomi st(0), st(1)",
        "jp 3f",
        "fcmovb st(0), st(1)",
        "jne 3f",
        "test byte ptr [rsp + 17], 0x80",
        "jz 3f",
        "2:",
        "fstp st(0)",
        "ret",
        "3:",
        "fstp st(1)",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fmin.html>
///
/// A NaN is a missing value; of two zeros the negative one is the lesser.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn fminl(x: long_double, y: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 24]",
        "fld tbyte ptr [rsp + 8]",
        "fucomi st(0), st(0)",
        "jp 2f",
        "fucomi st(0), st(1)",
        "jp 3f",
        "fcmovnbe st(0), st(1)",
        "jne 3f",
        "test byte ptr [rsp + 33], 0x80",
        "jz 3f",
        "2:",
        "fstp st(0)",
        "ret",
        "3:",
        "fstp st(1)",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fdim.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn fdiml(x: long_double, y: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 8]",
        "fld tbyte ptr [rsp + 24]",
        "fucomi st(0), st(1)",
        "jp 2f",
        "jae 3f",
        "2:",
        "fsubp st(1), st(0)",
        "ret",
        "3:",
        "fstp st(0)",
        "fstp st(0)",
        "fldz",
        "ret",
    )
}
