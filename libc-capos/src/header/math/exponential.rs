//! Exponentials and logarithms.

use super::evaluate;
use super::families::{extended_entry, quick_or, real_unary};
use super::pairs;
use crate::types::{c_double, c_float, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{self, quick};

real_unary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/exp.html>
    exp expf expl = math::exp, exp, expf, pairs::exp;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/exp2.html>
    exp2 exp2f exp2l = math::exp2, exp2, exp2f;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.6.2)
    exp10 exp10f exp10l = math::exp10, exp10, exp10f;
    /// GNU: an older name of `exp10`.
    pow10 pow10f pow10l = math::exp10, exp10, exp10f;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/expm1.html>
    expm1 expm1f expm1l = math::expm1, expm1, expm1f;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.6.3)
    exp10m1 exp10m1f exp10m1l = math::exp10m1;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.6.5)
    exp2m1 exp2m1f exp2m1l = math::exp2m1;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log.html>
    log logf logl = math::log, log, logf, pairs::log;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log2.html>
    log2 log2f log2l = math::log2, log2, log2f, pairs::log2;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log10.html>
    log10 log10f log10l = math::log10, log10, log10f, pairs::log10;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/log1p.html>
    log1p log1pf log1pl = math::log1p, log1p, log1pf;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.6.14)
    logp1 logp1f logp1l = math::log1p, log1p, log1pf;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.6.16)
    log2p1 log2p1f log2p1l = math::log2p1;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.6.13)
    log10p1 log10p1f log10p1l = math::log10p1;
}
