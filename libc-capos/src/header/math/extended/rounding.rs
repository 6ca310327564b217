//! Rounding to integral values. The control word's rounding field chooses the direction.

use crate::types::{c_long, c_longlong, long_double};
use core::arch::naked_asm;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/floor.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn floorl(x: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 8]",
        "fnstcw [rsp - 8]",
        "movzx eax, word ptr [rsp - 8]",
        "and eax, 0xf3ff",
        "or eax, 0x400",
        "mov word ptr [rsp - 6], ax",
        "fldcw [rsp - 6]",
        "frndint",
        "fldcw [rsp - 8]",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ceil.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn ceill(x: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 8]",
        "fnstcw [rsp - 8]",
        "movzx eax, word ptr [rsp - 8]",
        "and eax, 0xf3ff",
        "or eax, 0x800",
        "mov word ptr [rsp - 6], ax",
        "fldcw [rsp - 6]",
        "frndint",
        "fldcw [rsp - 8]",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/trunc.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn truncl(x: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 8]",
        "fnstcw [rsp - 8]",
        "movzx eax, word ptr [rsp - 8]",
        "and eax, 0xf3ff",
        "or eax, 0xc00",
        "mov word ptr [rsp - 6], ax",
        "fldcw [rsp - 6]",
        "frndint",
        "fldcw [rsp - 8]",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/rint.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn rintl(x: long_double) -> long_double {
    naked_asm!("fld tbyte ptr [rsp + 8]", "frndint", "ret",)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nearbyint.html>
///
/// "Inexact", if it was clear, is cleared again in the stored environment.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn nearbyintl(x: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 8]",
        "fnstsw ax",
        "test al, 0x20",
        "jnz 2f",
        "frndint",
        "fnstenv [rsp - 40]",
        "and word ptr [rsp - 36], 0xffdf",
        "fldenv [rsp - 40]",
        "ret",
        "2:",
        "frndint",
        "ret",
    )
}

/// Truncates, then adds one away from zero if the fraction is at least a half. From 2^63 on every value is integral.
#[unsafe(naked)]
extern "C" fn round(x: long_double) -> long_double {
    naked_asm!(
        "fld tbyte ptr [rsp + 8]",
        "movzx eax, word ptr [rsp + 16]",
        "and eax, 0x7fff",
        "cmp eax, 0x403e",
        "jae 2f",
        "fnstcw [rsp - 8]",
        "movzx eax, word ptr [rsp - 8]",
        "or eax, 0xc00",
        "mov word ptr [rsp - 6], ax",
        "fldcw [rsp - 6]",
        "fld st(0)",
        "frndint",
        "fsub st(1), st(0)",
        "fxch st(1)",
        "fabs",
        "mov dword ptr [rsp - 12], 0x3f000000", // 0.5
        "fld dword ptr [rsp - 12]",
        "fcomip st(0), st(1)",
        "fstp st(0)",
        "fldcw [rsp - 8]",
        "ja 2f",
        "fld1",
        "test byte ptr [rsp + 17], 0x80",
        "jz 3f",
        "fchs",
        "3:",
        "faddp st(1), st(0)",
        "2:",
        "ret",
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/round.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn roundl(x: long_double) -> long_double {
    naked_asm!("jmp {round}", round = sym round)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lrint.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn lrintl(x: long_double) -> c_long {
    naked_asm!("fld tbyte ptr [rsp + 8]", "fistp qword ptr [rsp - 8]", "mov rax, [rsp - 8]", "ret",)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/llrint.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn llrintl(x: long_double) -> c_longlong {
    naked_asm!("fld tbyte ptr [rsp + 8]", "fistp qword ptr [rsp - 8]", "mov rax, [rsp - 8]", "ret",)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lround.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn lroundl(x: long_double) -> c_long {
    naked_asm!(
        "push qword ptr [rsp + 16]",
        "push qword ptr [rsp + 16]",
        "call {round}",
        "add rsp, 16",
        "fistp qword ptr [rsp - 8]",
        "mov rax, [rsp - 8]",
        "ret",
        round = sym round,
    )
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/llround.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn llroundl(x: long_double) -> c_longlong {
    naked_asm!(
        "push qword ptr [rsp + 16]",
        "push qword ptr [rsp + 16]",
        "call {round}",
        "add rsp, 16",
        "fistp qword ptr [rsp - 8]",
        "mov rax, [rsp - 8]",
        "ret",
        round = sym round,
    )
}
