//! Ranges of physical memory: what is usable once everything that must stay is taken out.

#[cfg(test)]
mod tests;

use core::ops::Range;

const FRAME: u64 = crate::PAGE_SIZE as u64;

/// Ranges that at most `N` pieces describe; what does not fit is given up, smallest first.
pub(crate) struct MemoryMap<const N: usize> {
    ranges: [Range<u64>; N],
    used: usize,
}

impl<const N: usize> MemoryMap<N> {
    pub(crate) const fn new() -> Self {
        MemoryMap { ranges: [const { 0..0 }; N], used: 0 }
    }

    /// Adds usable memory, shrunk to whole frames.
    pub(crate) fn add(&mut self, range: Range<u64>) {
        let start = range.start.saturating_add(FRAME - 1) & !(FRAME - 1);
        let end = range.end & !(FRAME - 1);
        if start < end {
            self.push(start..end);
        }
    }

    /// Takes memory out, grown to whole frames.
    pub(crate) fn remove(&mut self, range: Range<u64>) {
        if range.is_empty() {
            return;
        }
        let start = range.start & !(FRAME - 1);
        let end = range.end.saturating_add(FRAME - 1) & !(FRAME - 1);
        let mut index = 0;
        while index < self.used {
            let old = self.ranges[index].clone();
            if old.end <= start || end <= old.start {
                index += 1;
                continue;
            }
            self.used -= 1;
            self.ranges.swap(index, self.used);
            for piece in [old.start..start.max(old.start), end.min(old.end)..old.end] {
                if !piece.is_empty() {
                    self.push(piece);
                }
            }
            // The pieces do not overlap what was removed, so looking at them again is harmless.
        }
    }

    pub(crate) fn ranges(&self) -> &[Range<u64>] {
        &self.ranges[..self.used]
    }

    /// One past the highest address.
    pub(crate) fn end(&self) -> u64 {
        self.ranges().iter().map(|range| range.end).max().unwrap_or(0)
    }

    /// The start of the lowest `length` bytes in a row, in whole frames, that end at or below `limit`.
    pub(crate) fn find(&self, length: u64, limit: u64) -> Option<u64> {
        let fits =
            self.ranges().iter().filter(|range| range.end.min(limit).saturating_sub(range.start) >= length);
        fits.map(|range| range.start).min()
    }

    fn push(&mut self, range: Range<u64>) {
        if self.used < N {
            self.ranges[self.used] = range;
            self.used += 1;
            return;
        }
        let smallest = self.ranges.iter_mut().min_by_key(|range| range.end - range.start);
        if let Some(smallest) = smallest
            && smallest.end - smallest.start < range.end - range.start
        {
            *smallest = range;
        }
    }
}
