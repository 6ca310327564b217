//! The one place where a value of too many bits becomes one of a [`Format`].

use core::cmp::Ordering;

use super::finite::Format;
use super::rounding::{Rounding, Tail};

/// A magnitude rounded to a format, with the IEEE 754 exceptions that doing so raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounded {
    pub mantissa: u64,
    pub exponent: i32,
    pub infinite: bool,
    /// The result is not exactly the value. Where the processor computed it, the flag is raised already and not noted.
    pub inexact: bool,
    pub overflow: bool,
    /// Tiny (below the normal range before rounding) and inexact.
    pub underflow: bool,
}

impl Rounded {
    pub const ZERO: Self =
        Self { mantissa: 0, exponent: 0, infinite: false, inexact: false, overflow: false, underflow: false };
    pub const INFINITE: Self = Self { infinite: true, ..Self::ZERO };

    /// Packs a result rounded to [`Format::BINARY64`].
    pub fn to_f64(self, negative: bool) -> f64 {
        f64::from_bits(u64::from(negative) << 63 | self.pack(52, 1075, 0x7ff))
    }

    /// Packs a result rounded to [`Format::BINARY32`].
    pub fn to_f32(self, negative: bool) -> f32 {
        f32::from_bits(u32::from(negative) << 31 | self.pack(23, 150, 0xff) as u32)
    }

    fn pack(self, fraction_bits: u32, bias: i32, max_biased: u64) -> u64 {
        let hidden = 1 << fraction_bits;
        if self.infinite {
            max_biased << fraction_bits
        } else if self.mantissa < hidden {
            self.mantissa
        } else {
            ((self.exponent + bias) as u64) << fraction_bits | self.mantissa & (hidden - 1)
        }
    }
}

/// Rounds `mantissa * 2^exponent`, plus something less than one unit of it if `sticky`, to `format`.
///
/// A subnormal result keeps `format.min_exponent` as its exponent; a normal one has exactly
/// `format.precision` bits.
pub fn round_to_format(
    format: Format,
    rounding: Rounding,
    negative: bool,
    mantissa: u128,
    exponent: i32,
    sticky: bool,
) -> Rounded {
    if mantissa == 0 && !sticky {
        return Rounded::ZERO;
    }
    let leading = exponent + 127 - mantissa.leading_zeros() as i32;
    let smallest_normal = format.min_exponent + format.precision as i32 - 1;
    let mut unit = (leading - (format.precision as i32 - 1)).max(format.min_exponent);
    let (mut kept, tail) = cut(mantissa, unit - exponent, sticky);
    if rounding.away(negative, kept & 1 != 0, tail) {
        kept += 1;
        if kept == 1 << format.precision {
            kept >>= 1;
            unit += 1;
        }
    }
    let inexact = tail != Tail::Zero;
    let underflow = inexact && (mantissa == 0 || leading < smallest_normal);
    if kept != 0 && unit + format.precision as i32 - 1 > format.max_exponent {
        return overflow(format, rounding, negative);
    }
    Rounded { mantissa: kept as u64, exponent: unit, infinite: false, inexact, overflow: false, underflow }
}

/// The result of a magnitude too large for `format`.
pub(super) fn overflow(format: Format, rounding: Rounding, negative: bool) -> Rounded {
    let infinite = match rounding {
        Rounding::NearestEven => true,
        Rounding::TowardZero => false,
        Rounding::Upward => !negative,
        Rounding::Downward => negative,
    };
    Rounded {
        mantissa: u64::MAX >> (64 - format.precision),
        exponent: format.max_exponent - (format.precision as i32 - 1),
        infinite,
        inexact: true,
        overflow: true,
        underflow: false,
    }
}

/// Divides by `2^shift`: the floor, and how what is lost compares with half.
fn cut(mantissa: u128, shift: i32, sticky: bool) -> (u128, Tail) {
    match shift {
        // Precise enough already. With a sticky part the caller has supplied more bits than any format keeps.
        ..=0 => (mantissa << -shift, Tail::new(Ordering::Less, true, sticky)),
        1..=127 => {
            let rest = mantissa & ((1 << shift) - 1);
            let half = 1 << (shift - 1);
            (mantissa >> shift, Tail::new(rest.cmp(&half), rest == 0, sticky))
        }
        128 => (0, Tail::new(mantissa.cmp(&(1 << 127)), mantissa == 0, sticky)),
        _ => (0, Tail::BelowHalf),
    }
}
