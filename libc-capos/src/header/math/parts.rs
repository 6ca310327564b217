//! Taking numbers apart.

use crate::types::{c_double, c_float, c_int};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/modf.html>
///
/// # Safety
/// `whole` points to a writable place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn modf(x: c_double, whole: *mut c_double) -> c_double {
    let (fraction, integer) = libm::modf(x);
    // SAFETY: by the contract.
    unsafe { whole.write(integer) };
    fraction
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/frexp.html>
///
/// # Safety
/// `exponent` points to a writable int.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn frexp(x: c_double, exponent: *mut c_int) -> c_double {
    let (fraction, power) = libm::frexp(x);
    // SAFETY: by the contract.
    unsafe { exponent.write(power) };
    fraction
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/modf.html>
///
/// # Safety
/// `whole` points to a writable place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn modff(x: c_float, whole: *mut c_float) -> c_float {
    let (fraction, integer) = libm::modff(x);
    // SAFETY: by the contract.
    unsafe { whole.write(integer) };
    fraction
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/frexp.html>
///
/// # Safety
/// `exponent` points to a writable int.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn frexpf(x: c_float, exponent: *mut c_int) -> c_float {
    let (fraction, power) = libm::frexpf(x);
    // SAFETY: by the contract.
    unsafe { exponent.write(power) };
    fraction
}
