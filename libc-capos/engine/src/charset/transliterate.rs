//! Replacements for characters that a character set lacks.

use super::tables::transliterations::{CHARACTERS, POOL, STARTS};

/// Bits of an entry that hold the number of the replacement.
const NUMBER_BITS: u32 = 12;

/// The ASCII text for a character; `?` for one that has no better.
pub(super) fn replacement(code: u32) -> &'static str {
    let found = CHARACTERS.binary_search_by(|entry| (entry >> NUMBER_BITS).cmp(&code));
    let text = found.ok().and_then(|at| {
        let number = (CHARACTERS[at] & ((1 << NUMBER_BITS) - 1)) as usize;
        POOL.get(usize::from(STARTS[number])..usize::from(STARTS[number + 1]))
    });
    text.unwrap_or("?")
}

/// Whether a character is one of the tags, which are left out wherever they are missing.
pub(super) fn is_tag(code: u32) -> bool {
    matches!(code, 0xe_0000..=0xe_007f)
}
