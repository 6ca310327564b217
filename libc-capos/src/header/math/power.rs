//! Powers, roots and distances.

use crate::types::{c_double, c_float};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pow.html>
#[unsafe(no_mangle)]
pub extern "C" fn pow(x: c_double, y: c_double) -> c_double {
    libm::pow(x, y)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pow.html>
#[unsafe(no_mangle)]
pub extern "C" fn powf(x: c_float, y: c_float) -> c_float {
    libm::powf(x, y)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/hypot.html>
#[unsafe(no_mangle)]
pub extern "C" fn hypot(x: c_double, y: c_double) -> c_double {
    libm::hypot(x, y)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/hypot.html>
#[unsafe(no_mangle)]
pub extern "C" fn hypotf(x: c_float, y: c_float) -> c_float {
    libm::hypotf(x, y)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sqrt.html>
#[unsafe(no_mangle)]
pub extern "C" fn sqrt(x: c_double) -> c_double {
    libm::sqrt(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sqrt.html>
#[unsafe(no_mangle)]
pub extern "C" fn sqrtf(x: c_float) -> c_float {
    libm::sqrtf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cbrt.html>
#[unsafe(no_mangle)]
pub extern "C" fn cbrt(x: c_double) -> c_double {
    libm::cbrt(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cbrt.html>
#[unsafe(no_mangle)]
pub extern "C" fn cbrtf(x: c_float) -> c_float {
    libm::cbrtf(x)
}
