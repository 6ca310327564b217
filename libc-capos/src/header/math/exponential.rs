//! Exponentials and logarithms.

use crate::types::{c_double, c_float};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/exp.html>
#[unsafe(no_mangle)]
pub extern "C" fn exp(x: c_double) -> c_double {
    libm::exp(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/exp.html>
#[unsafe(no_mangle)]
pub extern "C" fn expf(x: c_float) -> c_float {
    libm::expf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/exp2.html>
#[unsafe(no_mangle)]
pub extern "C" fn exp2(x: c_double) -> c_double {
    libm::exp2(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/exp2.html>
#[unsafe(no_mangle)]
pub extern "C" fn exp2f(x: c_float) -> c_float {
    libm::exp2f(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/expm1.html>
#[unsafe(no_mangle)]
pub extern "C" fn expm1(x: c_double) -> c_double {
    libm::expm1(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/expm1.html>
#[unsafe(no_mangle)]
pub extern "C" fn expm1f(x: c_float) -> c_float {
    libm::expm1f(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log.html>
#[unsafe(no_mangle)]
pub extern "C" fn log(x: c_double) -> c_double {
    libm::log(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log.html>
#[unsafe(no_mangle)]
pub extern "C" fn logf(x: c_float) -> c_float {
    libm::logf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log2.html>
#[unsafe(no_mangle)]
pub extern "C" fn log2(x: c_double) -> c_double {
    libm::log2(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log2.html>
#[unsafe(no_mangle)]
pub extern "C" fn log2f(x: c_float) -> c_float {
    libm::log2f(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log10.html>
#[unsafe(no_mangle)]
pub extern "C" fn log10(x: c_double) -> c_double {
    libm::log10(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log10.html>
#[unsafe(no_mangle)]
pub extern "C" fn log10f(x: c_float) -> c_float {
    libm::log10f(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log1p.html>
#[unsafe(no_mangle)]
pub extern "C" fn log1p(x: c_double) -> c_double {
    libm::log1p(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log1p.html>
#[unsafe(no_mangle)]
pub extern "C" fn log1pf(x: c_float) -> c_float {
    libm::log1pf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/exp10.html>
#[unsafe(no_mangle)]
pub extern "C" fn exp10(x: c_double) -> c_double {
    libm::exp10(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/exp10.html>
#[unsafe(no_mangle)]
pub extern "C" fn exp10f(x: c_float) -> c_float {
    libm::exp10f(x)
}
