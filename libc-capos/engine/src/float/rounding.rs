//! The four IEEE 754 rounding directions and what they need to know about the part cut off.

use core::cmp::Ordering;

/// A rounding direction; the numbers are those of `fegetround` divided by 0x400 (the x87 and MXCSR encoding).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    #[default]
    NearestEven = 0,
    Downward = 1,
    Upward = 2,
    TowardZero = 3,
}

/// How the part that rounding removes compares with half of the last place kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    Zero,
    BelowHalf,
    Half,
    AboveHalf,
}

impl Rounding {
    /// The direction encoded in the two rounding-control bits of MXCSR or the x87 control word.
    pub fn from_control_bits(bits: u32) -> Self {
        match bits & 3 {
            0 => Self::NearestEven,
            1 => Self::Downward,
            2 => Self::Upward,
            _ => Self::TowardZero,
        }
    }

    /// Whether the magnitude kept must grow by one unit of its last place.
    #[inline]
    pub fn away(self, negative: bool, odd: bool, tail: Tail) -> bool {
        match self {
            Self::NearestEven => tail == Tail::AboveHalf || (tail == Tail::Half && odd),
            Self::Downward => negative && tail != Tail::Zero,
            Self::Upward => !negative && tail != Tail::Zero,
            Self::TowardZero => false,
        }
    }
}

impl Tail {
    /// The tail whose leading part compares with half as `head` says, followed by something non-zero if `more`.
    pub fn new(head: Ordering, head_is_zero: bool, more: bool) -> Self {
        match head {
            Ordering::Greater => Self::AboveHalf,
            Ordering::Equal if more => Self::AboveHalf,
            Ordering::Equal => Self::Half,
            Ordering::Less if head_is_zero && !more => Self::Zero,
            Ordering::Less => Self::BelowHalf,
        }
    }

    /// The tail after one more decimal digit, cut off before it, has joined it.
    pub fn behind_digit(self, digit: u8) -> Self {
        Self::new(digit.cmp(&5), digit == 0, self != Self::Zero)
    }
}
