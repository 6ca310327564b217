//! Rounding to integral values that stay floating.

use super::families::{extended_entry, quick_or, real_unary};
use super::{current, evaluate, raise};
use crate::types::{c_double, c_float, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math;

real_unary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/roundeven.html>
    roundeven roundevenf roundevenl = math::roundeven;
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/floor.html>
#[unsafe(no_mangle)]
pub extern "C" fn floor(x: c_double) -> c_double {
    libm::floor(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/floor.html>
#[unsafe(no_mangle)]
pub extern "C" fn floorf(x: c_float) -> c_float {
    libm::floorf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ceil.html>
#[unsafe(no_mangle)]
pub extern "C" fn ceil(x: c_double) -> c_double {
    libm::ceil(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ceil.html>
#[unsafe(no_mangle)]
pub extern "C" fn ceilf(x: c_float) -> c_float {
    libm::ceilf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/trunc.html>
#[unsafe(no_mangle)]
pub extern "C" fn trunc(x: c_double) -> c_double {
    libm::trunc(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/trunc.html>
#[unsafe(no_mangle)]
pub extern "C" fn truncf(x: c_float) -> c_float {
    libm::truncf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/round.html>
#[unsafe(no_mangle)]
pub extern "C" fn round(x: c_double) -> c_double {
    current::halves_away(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/round.html>
#[unsafe(no_mangle)]
pub extern "C" fn roundf(x: c_float) -> c_float {
    current::halves_awayf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/rint.html>
#[unsafe(no_mangle)]
pub extern "C" fn rint(x: c_double) -> c_double {
    current::round(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nearbyint.html>
#[unsafe(no_mangle)]
pub extern "C" fn nearbyint(x: c_double) -> c_double {
    raise::without_inexact(|| current::round(x))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/rint.html>
#[unsafe(no_mangle)]
pub extern "C" fn rintf(x: c_float) -> c_float {
    current::roundf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nearbyint.html>
#[unsafe(no_mangle)]
pub extern "C" fn nearbyintf(x: c_float) -> c_float {
    raise::without_inexact(|| current::roundf(x))
}
