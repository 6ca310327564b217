//! Remainders and parts.

use super::evaluate;
use super::families::{extended_entry, quick_or, real_binary};
use super::x87;
use crate::abi::long_double::ld_from_ld_ld_word;
use crate::types::{c_double, c_float, c_int, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{self, Real, quick};

real_binary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fmod.html>
    fmod fmodf fmodl = math::fmod, fmod, fmodf, x87::fmod;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/remainder.html>
    remainder remainderf remainderl = math::remainder, remainder, remainderf, x87::remainder;
    /// BSD: an older name of `remainder`.
    drem dremf dreml = math::remainder, remainder, remainderf, x87::remainder;
}

/// The remainder, and the sign and low bits of the quotient.
fn with_quotient<R: Real>(x: R, y: R) -> (R, c_int) {
    evaluate::run(|context| {
        let (value, low_bits) = math::remainder_and_quotient(context, x.number(), y.number());
        (R::from_number(value, context), low_bits)
    })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/remquo.html>
///
/// # Safety
/// `quotient` points to a writable int.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn remquo(x: c_double, y: c_double, quotient: *mut c_int) -> c_double {
    let (remainder, low_bits) = with_quotient(x, y);
    // SAFETY: by the contract.
    unsafe { quotient.write(low_bits) };
    remainder
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/remquo.html>
///
/// # Safety
/// `quotient` points to a writable int.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn remquof(x: c_float, y: c_float, quotient: *mut c_int) -> c_float {
    let (remainder, low_bits) = with_quotient(x, y);
    // SAFETY: by the contract.
    unsafe { quotient.write(low_bits) };
    remainder
}

unsafe extern "C" fn extended_with_quotient(
    out: *mut F80,
    x: *const F80,
    y: *const F80,
    quotient: *mut c_int,
) {
    // SAFETY: the naked body's pointers, and the caller's to a writable int.
    unsafe {
        let (remainder, low_bits) = with_quotient(x.read(), y.read());
        quotient.write(low_bits);
        out.write(remainder);
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/remquo.html>
///
/// # Safety
/// `quotient` points to a writable int.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn remquol(x: long_double, y: long_double, quotient: *mut c_int) -> long_double {
    ld_from_ld_ld_word!(extended_with_quotient)
}
