//! Rounding to integers.

use super::current;
use crate::types::{c_double, c_float, c_long, c_longlong};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lrint.html>
#[unsafe(no_mangle)]
pub extern "C" fn lrint(x: c_double) -> c_long {
    current::to_integer(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lround.html>
#[unsafe(no_mangle)]
pub extern "C" fn lround(x: c_double) -> c_long {
    current::to_integer_exactly(current::halves_away(x))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/llrint.html>
#[unsafe(no_mangle)]
pub extern "C" fn llrint(x: c_double) -> c_longlong {
    current::to_integer(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/llround.html>
#[unsafe(no_mangle)]
pub extern "C" fn llround(x: c_double) -> c_longlong {
    current::to_integer_exactly(current::halves_away(x))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lrint.html>
#[unsafe(no_mangle)]
pub extern "C" fn lrintf(x: c_float) -> c_long {
    current::to_integerf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lround.html>
#[unsafe(no_mangle)]
pub extern "C" fn lroundf(x: c_float) -> c_long {
    current::to_integer_exactlyf(current::halves_awayf(x))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/llrint.html>
#[unsafe(no_mangle)]
pub extern "C" fn llrintf(x: c_float) -> c_longlong {
    current::to_integerf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/llround.html>
#[unsafe(no_mangle)]
pub extern "C" fn llroundf(x: c_float) -> c_longlong {
    current::to_integer_exactlyf(current::halves_awayf(x))
}
