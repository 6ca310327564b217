//! Compiled time zone files: TZif versions 1 to 4 (RFC 9636), read in place.
//!
//! [`TzFile::parse`] checks every count and index once, so that look-ups cannot fail. Leap second
//! tables (`right/` zones) are not applied: POSIX time has no leap seconds.

use super::posix_tz::PosixTz;
use super::zone::{LocalType, Summary, nearest_rule};

const HEADER_LEN: usize = 44;
const TYPE_LEN: usize = 6;
/// Offsets must stay within this many seconds of Greenwich (RFC 9636 asks for less than 26 hours).
const MAX_OFFSET: i32 = 26 * 3600;

/// A checked TZif file in the bytes `B`.
#[derive(Clone, Debug)]
pub struct TzFile<B> {
    bytes: B,
    block: Block,
    footer: Option<PosixTz>,
}

/// Where the parts of the data block that we use lie.
#[derive(Clone, Copy, Debug)]
struct Block {
    /// Width of a transition time: 4 in version 1, else 8.
    time_len: usize,
    times: usize,
    time_count: usize,
    indices: usize,
    types: usize,
    type_count: usize,
    abbrs: usize,
    abbr_len: usize,
    end: usize,
}

impl Block {
    /// Reads the header at `start`; the block must lie within `bytes`.
    fn parse(bytes: &[u8], start: usize, time_len: usize) -> Option<Block> {
        let header = bytes.get(start..start.checked_add(HEADER_LEN)?)?;
        if !header.starts_with(b"TZif") {
            return None;
        }
        let count = |n: usize| be_u32(header, 20 + 4 * n) as usize;
        let (ut_count, wall_count, leap_count) = (count(0), count(1), count(2));
        let (time_count, type_count, abbr_len) = (count(3), count(4), count(5));
        let times = start + HEADER_LEN;
        let indices = times.checked_add(time_count.checked_mul(time_len)?)?;
        let types = indices.checked_add(time_count)?;
        let abbrs = types.checked_add(type_count.checked_mul(TYPE_LEN)?)?;
        let leaps = abbrs.checked_add(abbr_len)?;
        let walls = leaps.checked_add(leap_count.checked_mul(time_len + 4)?)?;
        let end = walls.checked_add(wall_count)?.checked_add(ut_count)?;
        (end <= bytes.len()).then_some(Block {
            time_len,
            times,
            time_count,
            indices,
            types,
            type_count,
            abbrs,
            abbr_len,
            end,
        })
    }
}

fn be_u32(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4].iter().fold(0, |value, &byte| value << 8 | u32::from(byte))
}

impl<B: AsRef<[u8]>> TzFile<B> {
    /// Checks the file; `None` where any part of it is malformed.
    pub fn parse(file: B) -> Option<TzFile<B>> {
        let bytes = file.as_ref();
        let mut block = Block::parse(bytes, 0, 4)?;
        let mut footer = None;
        if bytes[4] >= b'2' {
            block = Block::parse(bytes, block.end, 8)?;
            let text = bytes[block.end..].strip_prefix(b"\n")?;
            let text = &text[..text.iter().position(|&b| b == b'\n')?];
            if !text.is_empty() {
                footer = Some(PosixTz::parse(text)?);
            }
        }
        let parsed = TzFile { bytes: file, block, footer };
        parsed.is_consistent().then_some(parsed)
    }

    /// Whether every index points at something and the times ascend.
    fn is_consistent(&self) -> bool {
        let block = &self.block;
        let bytes = self.bytes.as_ref();
        let abbrs = &bytes[block.abbrs..block.abbrs + block.abbr_len];
        let type_is_sound = |index: usize| {
            let entry = self.type_entry(index);
            let abbr = usize::from(entry[5]);
            let offset = be_u32(entry, 0) as i32;
            offset > -MAX_OFFSET
                && offset < MAX_OFFSET
                && entry[4] <= 1
                && abbrs.get(abbr..).is_some_and(|a| a.contains(&0))
        };
        block.type_count > 0
            && (0..block.type_count).all(type_is_sound)
            && bytes[block.indices..block.types].iter().all(|&i| usize::from(i) < block.type_count)
            && (1..block.time_count).all(|n| self.time(n - 1) < self.time(n))
    }

    fn type_entry(&self, index: usize) -> &[u8] {
        let at = self.block.types + index * TYPE_LEN;
        &self.bytes.as_ref()[at..at + TYPE_LEN]
    }

    /// The instant of transition `n`.
    fn time(&self, n: usize) -> i64 {
        let at = self.block.times + n * self.block.time_len;
        let bytes = self.bytes.as_ref();
        let high = be_u32(bytes, at);
        if self.block.time_len == 4 {
            return i64::from(high as i32);
        }
        (i64::from(high) << 32) | i64::from(be_u32(bytes, at + 4))
    }

    fn local_type(&self, index: usize) -> LocalType<'_> {
        let entry = self.type_entry(index);
        let bytes = self.bytes.as_ref();
        let abbrs = &bytes[self.block.abbrs..self.block.abbrs + self.block.abbr_len];
        let abbr = &abbrs[usize::from(entry[5])..];
        let end = abbr.iter().position(|&b| b == 0).unwrap_or(abbr.len());
        LocalType { offset: be_u32(entry, 0) as i32, is_dst: entry[4] != 0, abbr: &abbr[..end] }
    }

    /// What transition `n` leads to.
    fn after(&self, n: usize) -> LocalType<'_> {
        self.local_type(usize::from(self.bytes.as_ref()[self.block.indices + n]))
    }

    /// How many transitions happened at or before `seconds`.
    fn passed(&self, seconds: i64) -> usize {
        let (mut low, mut high) = (0, self.block.time_count);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.time(middle) <= seconds {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// What holds at `seconds` after the epoch.
    pub fn lookup(&self, seconds: i64) -> LocalType<'_> {
        let passed = self.passed(seconds);
        match &self.footer {
            Some(rules) if passed == self.block.time_count => rules.lookup(seconds),
            _ if passed == 0 => self.local_type(0),
            _ => self.after(passed - 1),
        }
    }

    /// The rules that hold after the last transition.
    pub(super) fn footer(&self) -> Option<&PosixTz> {
        self.footer.as_ref()
    }

    /// The instant of the last transition, or the earliest instant where there is none.
    pub(super) fn last_transition(&self) -> i64 {
        self.block.time_count.checked_sub(1).map_or(i64::MIN, |last| self.time(last))
    }

    /// Calls `visit` with what each transition after `from` and up to `to` leads to.
    pub(super) fn changes_between<'a>(
        &'a self,
        from: i64,
        to: i64,
        visit: &mut dyn FnMut(i64, LocalType<'a>),
    ) {
        (self.passed(from)..self.passed(to)).for_each(|n| visit(self.time(n), self.after(n)));
    }

    /// The period with the daylight flag `is_dst` nearest to `seconds`, counted in transitions.
    pub(super) fn nearest(&self, seconds: i64, is_dst: bool) -> Option<LocalType<'_>> {
        let passed = self.passed(seconds);
        let from_footer = || nearest_rule(self.footer.as_ref()?, is_dst);
        if passed == self.block.time_count
            && let Some(found) = from_footer()
        {
            return Some(found);
        }
        let period = |n: usize| if n == 0 { self.local_type(0) } else { self.after(n - 1) };
        (0..=self.block.time_count)
            .flat_map(|distance| [passed.checked_sub(distance), passed.checked_add(distance)])
            .flatten()
            .filter(|&n| n <= self.block.time_count)
            .map(period)
            .find(|found| found.is_dst == is_dst)
            .or_else(from_footer)
    }

    /// The names and offsets of the rules in force after the last transition; of the last recorded
    /// periods where the file has no such rules.
    pub(super) fn summary(&self) -> Summary<'_> {
        if let Some(rules) = &self.footer {
            return Summary { standard: rules.standard(), daylight: rules.daylight() };
        }
        let latest = |is_dst| {
            (0..self.block.time_count).rev().map(|n| self.after(n)).find(|found| found.is_dst == is_dst)
        };
        Summary { standard: latest(false).unwrap_or_else(|| self.local_type(0)), daylight: latest(true) }
    }
}

#[cfg(test)]
mod tests;
