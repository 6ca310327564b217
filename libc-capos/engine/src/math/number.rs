//! Values taken out of a format of C, and put back: with one rounding, and the exceptions that belong to it.

use super::wide::Wide;
use crate::float::Rounding;
use core::ops::{BitOr, BitOrAssign};

/// Floating-point exceptions; the bits are those of `<fenv.h>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u32);

impl Flags {
    pub const NONE: Flags = Flags(0);
    pub const INVALID: Flags = Flags(1);
    pub const DIVIDE_BY_ZERO: Flags = Flags(4);
    pub const OVERFLOW: Flags = Flags(8);
    pub const UNDERFLOW: Flags = Flags(16);
    pub const INEXACT: Flags = Flags(32);

    pub const fn contains(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }
}

impl BitOr for Flags {
    type Output = Flags;
    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}

impl BitOrAssign for Flags {
    fn bitor_assign(&mut self, other: Flags) {
        self.0 |= other.0;
    }
}

/// What a computation needs from its surroundings and tells them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    pub rounding: Rounding,
    pub flags: Flags,
    /// An argument lies outside of the domain; "invalid" alone may come from a signalling NaN.
    pub domain_error: bool,
}

impl Context {
    pub fn new(rounding: Rounding) -> Context {
        Context { rounding, ..Context::default() }
    }

    /// An argument outside of the domain: "invalid" and a NaN.
    pub fn invalid(&mut self) -> Number {
        self.flags |= Flags::INVALID;
        self.domain_error = true;
        Number::Nan(Nan::DEFAULT)
    }

    /// A pole: "divide by zero" and an infinity.
    pub fn pole(&mut self, negative: bool) -> Number {
        self.flags |= Flags::DIVIDE_BY_ZERO;
        Number::Infinite { negative }
    }

    /// The NaN that an operation returns for an operand that is one.
    pub fn propagate(&mut self, nan: Nan) -> Number {
        if nan.signaling {
            self.flags |= Flags::INVALID;
        }
        Number::Nan(Nan { signaling: false, ..nan })
    }
}

/// A NaN; the payload stands left-aligned in 62 bits, as in the x87 format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nan {
    pub negative: bool,
    pub signaling: bool,
    pub payload: u64,
}

impl Nan {
    /// As x86 makes it: its sign is set.
    pub const DEFAULT: Nan = Nan { negative: true, signaling: false, payload: 0 };
}

/// A value of any format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    Nan(Nan),
    Infinite { negative: bool },
    Zero { negative: bool },
    Finite(Wide),
}

impl Number {
    pub const ZERO: Number = Number::Zero { negative: false };
    pub const ONE: Number = Number::Finite(Wide::ONE);
    pub const INFINITY: Number = Number::Infinite { negative: false };

    pub fn is_negative(self) -> bool {
        match self {
            Number::Nan(nan) => nan.negative,
            Number::Infinite { negative } | Number::Zero { negative } => negative,
            Number::Finite(wide) => wide.negative,
        }
    }

    pub fn with_sign(self, negative: bool) -> Number {
        match self {
            Number::Nan(nan) => Number::Nan(Nan { negative, ..nan }),
            Number::Infinite { .. } => Number::Infinite { negative },
            Number::Zero { .. } => Number::Zero { negative },
            Number::Finite(wide) => Number::Finite(wide.with_sign(negative)),
        }
    }

    pub fn negated(self) -> Number {
        self.with_sign(!self.is_negative())
    }

    pub fn is_nan(self) -> bool {
        matches!(self, Number::Nan(_))
    }

    pub fn is_zero(self) -> bool {
        matches!(self, Number::Zero { .. })
    }

    /// A result, which may have become zero: then it has the sign given.
    pub fn from_wide(wide: Wide, negative_zero: bool) -> Number {
        if wide.is_zero() { Number::Zero { negative: negative_zero } } else { Number::Finite(wide) }
    }
}
