//! Absolute values, and quotients with their remainders.

use crate::types::{c_int, c_long, c_longlong, c_uint, c_ulong, c_ulonglong, div_t, ldiv_t, lldiv_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/abs.html>
#[unsafe(no_mangle)]
pub extern "C" fn abs(i: c_int) -> c_int {
    i.wrapping_abs()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/labs.html>
#[unsafe(no_mangle)]
pub extern "C" fn labs(i: c_long) -> c_long {
    i.wrapping_abs()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/llabs.html>
#[unsafe(no_mangle)]
pub extern "C" fn llabs(i: c_longlong) -> c_longlong {
    i.wrapping_abs()
}

/// C2y: the absolute value, which an unsigned type always holds.
#[unsafe(no_mangle)]
pub extern "C" fn uabs(i: c_int) -> c_uint {
    i.unsigned_abs()
}

/// C2y: the absolute value, which an unsigned type always holds.
#[unsafe(no_mangle)]
pub extern "C" fn ulabs(i: c_long) -> c_ulong {
    i.unsigned_abs()
}

/// C2y: the absolute value, which an unsigned type always holds.
#[unsafe(no_mangle)]
pub extern "C" fn ullabs(i: c_longlong) -> c_ulonglong {
    i.unsigned_abs()
}

/// Raises the exception that the processor raises for a quotient that does not exist. C leaves such a division
/// undefined, and a program counts on the signal, not on a panic of the library's.
#[cold]
fn no_quotient() -> ! {
    // SAFETY: divides by zero, which traps; the program's SIGFPE is the outcome.
    unsafe {
        core::arch::asm!("xor ecx, ecx", "div ecx", out("ecx") _, inout("eax") 1 => _, inout("edx") 0 => _);
    }
    crate::start::abort()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/div.html>
#[unsafe(no_mangle)]
pub extern "C" fn div(numerator: c_int, denominator: c_int) -> div_t {
    match (numerator.checked_div(denominator), numerator.checked_rem(denominator)) {
        (Some(quot), Some(rem)) => div_t { quot, rem },
        _ => no_quotient(),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ldiv.html>
#[unsafe(no_mangle)]
pub extern "C" fn ldiv(numerator: c_long, denominator: c_long) -> ldiv_t {
    match (numerator.checked_div(denominator), numerator.checked_rem(denominator)) {
        (Some(quot), Some(rem)) => ldiv_t { quot, rem },
        _ => no_quotient(),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lldiv.html>
#[unsafe(no_mangle)]
pub extern "C" fn lldiv(numerator: c_longlong, denominator: c_longlong) -> lldiv_t {
    match (numerator.checked_div(denominator), numerator.checked_rem(denominator)) {
        (Some(quot), Some(rem)) => lldiv_t { quot, rem },
        _ => no_quotient(),
    }
}
