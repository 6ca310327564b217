//! `%[…]`: sets of characters.

use super::environment::Targets;
use crate::format::{Decoded, Unit};

/// Calls `visit` with each range of the set until it says true; whether it did.
///
/// A `-` between two members makes a range, as every C library has it; first or last it is a member.
fn any_range(mut next: impl FnMut() -> Option<u32>, mut visit: impl FnMut(u32, u32) -> bool) -> bool {
    const HYPHEN: u32 = 0x2d;
    let mut low = next();
    while let Some(start) = low {
        let following = next();
        if following != Some(HYPHEN) {
            if visit(start, start) {
                return true;
            }
            low = following;
            continue;
        }
        match next() {
            Some(end) => {
                if visit(start, end) {
                    return true;
                }
                low = next();
            }
            // The hyphen comes last.
            None => return visit(start, start) || visit(HYPHEN, HYPHEN),
        }
    }
    false
}

/// A set over bytes, as a table.
pub(super) struct ByteSet([u64; 4]);

impl ByteSet {
    pub fn new<U: Unit>(set: &[U], negated: bool) -> Self {
        let mut bits = [0; 4];
        let mut units = set.iter().map(|unit| unit.code());
        any_range(
            || units.next(),
            |low, high| {
                add(&mut bits, low, high.min(0xff));
                false
            },
        );
        Self(if negated { bits.map(|word| !word) } else { bits })
    }

    #[inline]
    pub fn contains(&self, unit: u32) -> bool {
        self.0.get((unit / 64) as usize).is_some_and(|word| word >> (unit % 64) & 1 != 0)
    }
}

/// Adds the bytes from `low` to `high`, a word at a time.
fn add(bits: &mut [u64; 4], low: u32, high: u32) {
    for (word, bits) in (0..).step_by(64).zip(bits) {
        let (first, last) = (low.max(word), high.min(word + 63));
        if first <= last {
            *bits |= u64::MAX >> (63 - (last - first)) << (first - word);
        }
    }
}

/// Whether a set over wide characters contains `code`. In a narrow format its members are multibyte.
pub(super) fn wide_set_contains<U: Unit, T: Targets>(
    targets: &T,
    set: &[U],
    negated: bool,
    code: u32,
) -> bool {
    let mut rest = set;
    let next = || {
        let (first, length) = first_character(targets, rest)?;
        rest = &rest[length..];
        Some(first)
    };
    any_range(next, |low, high| (low..=high).contains(&code)) != negated
}

fn first_character<U: Unit, T: Targets>(targets: &T, units: &[U]) -> Option<(u32, usize)> {
    let first = units.first()?.code();
    if U::WIDE {
        return Some((first, 1));
    }
    let mut bytes = [0; 16];
    for (index, unit) in units.iter().take(bytes.len()).enumerate() {
        bytes[index] = unit.code() as u8;
        match targets.decode(&bytes[..=index]) {
            Decoded::Character(code) => return Some((code, index + 1)),
            Decoded::Incomplete => {}
            Decoded::Invalid => break,
        }
    }
    Some((first, 1))
}
