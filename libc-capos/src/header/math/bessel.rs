//! Bessel functions.

use super::evaluate;
use super::families::{extended_entry, of_order, quick_or, real_unary};
use crate::types::{c_double, c_float, c_int, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{self, quick};

real_unary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/j0.html>
    j0 j0f j0l = math::j0, j0, j0f;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/j1.html>
    j1 j1f j1l = math::j1, j1, j1f;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/y0.html>
    y0 y0f y0l = math::y0, y0, y0f;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/y1.html>
    y1 y1f y1l = math::y1, y1, y1f;
}

of_order! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/jn.html>
    jn jnf jnl = math::jn;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/yn.html>
    yn ynf ynl = math::yn;
}
