//! Powers, roots and distances.

use super::evaluate;
use super::families::{extended_entry, quick_or, real_and_integer, real_binary, real_unary};
use super::{pairs, x87};
use crate::types::{c_double, c_float, c_longlong, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{self, quick};

real_unary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sqrt.html>
    sqrt sqrtf sqrtl = math::square_root, sqrt, sqrtf, x87::sqrt;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cbrt.html>
    cbrt cbrtf cbrtl = math::cbrt, cbrt, cbrtf, pairs::cbrt;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.7.9)
    rsqrt rsqrtf rsqrtl = math::rsqrt;
}

real_binary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pow.html>
    pow powf powl = math::pow, pow, powf;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.7.7)
    powr powrf powrl = math::powr;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/hypot.html>
    hypot hypotf hypotl = math::hypot, hypot, hypotf;
}

real_and_integer! {
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.7.2)
    compoundn compoundnf compoundnl = math::compoundn;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.7.6)
    pown pownf pownl = math::pown;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.7.8)
    rootn rootnf rootnl = math::rootn;
}
