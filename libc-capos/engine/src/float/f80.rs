//! The x87 80-bit extended type (`long double` in the x86-64 psABI).

use super::encode::{Rounded, round_to_format};
use super::finite::{Finite, Format, Unpacked};
use super::rounding::Rounding;

const EXPONENT_MASK: u16 = 0x7fff;
const SIGN: u16 = 0x8000;
const INTEGER_BIT: u64 = 1 << 63;
const QUIET_BIT: u64 = 1 << 62;
const BIAS: i32 = 16383;

/// An x87 extended value: an explicit 64-bit significand, and sign and biased exponent in one word.
///
/// The layout is the one in memory (ten bytes used of sixteen), so that the C boundary can copy it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C, align(16))]
pub struct F80 {
    mantissa: u64,
    sign_exponent: u16,
}

impl F80 {
    pub const ZERO: Self = Self { mantissa: 0, sign_exponent: 0 };
    pub const INFINITY: Self = Self { mantissa: INTEGER_BIT, sign_exponent: EXPONENT_MASK };
    pub const NAN: Self = Self { mantissa: INTEGER_BIT | QUIET_BIT, sign_exponent: EXPONENT_MASK };

    pub const fn from_parts(sign_exponent: u16, mantissa: u64) -> Self {
        Self { mantissa, sign_exponent }
    }

    pub const fn mantissa(self) -> u64 {
        self.mantissa
    }

    pub const fn sign_exponent(self) -> u16 {
        self.sign_exponent
    }

    pub const fn is_negative(self) -> bool {
        self.sign_exponent & SIGN != 0
    }

    pub const fn with_sign(self, negative: bool) -> Self {
        let magnitude = self.sign_exponent & EXPONENT_MASK;
        Self { mantissa: self.mantissa, sign_exponent: magnitude | if negative { SIGN } else { 0 } }
    }

    /// A quiet NaN with the low 62 bits of `payload`.
    pub const fn nan_with_payload(payload: u64) -> Self {
        Self { mantissa: Self::NAN.mantissa | payload & (QUIET_BIT - 1), sign_exponent: EXPONENT_MASK }
    }

    /// Packs a result of [`round_to_format`] for [`Format::EXTENDED80`].
    pub fn from_rounded(negative: bool, rounded: Rounded) -> Self {
        let value = if rounded.infinite {
            Self::INFINITY
        } else if rounded.mantissa & INTEGER_BIT == 0 {
            Self { mantissa: rounded.mantissa, sign_exponent: 0 }
        } else {
            // The leading bit stands for 2^(exponent + 63), which the format keeps within 1..=0x7ffe.
            Self { mantissa: rounded.mantissa, sign_exponent: (rounded.exponent + 63 + BIAS) as u16 }
        };
        value.with_sign(negative)
    }

    /// Rounds to binary64.
    pub fn to_f64(self, rounding: Rounding) -> f64 {
        match Unpacked::from(self) {
            Unpacked::Nan { negative } => {
                let payload = (self.mantissa & (QUIET_BIT - 1)) >> 11;
                f64::from_bits(u64::from(negative) << 63 | 0x7ff8 << 48 | payload)
            }
            Unpacked::Infinite { negative } => Rounded::INFINITE.to_f64(negative),
            Unpacked::Finite(value) => round_value(Format::BINARY64, rounding, value).to_f64(value.negative),
        }
    }

    /// Rounds to binary32.
    pub fn to_f32(self, rounding: Rounding) -> f32 {
        match Unpacked::from(self) {
            Unpacked::Nan { negative } => {
                let payload = ((self.mantissa & (QUIET_BIT - 1)) >> 40) as u32;
                f32::from_bits(u32::from(negative) << 31 | 0x7fc0 << 16 | payload)
            }
            Unpacked::Infinite { negative } => Rounded::INFINITE.to_f32(negative),
            Unpacked::Finite(value) => round_value(Format::BINARY32, rounding, value).to_f32(value.negative),
        }
    }
}

fn round_value(format: Format, rounding: Rounding, value: Finite) -> Rounded {
    round_to_format(format, rounding, value.negative, u128::from(value.mantissa), value.exponent, false)
}

impl From<f64> for F80 {
    fn from(value: f64) -> Self {
        match Unpacked::from(value) {
            Unpacked::Nan { negative } => {
                Self::nan_with_payload((value.to_bits() & ((1 << 51) - 1)) << 11).with_sign(negative)
            }
            Unpacked::Infinite { negative } => Self::INFINITY.with_sign(negative),
            Unpacked::Finite(finite) => {
                let rounded = round_value(Format::EXTENDED80, Rounding::NearestEven, finite);
                Self::from_rounded(finite.negative, rounded)
            }
        }
    }
}

impl From<f32> for F80 {
    fn from(value: f32) -> Self {
        Self::from(f64::from(value))
    }
}

impl From<F80> for Unpacked {
    fn from(value: F80) -> Self {
        let negative = value.is_negative();
        let biased = i32::from(value.sign_exponent & EXPONENT_MASK);
        match biased {
            0x7fff if value.mantissa << 1 == 0 => Self::Infinite { negative },
            0x7fff => Self::Nan { negative },
            // An "unnormal" (no integer bit) is an invalid operand to the processor: it reads as NaN.
            1.. if value.mantissa & INTEGER_BIT == 0 => Self::Nan { negative },
            _ => Self::Finite(Finite {
                negative,
                mantissa: value.mantissa,
                exponent: biased.max(1) - BIAS - 63,
            }),
        }
    }
}
