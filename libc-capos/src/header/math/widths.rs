//! Rounding to integers of a width: `fromfp` and its kin.

use super::evaluate;
use super::families::{extended_entry, to_width};
use crate::types::{c_double, c_float, c_int, c_uint, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{self, Direction, Real, Target};

fn convert<R: Real>(x: R, rnd: c_int, width: c_uint, signed: bool, tell: bool) -> R {
    evaluate::run(|context| {
        let direction = Direction::from_number(rnd, context.rounding);
        let result = math::to_width(context, x.number(), Target { direction, width, signed, tell });
        R::from_number(result, context)
    })
}

fn signed<R: Real>(x: R, rnd: c_int, width: c_uint) -> R {
    convert(x, rnd, width, true, false)
}

fn unsigned<R: Real>(x: R, rnd: c_int, width: c_uint) -> R {
    convert(x, rnd, width, false, false)
}

fn signed_telling<R: Real>(x: R, rnd: c_int, width: c_uint) -> R {
    convert(x, rnd, width, true, true)
}

fn unsigned_telling<R: Real>(x: R, rnd: c_int, width: c_uint) -> R {
    convert(x, rnd, width, false, true)
}

to_width! {
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.9.10)
    fromfp fromfpf fromfpl = signed;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.9.10)
    ufromfp ufromfpf ufromfpl = unsigned;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.9.11)
    fromfpx fromfpxf fromfpxl = signed_telling;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.9.11)
    ufromfpx ufromfpxf ufromfpxl = unsigned_telling;
}
