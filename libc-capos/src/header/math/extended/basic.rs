//! Sign, greater and lesser: few instructions of the unit.

use crate::types::long_double;
use core::arch::naked_asm;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fabs.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn fabsl(x: long_double) -> long_double {
    naked_asm!("fld tbyte ptr [rsp + 8]", "fabs", "ret",)
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
