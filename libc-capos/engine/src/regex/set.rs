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
        set.add_bytes(|byte| byte < 0x80 && ctype::is(byte, class));
        if charset == Charset::Utf8 {
            unicode::for_each_range(class, &mut |low, high| set.ranges.push((low, high)));
        }
        set.normalise();
        set
    }

    /// Adds the bytes with a property, in ascending ranges.
    fn add_bytes(&mut self, holds: impl Fn(u8) -> bool) {
        let mut start = None;
        for byte in 0..=0xff_u8 {
            match start {
                None if holds(byte) => start = Some(byte),
                Some(first) if !holds(byte) => {
                    self.add(first.into(), u32::from(byte) - 1);
                    start = None;
                }
                _ => {}
            }
        }
        if let Some(first) = start {
            self.add(first.into(), 0xff);
        }
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
        if self.ranges.windows(2).all(|pair| pair[0].1.saturating_add(1) < pair[1].0) {
            return;
        }
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
        if charset == Charset::Bytes {
            return self.fold_bytes();
        }
        let mut cases = Vec::new();
        for &(low, high) in &self.ranges {
            for c in (low..=high).filter(|&c| may_have_case(c)) {
                let folded = unicode::fold(c);
                cases.extend([folded, unicode::to_upper(folded)].map(|c| (c, c)));
            }
        }
        self.ranges.extend(cases);
        self.normalise();
        let variants = unicode::VARIANTS.iter().filter(|&&c| self.contains(unicode::fold(c)));
        let variants: Vec<(u32, u32)> = variants.map(|&c| (c, c)).collect();
        self.ranges.extend(variants);
        self.normalise();
    }

    /// The same where characters are bytes: only ASCII has cases.
    fn fold_bytes(&mut self) {
        let mut members = [false; 256];
        for &(low, high) in &self.ranges {
            for byte in low as u8..=high as u8 {
                members[usize::from(byte)] = true;
                members[usize::from(byte.to_ascii_lowercase())] = true;
                members[usize::from(byte.to_ascii_uppercase())] = true;
            }
        }
        self.ranges.clear();
        self.add_bytes(|byte| members[usize::from(byte)]);
    }
}

/// Whether the character lies where letters with cases are; the ideographs are not worth the look.
fn may_have_case(c: u32) -> bool {
    !matches!(c, 0x3400..=0xa63f | 0xac00..=0xfaff | 0x2_0000..)
}

#[cfg(test)]
mod tests;
