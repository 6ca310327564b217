//! Hyperbolic functions and their inverses.

use crate::types::{c_double, c_float};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sinh.html>
#[unsafe(no_mangle)]
pub extern "C" fn sinh(x: c_double) -> c_double {
    libm::sinh(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sinh.html>
#[unsafe(no_mangle)]
pub extern "C" fn sinhf(x: c_float) -> c_float {
    libm::sinhf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cosh.html>
#[unsafe(no_mangle)]
pub extern "C" fn cosh(x: c_double) -> c_double {
    libm::cosh(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cosh.html>
#[unsafe(no_mangle)]
pub extern "C" fn coshf(x: c_float) -> c_float {
    libm::coshf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tanh.html>
#[unsafe(no_mangle)]
pub extern "C" fn tanh(x: c_double) -> c_double {
    libm::tanh(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tanh.html>
#[unsafe(no_mangle)]
pub extern "C" fn tanhf(x: c_float) -> c_float {
    libm::tanhf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/asinh.html>
#[unsafe(no_mangle)]
pub extern "C" fn asinh(x: c_double) -> c_double {
    libm::asinh(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/asinh.html>
#[unsafe(no_mangle)]
pub extern "C" fn asinhf(x: c_float) -> c_float {
    libm::asinhf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/acosh.html>
#[unsafe(no_mangle)]
pub extern "C" fn acosh(x: c_double) -> c_double {
    libm::acosh(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/acosh.html>
#[unsafe(no_mangle)]
pub extern "C" fn acoshf(x: c_float) -> c_float {
    libm::acoshf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atanh.html>
#[unsafe(no_mangle)]
pub extern "C" fn atanh(x: c_double) -> c_double {
    libm::atanh(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atanh.html>
#[unsafe(no_mangle)]
pub extern "C" fn atanhf(x: c_float) -> c_float {
    libm::atanhf(x)
}
