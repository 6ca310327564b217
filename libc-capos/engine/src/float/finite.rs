//! Formats, and finite values taken apart into integers.

/// A binary interchange format, as the numbers conversion needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Bits of significand, the leading one included.
    pub precision: u32,
    /// Exponent of the lowest bit of the smallest subnormal.
    pub min_exponent: i32,
    /// Exponent of the leading bit of the largest finite value.
    pub max_exponent: i32,
    /// Values of at least 10 to this power overflow.
    pub max_decimal: i32,
    /// Values below 10 to this power are less than half of the smallest subnormal.
    pub min_decimal: i32,
    /// Decimal digits after which no tie between two values can begin; what follows only says "not zero".
    pub max_digits: usize,
}

impl Format {
    pub const BINARY32: Self = Self {
        precision: 24,
        min_exponent: -149,
        max_exponent: 127,
        max_decimal: 39,
        min_decimal: -46,
        max_digits: 114,
    };
    pub const BINARY64: Self = Self {
        precision: 53,
        min_exponent: -1074,
        max_exponent: 1023,
        max_decimal: 309,
        min_decimal: -324,
        max_digits: 769,
    };
    pub const EXTENDED80: Self = Self {
        precision: 64,
        min_exponent: -16445,
        max_exponent: 16383,
        max_decimal: 4933,
        min_decimal: -4951,
        max_digits: 11516,
    };
}

/// A finite value: `mantissa * 2^exponent`, with a sign that also zero has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finite {
    pub negative: bool,
    pub mantissa: u64,
    pub exponent: i32,
}

/// Any floating value taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpacked {
    Finite(Finite),
    Infinite { negative: bool },
    Nan { negative: bool },
}

impl From<f64> for Unpacked {
    fn from(value: f64) -> Self {
        let bits = value.to_bits();
        let negative = bits >> 63 != 0;
        let fraction = bits & ((1 << 52) - 1);
        match (bits >> 52) as i32 & 0x7ff {
            0x7ff if fraction == 0 => Self::Infinite { negative },
            0x7ff => Self::Nan { negative },
            0 => Self::Finite(Finite { negative, mantissa: fraction, exponent: -1074 }),
            biased => {
                Self::Finite(Finite { negative, mantissa: fraction | 1 << 52, exponent: biased - 1075 })
            }
        }
    }
}

impl From<f32> for Unpacked {
    fn from(value: f32) -> Self {
        let bits = value.to_bits();
        let negative = bits >> 31 != 0;
        let fraction = u64::from(bits & ((1 << 23) - 1));
        match (bits >> 23) as i32 & 0xff {
            0xff if fraction == 0 => Self::Infinite { negative },
            0xff => Self::Nan { negative },
            0 => Self::Finite(Finite { negative, mantissa: fraction, exponent: -149 }),
            biased => Self::Finite(Finite { negative, mantissa: fraction | 1 << 23, exponent: biased - 150 }),
        }
    }
}
