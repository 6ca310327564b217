//! One table look-up per question; bytes from 0x80 belong to no class.

use super::{Class, ClassSet};

static CLASSES: [ClassSet; 256] = {
    let mut table = [ClassSet::EMPTY; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = classify(byte as u8);
        byte += 1;
    }
    table
};

const fn classify(byte: u8) -> ClassSet {
    let mut set = ClassSet::EMPTY;
    let answers = [
        (Class::Alnum, byte.is_ascii_alphanumeric()),
        (Class::Alpha, byte.is_ascii_alphabetic()),
        (Class::Blank, matches!(byte, b' ' | b'\t')),
        (Class::Cntrl, byte.is_ascii_control()),
        (Class::Digit, byte.is_ascii_digit()),
        (Class::Graph, byte.is_ascii_graphic()),
        (Class::Lower, byte.is_ascii_lowercase()),
        (Class::Print, byte.is_ascii_graphic() || byte == b' '),
        (Class::Punct, byte.is_ascii_punctuation()),
        (Class::Space, matches!(byte, b' ' | b'\t'..=b'\r')),
        (Class::Upper, byte.is_ascii_uppercase()),
        (Class::Xdigit, byte.is_ascii_hexdigit()),
    ];
    let mut n = 0;
    while n < answers.len() {
        if answers[n].1 {
            set = set.with(answers[n].0);
        }
        n += 1;
    }
    set
}

/// Whether the byte belongs to the class.
#[inline]
pub fn is(byte: u8, class: Class) -> bool {
    CLASSES[usize::from(byte)].contains(class)
}

#[inline]
pub const fn to_lower(byte: u8) -> u8 {
    byte.to_ascii_lowercase()
}

#[inline]
pub const fn to_upper(byte: u8) -> u8 {
    byte.to_ascii_uppercase()
}
