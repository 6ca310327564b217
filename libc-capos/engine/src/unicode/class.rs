//! C's character classes by Unicode's properties.

use unicode_general_category::{GeneralCategory, get_general_category};

use crate::ctype::{self, Class};

/// Whether the code point belongs to the class in the locale C.UTF-8.
///
/// Digits outside ASCII are letters, since C reserves `digit` to 0 to 9; no-break spaces are not
/// `space`, since C's spaces separate words.
pub fn is(code: u32, class: Class) -> bool {
    if code < 0x80 {
        return ctype::is(code as u8, class);
    }
    let Some(c) = char::from_u32(code) else { return false };
    match class {
        Class::Alnum | Class::Alpha => is_letter(c),
        Class::Lower => c.is_lowercase() && is_letter(c),
        Class::Upper => c.is_uppercase() && is_letter(c),
        Class::Space => is_space(c),
        Class::Blank => is_space(c) && !is_control(c),
        Class::Cntrl => is_control(c),
        Class::Print => is_print(c),
        Class::Graph => is_print(c) && !is_space(c),
        Class::Punct => is_print(c) && !is_space(c) && !is_letter(c),
        Class::Digit | Class::Xdigit => false,
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || get_general_category(c) == GeneralCategory::DecimalNumber
}

fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Controls, and the two separators that act on lines.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether the code point stands for a character that one can print (private ones included).
pub(super) fn is_print(c: char) -> bool {
    // `core` may know letters of a newer version of Unicode than the categories.
    let is_assigned = get_general_category(c) != GeneralCategory::Unassigned || c.is_alphanumeric();
    is_assigned && !is_control(c)
}
