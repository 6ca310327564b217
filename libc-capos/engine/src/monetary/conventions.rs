//! What `struct lconv` says about money.

/// Where the symbol, a space and the sign stand, for one sign and one kind of symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// `p_cs_precedes`
    pub symbol_precedes: bool,
    /// `p_sep_by_space`
    pub space: u8,
    /// `p_sign_posn`
    pub sign: u8,
}

/// A locale's customs.
#[derive(Clone, Copy, Debug)]
pub struct Conventions<'a> {
    /// `int_curr_symbol`: three letters, and what separates them from the amount.
    pub international_symbol: &'a [u8],
    pub symbol: &'a [u8],
    pub decimal_point: &'a [u8],
    pub separator: &'a [u8],
    pub grouping: &'a [u8],
    pub positive_sign: &'a [u8],
    pub negative_sign: &'a [u8],
    /// Digits of the fraction, international first.
    pub fraction: [usize; 2],
    /// By international or national, then by positive or negative.
    pub arrangements: [[Arrangement; 2]; 2],
}

/// What holds where a locale says nothing.
const PLAIN: Arrangement = Arrangement { symbol_precedes: true, space: 0, sign: 1 };

impl Conventions<'_> {
    /// The C locale, which says nothing; a negative amount must be told all the same.
    pub const C: Conventions<'static> = Conventions {
        international_symbol: b"",
        symbol: b"",
        decimal_point: b".",
        separator: b"",
        grouping: b"",
        positive_sign: b"",
        negative_sign: b"-",
        fraction: [2; 2],
        arrangements: [[PLAIN; 2]; 2],
    };
}
