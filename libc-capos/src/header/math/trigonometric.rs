//! Trigonometric functions and their inverses.

use crate::types::{c_double, c_float};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sin.html>
#[unsafe(no_mangle)]
pub extern "C" fn sin(x: c_double) -> c_double {
    libm::sin(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sin.html>
#[unsafe(no_mangle)]
pub extern "C" fn sinf(x: c_float) -> c_float {
    libm::sinf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cos.html>
#[unsafe(no_mangle)]
pub extern "C" fn cos(x: c_double) -> c_double {
    libm::cos(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cos.html>
#[unsafe(no_mangle)]
pub extern "C" fn cosf(x: c_float) -> c_float {
    libm::cosf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tan.html>
#[unsafe(no_mangle)]
pub extern "C" fn tan(x: c_double) -> c_double {
    libm::tan(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tan.html>
#[unsafe(no_mangle)]
pub extern "C" fn tanf(x: c_float) -> c_float {
    libm::tanf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/asin.html>
#[unsafe(no_mangle)]
pub extern "C" fn asin(x: c_double) -> c_double {
    libm::asin(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/asin.html>
#[unsafe(no_mangle)]
pub extern "C" fn asinf(x: c_float) -> c_float {
    libm::asinf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/acos.html>
#[unsafe(no_mangle)]
pub extern "C" fn acos(x: c_double) -> c_double {
    libm::acos(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/acos.html>
#[unsafe(no_mangle)]
pub extern "C" fn acosf(x: c_float) -> c_float {
    libm::acosf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atan.html>
#[unsafe(no_mangle)]
pub extern "C" fn atan(x: c_double) -> c_double {
    libm::atan(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atan.html>
#[unsafe(no_mangle)]
pub extern "C" fn atanf(x: c_float) -> c_float {
    libm::atanf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atan2.html>
#[unsafe(no_mangle)]
pub extern "C" fn atan2(x: c_double, y: c_double) -> c_double {
    libm::atan2(x, y)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atan2.html>
#[unsafe(no_mangle)]
pub extern "C" fn atan2f(x: c_float, y: c_float) -> c_float {
    libm::atan2f(x, y)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sin.html>
///
/// # Safety
/// `sine` and `cosine` point to writable places.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sincos(x: c_double, sine: *mut c_double, cosine: *mut c_double) {
    let (s, c) = libm::sincos(x);
    // SAFETY: by the contract.
    unsafe {
        sine.write(s);
        cosine.write(c);
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sin.html>
///
/// # Safety
/// `sine` and `cosine` point to writable places.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sincosf(x: c_float, sine: *mut c_float, cosine: *mut c_float) {
    let (s, c) = libm::sincosf(x);
    // SAFETY: by the contract.
    unsafe {
        sine.write(s);
        cosine.write(c);
    }
}
