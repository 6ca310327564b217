//! Binary to decimal in exact integers, for any precision.
//!
//! The whole part is divided by 10^19 again and again, the fraction multiplied by it; each step yields nineteen
//! digits. A binary fraction ends, so the number of digits is bounded and fits an array.

use super::bignum::{Big, TEN_TO_19};
use super::decimal::{Cutoff, Decimal, write_19_digits};
use super::finite::Finite;
use super::rounding::{Rounding, Tail};

const BLOCK: usize = 19;

/// Working space for one conversion: `WHOLE` digits before the point, `DIGITS` in all, integers of `LIMBS`.
pub struct Exact<const LIMBS: usize, const WHOLE: usize, const DIGITS: usize> {
    digits: [u8; DIGITS],
    fraction: Fraction<LIMBS>,
}

/// For `double` and `float`: at most 309 digits before the point, 767 in all behind it.
pub type ExactDouble = Exact<20, 323, 1140>;
/// For `long double`: at most 4,933 digits before the point, 11,514 behind it that are not leading zeros.
pub type ExactExtended = Exact<260, 4940, 16530>;

impl ExactDouble {
    /// Whether there is room for `value`, of whatever format: 2^1064 has 321 digits, and a fraction as many digits as bits,
    /// here at most 700.
    pub fn has_room_for(value: Finite) -> bool {
        (-700..=1000).contains(&value.exponent)
    }
}

/// A number below one: `limbs[bottom..SIZE]` are the bits after the point, all others zero.
struct Fraction<const LIMBS: usize> {
    limbs: [u64; LIMBS],
    /// Limbs in use: the point stands above this one.
    size: usize,
    /// The lowest limb that is not zero; `size` if none is.
    bottom: usize,
    /// Limbs from here up are zero.
    top: usize,
}

impl<const LIMBS: usize> Fraction<LIMBS> {
    fn new(value: Finite) -> Self {
        let mut limbs = [0; LIMBS];
        if value.exponent >= 0 {
            return Self { limbs, size: 0, bottom: 0, top: 0 };
        }
        let bits = value.exponent.unsigned_abs();
        let mantissa = if bits >= 64 { value.mantissa } else { value.mantissa & ((1 << bits) - 1) };
        let size = bits.div_ceil(64) as usize;
        let aligned = u128::from(mantissa) << (size as u32 * 64 - bits);
        limbs[0] = aligned as u64;
        limbs[1] = (aligned >> 64) as u64;
        let mut fraction = Self { limbs, size, bottom: 0, top: size.min(2) };
        fraction.trim();
        fraction
    }

    fn trim(&mut self) {
        while self.bottom < self.top && self.limbs[self.bottom] == 0 {
            self.bottom += 1;
        }
        if self.bottom == self.top {
            self.bottom = self.size;
            self.top = self.size;
        }
    }

    fn is_zero(&self) -> bool {
        self.bottom == self.size
    }

    /// Multiplies by 10^19 and takes the whole part away.
    fn next_block(&mut self) -> u64 {
        let mut carry = 0;
        for limb in &mut self.limbs[self.bottom..self.top] {
            let product = u128::from(*limb) * u128::from(TEN_TO_19) + carry;
            *limb = product as u64;
            carry = product >> 64;
        }
        if self.top < self.size {
            self.limbs[self.top] = carry as u64;
            self.top += usize::from(carry != 0);
            carry = 0;
        }
        self.trim();
        carry as u64
    }
}

impl<const LIMBS: usize, const WHOLE: usize, const DIGITS: usize> Exact<LIMBS, WHOLE, DIGITS> {
    pub fn new(value: Finite) -> Self {
        Self { digits: [0; DIGITS], fraction: Fraction::new(value) }
    }

    /// Rounds `value`, the one given to [`Self::new`] and not zero, at `cutoff`.
    pub fn convert(&mut self, value: Finite, rounding: Rounding, cutoff: Cutoff) -> Decimal<'_> {
        let mut start = self.write_whole(value);
        let mut end = WHOLE;
        let mut exponent = (WHOLE - start) as i32 - 1;
        loop {
            let found = start < end;
            let wanted = match cutoff {
                Cutoff::Significant(count) => i64::from(count),
                // While only zeros were found this counts what is still to come of them.
                Cutoff::Fraction(count) => i64::from(exponent) + 1 + i64::from(count),
            };
            let enough = if found { (end - start) as i64 > wanted } else { wanted < 0 };
            if enough || self.fraction.is_zero() {
                return self.round(value.negative, rounding, cutoff, start..end, exponent);
            }
            let block = self.fraction.next_block();
            if found || block != 0 {
                write_19_digits(&mut self.digits[end..], block);
                end += BLOCK;
            }
            if !found {
                let zeros = if block == 0 { BLOCK } else { BLOCK - 1 - block.ilog10() as usize };
                exponent -= zeros as i32;
                start += if block == 0 { 0 } else { zeros };
            }
        }
    }

    /// Writes the digits before the point so that they end at `WHOLE`; returns where they start.
    fn write_whole(&mut self, value: Finite) -> usize {
        let mut whole = match value.exponent {
            0.. => {
                let mut big = Big::<LIMBS>::new(u128::from(value.mantissa));
                big.shift_left(value.exponent as u32);
                big
            }
            -63..0 => Big::new(u128::from(value.mantissa >> -value.exponent)),
            _ => return WHOLE,
        };
        let mut start = WHOLE;
        while !whole.is_zero() {
            start -= BLOCK;
            write_19_digits(&mut self.digits[start..], whole.divide_by_ten_to_19());
        }
        start + self.digits[start..WHOLE].iter().take_while(|&&digit| digit == b'0').count()
    }

    fn round(
        &mut self,
        negative: bool,
        rounding: Rounding,
        cutoff: Cutoff,
        range: core::ops::Range<usize>,
        exponent: i32,
    ) -> Decimal<'_> {
        let more = !self.fraction.is_zero();
        let digits = &mut self.digits[range];
        let (keep, unit) = match cutoff {
            Cutoff::Significant(count) => (i64::from(count), 0),
            Cutoff::Fraction(count) => (i64::from(exponent) + 1 + i64::from(count), -i64::from(count)),
        };
        if keep >= digits.len() as i64 && !more {
            return Decimal { digits, exponent };
        }
        let Ok(keep) = usize::try_from(keep) else {
            return one_or_zero(rounding.away(negative, false, Tail::BelowHalf), unit);
        };
        let (kept, cut) = digits.split_at_mut(keep.min(digits.len()));
        let tail = match cut.split_first() {
            None => Tail::BelowHalf,
            Some((first, rest)) => {
                let more = more || rest.iter().any(|&digit| digit != b'0');
                Tail::new(first.cmp(&b'5'), *first == b'0', more)
            }
        };
        let odd = kept.last().is_some_and(|digit| digit & 1 != 0);
        if !rounding.away(negative, odd, tail) {
            return Decimal { digits: kept, exponent };
        }
        if keep == 0 {
            return one_or_zero(true, unit);
        }
        match kept.iter().rposition(|&digit| digit != b'9') {
            Some(last) => {
                kept[last] += 1;
                Decimal { digits: &kept[..=last], exponent }
            }
            None => Decimal { digits: b"1", exponent: exponent + 1 },
        }
    }
}

/// What rounding leaves where no digit was kept: nothing, or one unit of the last place wanted.
fn one_or_zero(one: bool, unit: i64) -> Decimal<'static> {
    if one { Decimal { digits: b"1", exponent: unit as i32 } } else { Decimal::ZERO }
}
