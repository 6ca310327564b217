//! The character sets.

/// A character set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    Ascii,
    /// ISO 8859-1.
    Latin1,
    Utf7,
    Utf8,
    Utf16(Order),
    Utf32(Order),
    /// Any number of 31 bits.
    Ucs4(Order),
    /// The first plane of Unicode, two bytes each.
    Ucs2(Order),
    /// One byte each, ASCII below 0x80; the number of its table.
    Single(u8),
    Composed(Compositions),
    Double(Grid),
    EucJp,
    Gb18030,
    Iso2022Jp,
}

/// The order of the bytes of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Big,
    Little,
    /// A byte order mark says which; it is written, little-endian, and without it little-endian is assumed.
    Marked,
}

/// Character sets of one byte whose marks join the letter before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compositions {
    /// Windows-1255.
    Hebrew,
    /// Windows-1258.
    Vietnamese,
}

/// Character sets of one and two bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grid {
    Big5,
    Cp932,
    EucCn,
    EucKr,
    Gbk,
    ShiftJis,
    Uhc,
}
