//! Hyperbolic functions and their inverses.

use super::evaluate;
use super::families::{extended_entry, quick_or, real_unary};
use crate::types::{c_double, c_float, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{self, quick};

real_unary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sinh.html>
    sinh sinhf sinhl = math::sinh, sinh, sinhf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cosh.html>
    cosh coshf coshl = math::cosh, cosh, coshf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tanh.html>
    tanh tanhf tanhl = math::tanh, tanh, tanhf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/asinh.html>
    asinh asinhf asinhl = math::asinh, asinh, asinhf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/acosh.html>
    acosh acoshf acoshl = math::acosh, acosh, acoshf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atanh.html>
    atanh atanhf atanhl = math::atanh, atanh, atanhf;
}
