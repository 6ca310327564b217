//! Functions of BSD that newer names and macros have replaced.

use super::families::{classification, extended_entry};
use crate::types::{c_double, c_float, c_int, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{Number, Real};

fn is_finite<R: Real>(x: R) -> c_int {
    c_int::from(matches!(x.number(), Number::Zero { .. } | Number::Finite(_)))
}

/// 1 or -1 for an infinity.
fn infinity_sign<R: Real>(x: R) -> c_int {
    match x.number() {
        Number::Infinite { negative } => 1 - 2 * c_int::from(negative),
        _ => 0,
    }
}

fn is_nan<R: Real>(x: R) -> c_int {
    c_int::from(x.number().is_nan())
}

classification! {
    /// BSD: whether a number is finite.
    finite finitef finitel = is_finite;
    /// BSD: the sign of an infinity. `<math.h>` has a macro of the name of the first.
    isinf isinff isinfl = infinity_sign;
    /// BSD: whether a value is a NaN. `<math.h>` has a macro of the name of the first.
    isnan isnanf isnanl = is_nan;
}
