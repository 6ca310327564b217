//! Powers of two: scaling, and reading the exponent.

use super::raise;
use crate::types::{c_double, c_float, c_int, c_long};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ldexp.html>
#[unsafe(no_mangle)]
pub extern "C" fn ldexp(x: c_double, power: c_int) -> c_double {
    libm::ldexp(x, power)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/scalbn.html>
#[unsafe(no_mangle)]
pub extern "C" fn scalbn(x: c_double, power: c_int) -> c_double {
    libm::scalbn(x, power)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/scalbn.html>
#[unsafe(no_mangle)]
pub extern "C" fn scalbln(x: c_double, power: c_long) -> c_double {
    // Beyond the range of an int every result is zero or infinite.
    libm::scalbn(x, power.clamp(c_int::MIN.into(), c_int::MAX.into()) as c_int)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ilogb.html>
#[unsafe(no_mangle)]
pub extern "C" fn ilogb(x: c_double) -> c_int {
    if x == 0.0 || x.is_nan() {
        raise::invalid();
        return c_int::MIN;
    }
    if x.is_infinite() {
        raise::invalid();
        return c_int::MAX;
    }
    libm::ilogb(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/logb.html>
#[unsafe(no_mangle)]
pub extern "C" fn logb(x: c_double) -> c_double {
    if x == 0.0 {
        return -1.0 / (x * x);
    }
    if !x.is_finite() {
        return x * x;
    }
    libm::ilogb(x) as c_double
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ldexp.html>
#[unsafe(no_mangle)]
pub extern "C" fn ldexpf(x: c_float, power: c_int) -> c_float {
    libm::ldexpf(x, power)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/scalbn.html>
#[unsafe(no_mangle)]
pub extern "C" fn scalbnf(x: c_float, power: c_int) -> c_float {
    libm::scalbnf(x, power)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/scalbn.html>
#[unsafe(no_mangle)]
pub extern "C" fn scalblnf(x: c_float, power: c_long) -> c_float {
    // Beyond the range of an int every result is zero or infinite.
    libm::scalbnf(x, power.clamp(c_int::MIN.into(), c_int::MAX.into()) as c_int)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ilogb.html>
#[unsafe(no_mangle)]
pub extern "C" fn ilogbf(x: c_float) -> c_int {
    if x == 0.0 || x.is_nan() {
        raise::invalid();
        return c_int::MIN;
    }
    if x.is_infinite() {
        raise::invalid();
        return c_int::MAX;
    }
    libm::ilogbf(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/logb.html>
#[unsafe(no_mangle)]
pub extern "C" fn logbf(x: c_float) -> c_float {
    if x == 0.0 {
        return -1.0 / (x * x);
    }
    if !x.is_finite() {
        return x * x;
    }
    libm::ilogbf(x) as c_float
}
