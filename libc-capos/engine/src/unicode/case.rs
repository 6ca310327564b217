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

/// Code points that fold to one of which they are neither the lower nor the upper case.
pub const VARIANTS: [u32; 31] = [
    0xb5, 0x17f, 0x1c5, 0x1c8, 0x1cb, 0x1f2, 0x345, 0x3c2, 0x3d0, 0x3d1, 0x3d5, 0x3d6, 0x3f0, 0x3f1, 0x3f4,
    0x3f5, 0x1c80, 0x1c81, 0x1c82, 0x1c83, 0x1c84, 0x1c85, 0x1c86, 0x1c87, 0x1c88, 0x1e9b, 0x1e9e, 0x1fbe,
    0x2126, 0x212a, 0x212b,
];

/// A form in which characters that differ only in case are equal: the lower case of the upper case,
/// so that letters with several lower-case forms (σ and ς) fold together. The Turkish letters that
/// share one case with i fold to themselves.
pub fn fold(code: u32) -> u32 {
    if matches!(code, 0x130 | 0x131) { code } else { to_lower(to_upper(code)) }
}

fn single(code: u32, map: impl Fn(char) -> Option<char>) -> u32 {
    char::from_u32(code).and_then(map).map_or(code, u32::from)
}

fn single_char(mut mapped: impl Iterator<Item = char>) -> Option<char> {
    let first = mapped.next();
    if mapped.next().is_some() { None } else { first }
}
