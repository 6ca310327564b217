//! Sets of characters.

use alloc::vec::Vec;

use crate::ctype::Class;
use crate::encoding::Charset;
use crate::{ctype, unicode};

/// A set of characters as ascending, separate ranges with both ends included. Characters are code
/// points in UTF-8 and bytes in the C locale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CharSet {
    ranges: Vec<(u32, u32)>,
}

/// The largest character.
pub(super) fn last(charset: Charset) -> u32 {
    match charset {
        Charset::Bytes => 0xff,
        Charset::Utf8 => 0x10_ffff,
    }
}

impl CharSet {
    pub(super) fn single(c: u32) -> CharSet {
        CharSet { ranges: Vec::from([(c, c)]) }
    }

    /// Every character.
    pub(super) fn all(charset: Charset) -> CharSet {
        CharSet { ranges: Vec::from([(0, last(charset))]) }
    }

    /// The members of a class.
    pub(super) fn class(class: Class, charset: Charset) -> CharSet {
        let mut set = CharSet::default();
        (0..0x80).filter(|&byte| ctype::is(byte, class)).for_each(|byte| set.add(byte.into(), byte.into()));
        if charset == Charset::Utf8 {
            unicode::for_each_range(class, &mut |low, high| set.ranges.push((low, high)));
        }
        set.normalise();
        set
    }

    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    pub(super) fn contains(&self, c: u32) -> bool {
        let after = self.ranges.partition_point(|&(low, _)| low <= c);
        after > 0 && c <= self.ranges[after - 1].1
    }

    pub(super) fn add(&mut self, low: u32, high: u32) {
        self.ranges.push((low, high));
    }

    pub(super) fn add_set(&mut self, other: &CharSet) {
        self.ranges.extend_from_slice(&other.ranges);
    }

    /// Restores order after additions.
    pub(super) fn normalise(&mut self) {
        self.ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(self.ranges.len());
        for &(low, high) in &self.ranges {
            match merged.last_mut() {
                Some((_, end)) if low <= end.saturating_add(1) => *end = high.max(*end),
                _ => merged.push((low, high)),
            }
        }
        self.ranges = merged;
    }

    /// All characters that are not in the (normal) set.
    pub(super) fn negated(&self, charset: Charset) -> CharSet {
        let mut ranges = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 0;
        for &(low, high) in &self.ranges {
            if low > next {
                ranges.push((next, low - 1));
            }
            next = high + 1;
        }
        if next <= last(charset) {
            ranges.push((next, last(charset)));
        }
        CharSet { ranges }
    }

    pub(super) fn remove(&mut self, c: u32, charset: Charset) {
        let mut others = self.negated(charset);
        others.add(c, c);
        others.normalise();
        *self = others.negated(charset);
    }

    /// Adds the members' other cases.
    pub(super) fn fold(&mut self, charset: Charset) {
        let mut cases = Vec::new();
        for &(low, high) in &self.ranges {
            for c in (low..=high).filter(|&c| may_have_case(c)) {
                cases.extend(other_cases(c, charset).into_iter().map(|c| (c, c)));
            }
        }
        self.ranges.extend(cases);
        self.normalise();
        if charset == Charset::Utf8 {
            let variants = unicode::VARIANTS.iter().filter(|&&c| self.contains(unicode::fold(c)));
            let variants: Vec<(u32, u32)> = variants.map(|&c| (c, c)).collect();
            self.ranges.extend(variants);
            self.normalise();
        }
    }
}

/// Whether the character lies where letters with cases are; the ideographs are not worth the look.
fn may_have_case(c: u32) -> bool {
    !matches!(c, 0x3400..=0xa63f | 0xac00..=0xfaff | 0x2_0000..)
}

/// Both cases of the character's folded form.
fn other_cases(c: u32, charset: Charset) -> [u32; 2] {
    match charset {
        Charset::Bytes if c < 0x80 => [ctype::to_lower(c as u8).into(), ctype::to_upper(c as u8).into()],
        Charset::Bytes => [c; 2],
        Charset::Utf8 => {
            let folded = unicode::fold(c);
            [folded, unicode::to_upper(folded)]
        }
    }
}

#[cfg(test)]
mod tests;
