//! The number all functions compute with: 128 bits of significand and an exponent that does not end.
//!
//! Arithmetic truncates; a result is off by a few units of its last place, which is far below what the formats of C
//! keep (64 bits at most). Integers alone are used, so neither the rounding mode nor the flags of the machine matter.

use super::fixed::{self, ONE};
use core::cmp::Ordering;

/// `mantissa * 2^(exponent - 127)`: the mantissa's highest bit is set, so 2^exponent is the order of magnitude.
/// Zero has mantissa 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wide {
    pub negative: bool,
    pub exponent: i32,
    pub mantissa: u128,
}

/// How far from a short number a result may lie by errors of computing alone: 2^27 units.
const SNAP: u128 = 1 << 27;
/// A change of 2^-90: more than [`SNAP`], less than any format can show.
const NUDGE: u128 = 1 << 37;

impl Wide {
    pub const ZERO: Wide = Wide::from_fields(false, 0, 0);
    pub const ONE: Wide = Wide::power_of_two(0);
    pub const TWO: Wide = Wide::power_of_two(1);
    pub const HALF: Wide = Wide::power_of_two(-1);

    pub(crate) const fn from_fields(negative: bool, exponent: i32, mantissa: u128) -> Wide {
        Wide { negative, exponent, mantissa }
    }

    pub const fn power_of_two(exponent: i32) -> Wide {
        Wide { negative: false, exponent, mantissa: ONE }
    }

    /// `mantissa * 2^(exponent - 127)` for any mantissa.
    pub const fn normalized(negative: bool, exponent: i32, mantissa: u128) -> Wide {
        if mantissa == 0 {
            return Wide::ZERO;
        }
        let shift = mantissa.leading_zeros();
        Wide { negative, exponent: exponent - shift as i32, mantissa: mantissa << shift }
    }

    pub const fn from_integer(value: i64) -> Wide {
        Wide::normalized(value < 0, 127, value.unsigned_abs() as u128)
    }

    /// A fraction in units of 2^-128.
    pub(crate) const fn from_fraction(fraction: u128) -> Wide {
        Wide::normalized(false, -1, fraction)
    }

    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    pub const fn abs(self) -> Wide {
        Wide { negative: false, ..self }
    }

    pub const fn negated(self) -> Wide {
        Wide { negative: !self.negative, ..self }
    }

    pub const fn with_sign(self, negative: bool) -> Wide {
        Wide { negative, ..self }
    }

    /// Times a power of two.
    pub const fn scaled(self, power: i32) -> Wide {
        Wide { exponent: self.exponent + power, ..self }
    }

    pub fn plus(self, other: Wide) -> Wide {
        if self.is_zero() {
            return other;
        }
        if other.is_zero() {
            return self;
        }
        let (large, small) =
            if self.compare_magnitude(other) == Ordering::Less { (other, self) } else { (self, other) };
        let shift = (i64::from(large.exponent) - i64::from(small.exponent)) as u64;
        let aligned = if shift < 128 { small.mantissa >> shift } else { 0 };
        if large.negative != small.negative {
            return Wide::normalized(large.negative, large.exponent, large.mantissa - aligned);
        }
        match large.mantissa.overflowing_add(aligned) {
            (sum, false) => Wide { mantissa: sum, ..large },
            (sum, true) => Wide { mantissa: (sum >> 1) | ONE, exponent: large.exponent + 1, ..large },
        }
    }

    pub fn minus(self, other: Wide) -> Wide {
        self.plus(other.negated())
    }

    pub fn times(self, other: Wide) -> Wide {
        let negative = self.negative != other.negative;
        if self.is_zero() || other.is_zero() {
            return Wide::ZERO;
        }
        let product = fixed::multiply(self.mantissa, other.mantissa);
        let short = (product >> 127 == 0) as u32;
        Wide {
            negative,
            exponent: self.exponent + other.exponent + 1 - short as i32,
            mantissa: product << short,
        }
    }

    pub fn squared(self) -> Wide {
        self.times(self)
    }

    /// The quotient; the divisor is not zero.
    pub fn over(self, other: Wide) -> Wide {
        if self.is_zero() {
            return Wide::ZERO;
        }
        let quotient = fixed::multiply(self.mantissa, fixed::reciprocal(other.mantissa));
        // Both factors are in units of 2^-127, their product's upper half in units of 2^-126.
        Wide::normalized(self.negative != other.negative, self.exponent - other.exponent + 1, quotient)
    }

    pub fn inverse(self) -> Wide {
        Wide::ONE.over(self)
    }

    /// The square root of a number that is not negative.
    pub fn root(self) -> Wide {
        if self.is_zero() {
            return self;
        }
        let odd = self.exponent & 1;
        // An even exponent and a mantissa in units of 2^-126 (or 2^-127, shifted): 64 bits of root, then the rest.
        let radicand = self.mantissa >> (1 - odd);
        let high = radicand.isqrt();
        let rest = radicand - high * high;
        let low = (rest << 63) / high;
        Wide::normalized(false, (self.exponent - odd) / 2, (high << 64).saturating_add(low))
    }

    pub fn compare_magnitude(self, other: Wide) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            _ => (self.exponent, self.mantissa).cmp(&(other.exponent, other.mantissa)),
        }
    }

    pub fn compare(self, other: Wide) -> Ordering {
        let sign = |w: Wide| if w.is_zero() { 0 } else { 1 - 2 * i32::from(w.negative) };
        match (sign(self), sign(other)) {
            (-1, -1) => other.compare_magnitude(self),
            (1, 1) => self.compare_magnitude(other),
            (a, b) => a.cmp(&b),
        }
    }

    pub fn is_below(self, other: Wide) -> bool {
        self.compare(other) == Ordering::Less
    }

    /// The value in units of 2^-`places`, towards zero; its sign is left out and the value must fit.
    pub(crate) fn to_fixed(self, places: i32) -> u128 {
        match 127 - self.exponent - places {
            shift @ 0..=127 => self.mantissa >> shift,
            shift if shift < 0 => self.mantissa << -shift,
            _ => 0,
        }
    }

    /// The nearest integer (halves away from zero), limited to 62 bits.
    pub fn nearest_integer(self) -> i64 {
        let magnitude = if self.exponent >= 62 { 1 << 62 } else { ((self.to_fixed(1) + 1) >> 1) as i64 };
        if self.negative { -magnitude } else { magnitude }
    }

    /// The integral part towards zero, and whether anything was cut off.
    pub fn truncated(self) -> (Wide, bool) {
        match 127 - self.exponent {
            ..=0 => (self, false),
            shift @ 1..=127 => {
                let kept = self.mantissa >> shift << shift;
                (Wide { mantissa: kept, ..self }, kept != self.mantissa)
            }
            _ => (Wide { negative: self.negative, ..Wide::ZERO }, !self.is_zero()),
        }
    }

    pub fn is_integral(self) -> bool {
        self.is_zero() || !self.truncated().1
    }

    /// For integral numbers: whether the last bit before the point is set.
    pub fn is_odd(self) -> bool {
        (0..=127).contains(&self.exponent) && (self.mantissa >> (127 - self.exponent)) & 1 != 0
    }

    /// Takes a result that computing left next to a short number to be that number.
    pub fn snapped(self) -> Wide {
        match self.mantissa.checked_add(SNAP / 2) {
            Some(sum) => Wide { mantissa: sum & !(SNAP - 1), ..self },
            None => Wide { mantissa: ONE, exponent: self.exponent + 1, ..self },
        }
    }

    /// A little more or less by magnitude: stands for a difference too small to compute.
    pub fn nudged(self, up: bool) -> Wide {
        if up {
            Wide { mantissa: self.mantissa | NUDGE, ..self }
        } else {
            Wide::normalized(self.negative, self.exponent, self.mantissa - NUDGE)
        }
    }
}
