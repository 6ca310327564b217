//! Unsigned integers of a fixed largest size, on the stack.
//!
//! Just the operations that exact conversion needs. The capacity is a parameter because `double` gets by with
//! fewer than a hundred limbs and `long double` needs a thousand.

use core::cmp::Ordering;

use super::power::SMALL_FIVES;

/// `limbs[..len]`, least significant first, the last one not zero.
#[derive(Clone)]
pub struct Big<const N: usize> {
    limbs: [u64; N],
    len: usize,
}

impl<const N: usize> Big<N> {
    pub fn new(value: u128) -> Self {
        let mut limbs = [0; N];
        limbs[0] = value as u64;
        limbs[1] = (value >> 64) as u64;
        let len = if value == 0 { 0 } else { (191 - value.leading_zeros() as usize) / 64 };
        Self { limbs, len }
    }

    /// `self = self * factor + summand`.
    pub fn multiply_add(&mut self, factor: u64, summand: u64) {
        let mut carry = u128::from(summand);
        for limb in &mut self.limbs[..self.len] {
            let product = u128::from(*limb) * u128::from(factor) + carry;
            *limb = product as u64;
            carry = product >> 64;
        }
        if carry != 0 {
            self.limbs[self.len] = carry as u64;
            self.len += 1;
        }
    }

    pub fn multiply_power_of_five(&mut self, mut power: u32) {
        const LARGEST: u32 = SMALL_FIVES.len() as u32 - 1;
        while power > LARGEST {
            self.multiply_add(SMALL_FIVES[LARGEST as usize], 0);
            power -= LARGEST;
        }
        self.multiply_add(SMALL_FIVES[power as usize], 0);
    }

    pub fn shift_left(&mut self, bits: u32) {
        if self.len == 0 {
            return;
        }
        let whole = (bits / 64) as usize;
        let part = bits % 64;
        self.limbs.copy_within(..self.len, whole);
        self.limbs[..whole].fill(0);
        self.len += whole;
        if part != 0 {
            self.multiply_limbs_by_power_of_two(whole, part);
        }
    }

    fn multiply_limbs_by_power_of_two(&mut self, from: usize, bits: u32) {
        let mut carry = 0;
        for limb in &mut self.limbs[from..self.len] {
            let shifted = *limb << bits | carry;
            carry = *limb >> (64 - bits);
            *limb = shifted;
        }
        if carry != 0 {
            self.limbs[self.len] = carry;
            self.len += 1;
        }
    }

    /// Divides by 10^19 in place and returns the remainder.
    pub fn divide_by_ten_to_19(&mut self) -> u64 {
        let mut rest = 0;
        for limb in self.limbs[..self.len].iter_mut().rev() {
            (*limb, rest) = divide_two_limbs(rest, *limb);
        }
        while self.len > 0 && self.limbs[self.len - 1] == 0 {
            self.len -= 1;
        }
        rest
    }

    pub fn is_zero(&self) -> bool {
        self.len == 0
    }

    pub fn compare(&self, other: &Self) -> Ordering {
        self.len
            .cmp(&other.len)
            .then_with(|| self.limbs[..self.len].iter().rev().cmp(other.limbs[..other.len].iter().rev()))
    }
}

pub const TEN_TO_19: u64 = 10_000_000_000_000_000_000;

/// `(high * 2^64 + low) / 10^19` and the remainder, for `high < 10^19`.
///
/// Möller and Granlund's division by an invariant: a multiplication by the reciprocal and at most two
/// corrections, several times faster than the general 128-bit division.
fn divide_two_limbs(high: u64, low: u64) -> (u64, u64) {
    const RECIPROCAL: u64 = (u128::MAX / TEN_TO_19 as u128 - (1 << 64)) as u64;
    let estimate = u128::from(RECIPROCAL) * u128::from(high);
    let estimate = estimate.wrapping_add(u128::from(high) << 64 | u128::from(low));
    let mut quotient = ((estimate >> 64) as u64).wrapping_add(1);
    let mut rest = low.wrapping_sub(quotient.wrapping_mul(TEN_TO_19));
    if rest > estimate as u64 {
        quotient = quotient.wrapping_sub(1);
        rest = rest.wrapping_add(TEN_TO_19);
    }
    if rest >= TEN_TO_19 {
        quotient += 1;
        rest -= TEN_TO_19;
    }
    (quotient, rest)
}
