//! Which frames are free: a tree of bitmaps, 64 to one.
//!
//! A bit of level 0 is set when its frame is free; a bit of a higher level when the word below it has any bit
//! set. Taking a frame looks at one word in each level, so it costs the same however much memory there is
//! (the top level, one word for each 2^18 frames, is searched from a hint).

#[cfg(test)]
mod tests;

const LEVELS: usize = 3;

pub(crate) struct FrameBitmap<'a> {
    levels: [&'a mut [u64]; LEVELS],
    free: u64,
}

/// Words in each level for so many frames.
const fn level_lengths(frames: usize) -> [usize; LEVELS] {
    let bottom = frames.div_ceil(64);
    let middle = bottom.div_ceil(64);
    [bottom, middle, middle.div_ceil(64)]
}

impl<'a> FrameBitmap<'a> {
    /// Words of storage that `new` needs for frame numbers below `frames`.
    pub(crate) const fn storage_words(frames: usize) -> usize {
        let [bottom, middle, top] = level_lengths(frames);
        bottom + middle + top
    }

    /// No frame is free. Panics if the storage has not `storage_words(frames)` words.
    pub(crate) fn new(storage: &'a mut [u64], frames: usize) -> Self {
        assert_eq!(storage.len(), Self::storage_words(frames));
        storage.fill(0);
        let [bottom, middle, _] = level_lengths(frames);
        let (bottom, rest) = storage.split_at_mut(bottom);
        let (middle, top) = rest.split_at_mut(middle);
        FrameBitmap { levels: [bottom, middle, top], free: 0 }
    }

    /// Number of free frames.
    pub(crate) fn free(&self) -> u64 {
        self.free
    }

    /// Frees a run of frames, whole words at a time.
    pub(crate) fn insert_range(&mut self, start: usize, end: usize) {
        let mut frame = start;
        while frame < end {
            let first = frame % 64;
            let count = (64 - first).min(end - frame);
            let mask = (u64::MAX >> (64 - count)) << first;
            let word = frame / 64;
            debug_assert!(self.levels[0][word] & mask == 0, "frames are free already");
            self.levels[0][word] |= mask;
            self.mark(word);
            frame += count;
        }
        self.free += (end - start) as u64;
    }

    /// Frees one frame.
    #[inline]
    pub(crate) fn insert(&mut self, frame: usize) {
        let word = frame / 64;
        let before = self.levels[0][word];
        debug_assert!(before & 1 << (frame % 64) == 0, "frame {frame:#x} is free already");
        self.levels[0][word] = before | 1 << (frame % 64);
        if before == 0 {
            self.mark(word);
        }
        self.free += 1;
    }

    /// Takes the lowest free frame.
    #[inline]
    pub(crate) fn take(&mut self) -> Option<usize> {
        let top = self.levels[2].iter().position(|&word| word != 0)?;
        let middle = top * 64 + self.levels[2][top].trailing_zeros() as usize;
        let bottom = middle * 64 + self.levels[1][middle].trailing_zeros() as usize;
        let frame = bottom * 64 + self.levels[0][bottom].trailing_zeros() as usize;
        self.remove(frame);
        Some(frame)
    }

    fn remove(&mut self, frame: usize) {
        let mut index = frame;
        for level in &mut self.levels {
            level[index / 64] &= !(1 << (index % 64));
            if level[index / 64] != 0 {
                break;
            }
            index /= 64;
        }
        self.free -= 1;
    }

    /// Notes in the upper levels that a word of level 0 has a bit set.
    fn mark(&mut self, word: usize) {
        self.levels[1][word / 64] |= 1 << (word % 64);
        self.levels[2][word / 4096] |= 1 << (word / 64 % 64);
    }
}
