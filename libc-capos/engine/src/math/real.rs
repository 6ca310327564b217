//! `float`, `double` and `long double` as one trait.

use super::number::{Context, Flags, Nan, Number};
use super::wide::Wide;
use crate::float::{F80, Rounding};

/// A format of C.
pub trait Real: Copy {
    /// Bits of significand, the leading one included.
    const PRECISION: u32;
    /// Exponent of the largest finite values; that of the smallest normal one is `1 - MAX_EXPONENT`.
    const MAX_EXPONENT: i32;

    /// Sign, biased exponent, significand with its leading bit (clear in subnormal numbers).
    fn fields(self) -> (bool, i32, u64);
    /// The reverse of `fields`.
    fn from_fields(negative: bool, biased: i32, significand: u64) -> Self;

    fn number(self) -> Number {
        let (negative, biased, significand) = self.fields();
        let leading = 1u64 << (Self::PRECISION - 1);
        if biased > 2 * Self::MAX_EXPONENT {
            let payload = significand & (leading / 2 - 1);
            if significand == leading {
                return Number::Infinite { negative };
            }
            let signaling = significand & (leading / 2) == 0;
            return Number::Nan(Nan { negative, signaling, payload: payload << (64 - Self::PRECISION) });
        }
        if biased > 0 && significand & leading == 0 {
            // The x87 has bit patterns that are no numbers; it treats them as signalling NaNs.
            return Number::Nan(Nan { negative, signaling: true, payload: 0 });
        }
        if significand == 0 {
            return Number::Zero { negative };
        }
        let mantissa = u128::from(significand) << (128 - Self::PRECISION);
        Number::Finite(Wide::normalized(negative, biased.max(1) - Self::MAX_EXPONENT, mantissa))
    }

    fn from_number(number: Number, context: &mut Context) -> Self {
        let leading = 1u64 << (Self::PRECISION - 1);
        let special = 2 * Self::MAX_EXPONENT + 1;
        match number {
            Number::Nan(nan) => {
                let payload = nan.payload >> (64 - Self::PRECISION);
                let quiet = if nan.signaling { 0 } else { leading / 2 };
                Self::from_fields(nan.negative, special, leading | quiet | payload)
            }
            Number::Infinite { negative } => Self::from_fields(negative, special, leading),
            Number::Zero { negative } => Self::from_fields(negative, 0, 0),
            Number::Finite(wide) => round(wide, context),
        }
    }

    /// The largest finite value.
    fn largest(negative: bool) -> Self {
        Self::from_fields(negative, 2 * Self::MAX_EXPONENT, u64::MAX >> (64 - Self::PRECISION))
    }
}

/// Rounds in the context's direction.
fn round<R: Real>(wide: Wide, context: &mut Context) -> R {
    let Wide { negative, exponent, mantissa } = wide;
    if mantissa == 0 {
        return R::from_fields(negative, 0, 0);
    }
    if exponent > R::MAX_EXPONENT {
        return overflow(negative, context);
    }
    let smallest = 1 - R::MAX_EXPONENT;
    // Bits that do not fit; a subnormal result has fewer than the precision.
    let lost = 128 - R::PRECISION + (smallest.saturating_sub(exponent)).clamp(0, 127) as u32;
    let (mut kept, rest, half) = match lost {
        ..128 => (mantissa >> lost, mantissa & ((1 << lost) - 1), 1 << (lost - 1)),
        128 => (0, mantissa, 1 << 127),
        // Less than half of the smallest number.
        _ => (0, 1, 2),
    };
    let away = match context.rounding {
        Rounding::NearestEven => rest > half || (rest == half && kept & 1 != 0),
        Rounding::Upward => !negative && rest != 0,
        Rounding::Downward => negative && rest != 0,
        Rounding::TowardZero => false,
    };
    kept += u128::from(away);
    let mut exponent = exponent.max(smallest);
    if rest != 0 {
        context.flags |= Flags::INEXACT;
        if exponent == smallest && kept >> (R::PRECISION - 1) == 0 {
            context.flags |= Flags::UNDERFLOW;
        }
    }
    if kept >> R::PRECISION != 0 {
        kept >>= 1;
        exponent += 1;
        if exponent > R::MAX_EXPONENT {
            return overflow(negative, context);
        }
    }
    let significand = kept as u64;
    let normal = significand >> (R::PRECISION - 1) != 0;
    R::from_fields(negative, if normal { exponent + R::MAX_EXPONENT } else { 0 }, significand)
}

fn overflow<R: Real>(negative: bool, context: &mut Context) -> R {
    context.flags |= Flags::OVERFLOW | Flags::INEXACT;
    let infinite = match context.rounding {
        Rounding::NearestEven => true,
        Rounding::TowardZero => false,
        Rounding::Upward => !negative,
        Rounding::Downward => negative,
    };
    if infinite {
        R::from_fields(negative, 2 * R::MAX_EXPONENT + 1, 1 << (R::PRECISION - 1))
    } else {
        R::largest(negative)
    }
}

impl Real for f32 {
    const PRECISION: u32 = 24;
    const MAX_EXPONENT: i32 = 127;

    fn fields(self) -> (bool, i32, u64) {
        let bits = self.to_bits();
        let biased = (bits >> 23) as i32 & 0xff;
        let leading = u64::from(biased != 0) << 23;
        (bits >> 31 != 0, biased, u64::from(bits & 0x7f_ffff) | leading)
    }

    fn from_fields(negative: bool, biased: i32, significand: u64) -> f32 {
        let fraction = significand as u32 & 0x7f_ffff;
        f32::from_bits(u32::from(negative) << 31 | (biased as u32) << 23 | fraction)
    }
}

impl Real for f64 {
    const PRECISION: u32 = 53;
    const MAX_EXPONENT: i32 = 1023;

    fn fields(self) -> (bool, i32, u64) {
        let bits = self.to_bits();
        let biased = (bits >> 52) as i32 & 0x7ff;
        let leading = u64::from(biased != 0) << 52;
        (bits >> 63 != 0, biased, bits & ((1 << 52) - 1) | leading)
    }

    fn from_fields(negative: bool, biased: i32, significand: u64) -> f64 {
        let fraction = significand & ((1 << 52) - 1);
        f64::from_bits(u64::from(negative) << 63 | (biased as u64) << 52 | fraction)
    }
}

impl Real for F80 {
    const PRECISION: u32 = 64;
    const MAX_EXPONENT: i32 = 16383;

    fn fields(self) -> (bool, i32, u64) {
        (self.is_negative(), i32::from(self.sign_exponent() & 0x7fff), self.mantissa())
    }

    fn from_fields(negative: bool, biased: i32, significand: u64) -> F80 {
        F80::from_parts(biased as u16 | u16::from(negative) << 15, significand)
    }
}
