//! Columns of a terminal.

use unicode_width::UnicodeWidthChar;

use super::class::is_print;

/// How many columns the character takes: 0 for NUL and combining characters, 2 for East Asian wide
/// ones, `None` for what cannot be printed.
pub fn width(code: u32) -> Option<usize> {
    match code {
        0 => Some(0),
        // A soft hyphen that is in the text is shown; Khmer beyyal, a sign of three columns, counts as one everywhere.
        0x20..=0x7e | 0xad | 0x17d8 => Some(1),
        _ => {
            let c = char::from_u32(code)?;
            if is_print(c) { c.width() } else { None }
        }
    }
}
