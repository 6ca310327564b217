//! Powers of ten as 128-bit significands with a known error.
//!
//! One table holds every 27th power over the range of `long double`; the powers of five up to 5^27 are exact in
//! 64 bits and supply the rest with one multiplication. 6 KiB serve all formats this way.

/// `10^q` lies in `[mantissa, mantissa + error] * 2^exponent`; `mantissa` has its top bit set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Power {
    pub mantissa: u128,
    pub exponent: i32,
    pub error: u32,
}

const STEP: i32 = 27;
const LOWEST: i32 = -186;
const HIGHEST: i32 = 186;
const COUNT: usize = (HIGHEST - LOWEST + 1) as usize;
const FIVE_TO_STEP: u64 = SMALL_FIVES[STEP as usize];
/// 5^55 is the last power of five below 2^128.
const LAST_EXACT: i32 = 55;

/// The range of exponents, of which the formats need no more than from -4990 to 4968.
pub const POWERS: core::ops::RangeInclusive<i32> = LOWEST * STEP..=HIGHEST * STEP + STEP - 1;

/// 5^0 to 5^27.
pub static SMALL_FIVES: [u64; 28] = small_fives();
static COARSE: [u128; COUNT] = coarse();

/// The approximation of `10^q`, for `q` in the table's range.
#[inline]
pub fn power_of_ten(q: i32) -> Power {
    let step = q.div_euclid(STEP);
    let rest = q.rem_euclid(STEP);
    let coarse = COARSE[(step - LOWEST) as usize];
    let exact = (0..=LAST_EXACT).contains(&q);
    if rest == 0 {
        return Power { mantissa: coarse, exponent: exponent(q), error: u32::from(!exact) };
    }
    let five = SMALL_FIVES[rest as usize];
    let five = five << five.leading_zeros();
    let low = (coarse as u64 as u128) * u128::from(five);
    let high = (coarse >> 64) * u128::from(five) + (low >> 64);
    // `high` is the product's top 128 of 192 bits, possibly one bit short of full.
    let short = high.leading_zeros();
    let mantissa = (high << short) | (u128::from(low as u64 >> 63) * u128::from(short));
    Power { mantissa, exponent: exponent(q), error: if exact { 0 } else { 3 } }
}

/// The exponent that goes with a 128-bit significand of `10^q`: `floor(q * log2(10)) - 127`.
#[inline]
fn exponent(q: i32) -> i32 {
    // log2(10) in units of 2^-40, precise enough for the floor of every exponent within the table.
    ((q as i64 * 3_652_498_566_964) >> 40) as i32 - 127
}

const fn small_fives() -> [u64; 28] {
    let mut table = [1; 28];
    let mut index = 1;
    while index < table.len() {
        table[index] = table[index - 1] * 5;
        index += 1;
    }
    table
}

/// The table is computed with 256 bits, whose accumulated error stays far below the 128 that are kept (the
/// tests compare every entry with exact integers).
const fn coarse() -> [u128; COUNT] {
    let one = [0, 0, 0, 1 << 63];
    let mut table = [0; COUNT];
    let middle = -LOWEST as usize;
    let (mut up, mut down) = (one, one);
    table[middle] = top(one);
    let mut index = 1;
    while index <= middle {
        up = times_step(up);
        down = over_step(down);
        table[middle + index] = top(up);
        table[middle - index] = top(down);
        index += 1;
    }
    table
}

const fn top(value: [u64; 4]) -> u128 {
    (value[3] as u128) << 64 | value[2] as u128
}

/// Multiplies a normalised value by 5^27 and normalises it again.
const fn times_step(value: [u64; 4]) -> [u64; 4] {
    let mut product = [0; 5];
    let mut carry = 0;
    let mut index = 0;
    while index < 4 {
        let sum = value[index] as u128 * FIVE_TO_STEP as u128 + carry;
        product[index] = sum as u64;
        carry = sum >> 64;
        index += 1;
    }
    product[4] = carry as u64;
    normalised(product)
}

/// Divides a normalised value by 5^27 and normalises it again.
const fn over_step(value: [u64; 4]) -> [u64; 4] {
    let mut quotient = [0; 5];
    let mut rest = 0;
    let mut index = 5;
    while index > 0 {
        index -= 1;
        let limb = if index == 0 { 0 } else { value[index - 1] };
        let dividend = rest << 64 | limb as u128;
        quotient[index] = (dividend / FIVE_TO_STEP as u128) as u64;
        rest = dividend % FIVE_TO_STEP as u128;
    }
    normalised(quotient)
}

/// The top 256 bits of five limbs, from the first bit set.
const fn normalised(limbs: [u64; 5]) -> [u64; 4] {
    let shift = limbs[4].leading_zeros();
    let mut result = [0; 4];
    let mut index = 0;
    while index < 4 {
        result[index] = (((limbs[index + 1] as u128) << 64 | limbs[index] as u128) << shift >> 64) as u64;
        index += 1;
    }
    result
}
