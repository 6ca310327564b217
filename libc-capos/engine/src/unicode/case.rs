//! Simple case mappings: one character to one character.
//!
//! `core` offers the full mappings. Where a full mapping has several characters, the simple one is
//! the character itself, except for the few that Unicode's data file gives and these functions name.

/// The lower-case form of a code point, or itself.
pub fn to_lower(code: u32) -> u32 {
    if code < 0x80 {
        return if (0x41..=0x5a).contains(&code) { code | 0x20 } else { code };
    }
    // LATIN CAPITAL LETTER I WITH DOT ABOVE: in full, i and a combining dot.
    if code == 0x130 {
        return 0x69;
    }
    single(code, |c| single_char(c.to_lowercase()))
}

/// The upper-case form of a code point, or itself.
pub fn to_upper(code: u32) -> u32 {
    if code < 0x80 {
        return if (0x61..=0x7a).contains(&code) { code & !0x20 } else { code };
    }
    match code {
        // Greek letters with iota subscript, whose upper case writes the iota in full.
        0x1f80..=0x1f87 | 0x1f90..=0x1f97 | 0x1fa0..=0x1fa7 => code + 8,
        0x1fb3 | 0x1fc3 | 0x1ff3 => code + 9,
        _ => single(code, |c| single_char(c.to_uppercase())),
    }
}

/// A form in which characters that differ only in case are equal: the lower case of the upper case,
/// so that letters with several lower-case forms (σ and ς) fold together.
pub fn fold(code: u32) -> u32 {
    to_lower(to_upper(code))
}

fn single(code: u32, map: impl Fn(char) -> Option<char>) -> u32 {
    char::from_u32(code).and_then(map).map_or(code, u32::from)
}

fn single_char(mut mapped: impl Iterator<Item = char>) -> Option<char> {
    let first = mapped.next();
    if mapped.next().is_some() { None } else { first }
}
