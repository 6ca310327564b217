//! Random access to a string that ends with a null.

/// A string of bytes or wide characters.
pub trait Text {
    /// The unit at `index`; 0 where the string ends. Never called beyond the first 0.
    fn at(&self, index: usize) -> u32;

    /// Whether `unit` is white space in the locale of the text.
    fn is_space(&self, unit: u32) -> bool {
        matches!(unit, 0x20 | 0x09..=0x0d)
    }

    /// The locale's radix character.
    fn decimal_point(&self) -> u32 {
        u32::from(b'.')
    }

    /// The index of the first unit that is not white space.
    fn skip_space(&self) -> usize {
        let mut index = 0;
        while self.is_space(self.at(index)) {
            index += 1;
        }
        index
    }

    /// Consumes an optional sign: whether it was a minus, and where the rest starts.
    fn sign(&self, index: usize) -> (bool, usize) {
        match self.at(index) {
            0x2d => (true, index + 1),
            0x2b => (false, index + 1),
            _ => (false, index),
        }
    }

    /// Whether the ASCII letters of `word` (in lower case) follow in any case.
    fn matches_word(&self, index: usize, word: &[u8]) -> bool {
        // The comparison stops at the first difference, hence at the end of the text.
        word.iter().enumerate().all(|(offset, &letter)| lower(self.at(index + offset)) == u32::from(letter))
    }
}

impl Text for [u8] {
    fn at(&self, index: usize) -> u32 {
        self.get(index).copied().map_or(0, u32::from)
    }
}

/// ASCII lower case.
pub(crate) fn lower(unit: u32) -> u32 {
    if (0x41..=0x5a).contains(&unit) { unit | 0x20 } else { unit }
}

/// The value of an ASCII digit or letter in bases up to 36; 255 for anything else.
#[inline]
pub fn digit_value(unit: u32) -> u32 {
    let digit = unit.wrapping_sub(0x30);
    if digit < 10 {
        return digit;
    }
    // Capital letters differ from small ones by this bit.
    let letter = (unit | 0x20).wrapping_sub(0x61);
    if letter < 26 { letter + 10 } else { 255 }
}
