//! Hyperbolic functions and their inverses.

use super::evaluate;
use super::families::{extended_entry, quick_or, real_unary};
use crate::types::{c_double, c_float, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{self, quick};

real_unary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sinh.html>
    sinh sinhf sinhl = math::sinh, quick::sinh, quick::sinhf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cosh.html>
    cosh coshf coshl = math::cosh, quick::cosh, quick::coshf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tanh.html>
    tanh tanhf tanhl = math::tanh, quick::tanh, quick::tanhf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/asinh.html>
    asinh asinhf asinhl = math::asinh, quick::asinh, quick::asinhf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/acosh.html>
    acosh acoshf acoshl = math::acosh, quick::acosh, quick::acoshf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atanh.html>
    atanh atanhf atanhl = math::atanh, quick::atanh, quick::atanhf;
}
