//! Error and gamma functions, Bessel functions.

use super::state;
use crate::types::{c_double, c_float, c_int};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/erf.html>
#[unsafe(no_mangle)]
pub extern "C" fn erf(x: c_double) -> c_double {
    libm::erf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/erf.html>
#[unsafe(no_mangle)]
pub extern "C" fn erff(x: c_float) -> c_float {
    libm::erff(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/erfc.html>
#[unsafe(no_mangle)]
pub extern "C" fn erfc(x: c_double) -> c_double {
    libm::erfc(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/erfc.html>
#[unsafe(no_mangle)]
pub extern "C" fn erfcf(x: c_float) -> c_float {
    libm::erfcf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tgamma.html>
#[unsafe(no_mangle)]
pub extern "C" fn tgamma(x: c_double) -> c_double {
    libm::tgamma(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tgamma.html>
#[unsafe(no_mangle)]
pub extern "C" fn tgammaf(x: c_float) -> c_float {
    libm::tgammaf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lgamma.html>
#[unsafe(no_mangle)]
pub extern "C" fn lgamma(x: c_double) -> c_double {
    let (value, sign) = libm::lgamma_r(x);
    state::set_signgam(sign);
    value
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lgamma.html>
#[unsafe(no_mangle)]
pub extern "C" fn lgammaf(x: c_float) -> c_float {
    let (value, sign) = libm::lgammaf_r(x);
    state::set_signgam(sign);
    value
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lgamma.html>
///
/// # Safety
/// `sign` points to a writable int.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lgamma_r(x: c_double, sign: *mut c_int) -> c_double {
    let (value, negative) = libm::lgamma_r(x);
    // SAFETY: by the contract.
    unsafe { sign.write(negative) };
    value
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lgamma.html>
///
/// # Safety
/// `sign` points to a writable int.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lgammaf_r(x: c_float, sign: *mut c_int) -> c_float {
    let (value, negative) = libm::lgammaf_r(x);
    // SAFETY: by the contract.
    unsafe { sign.write(negative) };
    value
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/j0.html>
#[unsafe(no_mangle)]
pub extern "C" fn j0(x: c_double) -> c_double {
    libm::j0(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/j0.html>
#[unsafe(no_mangle)]
pub extern "C" fn j0f(x: c_float) -> c_float {
    libm::j0f(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/j1.html>
#[unsafe(no_mangle)]
pub extern "C" fn j1(x: c_double) -> c_double {
    libm::j1(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/j1.html>
#[unsafe(no_mangle)]
pub extern "C" fn j1f(x: c_float) -> c_float {
    libm::j1f(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/y0.html>
#[unsafe(no_mangle)]
pub extern "C" fn y0(x: c_double) -> c_double {
    libm::y0(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/y0.html>
#[unsafe(no_mangle)]
pub extern "C" fn y0f(x: c_float) -> c_float {
    libm::y0f(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/y1.html>
#[unsafe(no_mangle)]
pub extern "C" fn y1(x: c_double) -> c_double {
    libm::y1(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/y1.html>
#[unsafe(no_mangle)]
pub extern "C" fn y1f(x: c_float) -> c_float {
    libm::y1f(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/j0.html>
#[unsafe(no_mangle)]
pub extern "C" fn jn(order: c_int, x: c_double) -> c_double {
    libm::jn(order, x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/j0.html>
#[unsafe(no_mangle)]
pub extern "C" fn jnf(order: c_int, x: c_float) -> c_float {
    libm::jnf(order, x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/y0.html>
#[unsafe(no_mangle)]
pub extern "C" fn yn(order: c_int, x: c_double) -> c_double {
    libm::yn(order, x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/y0.html>
#[unsafe(no_mangle)]
pub extern "C" fn ynf(order: c_int, x: c_float) -> c_float {
    libm::ynf(order, x)
}
