//! Sign, greater and lesser, NaNs.

use super::payload;
use crate::abi::cstr;
use crate::types::{c_char, c_double, c_float};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fabs.html>
#[unsafe(no_mangle)]
pub extern "C" fn fabs(x: c_double) -> c_double {
    x.abs()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/copysign.html>
#[unsafe(no_mangle)]
pub extern "C" fn copysign(x: c_double, y: c_double) -> c_double {
    x.copysign(y)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fmax.html>
#[unsafe(no_mangle)]
pub extern "C" fn fmax(x: c_double, y: c_double) -> c_double {
    libm::fmax(x, y)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fmin.html>
#[unsafe(no_mangle)]
pub extern "C" fn fmin(x: c_double, y: c_double) -> c_double {
    libm::fmin(x, y)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nan.html>
///
/// # Safety
/// `tag` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nan(tag: *const c_char) -> c_double {
    // SAFETY: by the contract.
    payload::nan64(unsafe { cstr(tag) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fabs.html>
#[unsafe(no_mangle)]
pub extern "C" fn fabsf(x: c_float) -> c_float {
    x.abs()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/copysign.html>
#[unsafe(no_mangle)]
pub extern "C" fn copysignf(x: c_float, y: c_float) -> c_float {
    x.copysign(y)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fmax.html>
#[unsafe(no_mangle)]
pub extern "C" fn fmaxf(x: c_float, y: c_float) -> c_float {
    libm::fmaxf(x, y)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fmin.html>
#[unsafe(no_mangle)]
pub extern "C" fn fminf(x: c_float, y: c_float) -> c_float {
    libm::fminf(x, y)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nan.html>
///
/// # Safety
/// `tag` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nanf(tag: *const c_char) -> c_float {
    // SAFETY: by the contract.
    payload::nan32(unsafe { cstr(tag) })
}
