//! A table of deterministic states that is filled as the search needs them.
//!
//! A state is a key: what a search knows at a position, as numbers. The two searches define what the
//! numbers mean. A bound keeps the table small: when it is full, it starts anew.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::look::Side;
use super::program::{Inst, Program};
use crate::encoding::Charset;

/// States and numbers in keys that a table may hold.
const MAX_STATES: usize = 4096;
const MAX_KEYS: usize = 1 << 17;

/// A transition: the row of the state it leads to, and what is special about it. A search that sees
/// an entry without a special bit has nothing to do but go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry(u32);

impl Entry {
    const ACCEPT: u32 = 1 << 31;
    const UNKNOWN: u32 = 1 << 30;
    const DEAD: u32 = 1 << 29;
    const MARKED: u32 = 1 << 28;

    /// The row of the next state.
    #[inline(always)]
    pub(super) fn row(self) -> usize {
        (self.0 & (Entry::MARKED - 1)) as usize
    }

    #[inline(always)]
    pub(super) fn is_plain(self) -> bool {
        self.0 < Entry::MARKED
    }

    /// There is a match at the position before the symbol.
    #[inline]
    pub(super) fn accepts(self) -> bool {
        self.0 & Entry::ACCEPT != 0
    }

    /// The search has not come here yet.
    #[inline]
    pub(super) fn is_unknown(self) -> bool {
        self.0 & Entry::UNKNOWN != 0
    }

    /// Nothing can match any more.
    #[inline]
    pub(super) fn is_dead(self) -> bool {
        self.0 & Entry::DEAD != 0
    }
}

/// Bytes that no part of the pattern tells apart, and the two ways in which a text ends.
#[derive(Clone, Debug)]
pub(super) struct Symbols {
    class_of: [u8; 256],
    representatives: Vec<u8>,
}

impl Symbols {
    pub(super) fn new(program: &Program, charset: Charset) -> Symbols {
        // Bit b of the whole: byte b differs from the one before.
        let mut starts = [1_u64, 0, 0, 0];
        let mut start = |byte: u8| starts[usize::from(byte / 64)] |= 1 << (byte % 64);
        let mut cut = |low: u8, high: u8| {
            start(low);
            if let Some(behind) = high.checked_add(1) {
                start(behind);
            }
        };
        for inst in &program.insts {
            if let Inst::Bytes { start, end } = *inst {
                program.transitions[start as usize..end as usize].iter().for_each(|t| cut(t.low, t.high));
            }
        }
        if program.uses_look {
            cut(b'\n', b'\n');
            (0..=255).filter(|&byte| Side::of_byte(byte).is_word).for_each(|byte| cut(byte, byte));
        }
        if charset == Charset::Utf8 {
            cut(0x80, 0xbf);
        }
        let mut symbols = Symbols { class_of: [0; 256], representatives: Vec::new() };
        for (word, mut bits) in starts.into_iter().enumerate() {
            while bits != 0 {
                symbols.representatives.push((64 * word) as u8 + bits.trailing_zeros() as u8);
                bits &= bits - 1;
            }
        }
        // Each class goes from its first byte to the next one.
        let mut end = 256;
        for (class, &first) in symbols.representatives.iter().enumerate().rev() {
            symbols.class_of[usize::from(first)..end].fill(class as u8);
            end = usize::from(first);
        }
        symbols
    }

    #[inline]
    pub(super) fn of_byte(&self, byte: u8) -> usize {
        usize::from(self.class_of[usize::from(byte)])
    }

    pub(super) fn of_edge(&self, denied: bool) -> usize {
        self.representatives.len() + usize::from(denied)
    }

    /// What a symbol stands for: the side it makes, and a byte unless it is an edge.
    pub(super) fn meaning(&self, symbol: usize) -> (Side, Option<u8>) {
        match self.representatives.get(symbol) {
            Some(&byte) => (Side::of_byte(byte), Some(byte)),
            None => (Side::edge(symbol > self.representatives.len()), None),
        }
    }

    fn count(&self) -> usize {
        self.representatives.len() + 2
    }
}

/// The table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    keys: Vec<Box<[u32]>>,
    index: BTreeMap<Box<[u32]>, u32>,
    entries: Vec<Entry>,
    /// Rows are this power of two long, so that a state is the shifted row.
    shift: u32,
    key_numbers: usize,
}

impl Table {
    pub(super) fn new(symbols: &Symbols) -> Table {
        let shift = symbols.count().next_power_of_two().trailing_zeros();
        Table { keys: Vec::new(), index: BTreeMap::new(), entries: Vec::new(), shift, key_numbers: 0 }
    }

    fn reset(&mut self) {
        self.keys.clear();
        self.index.clear();
        self.entries.clear();
        self.key_numbers = 0;
    }

    /// The key of a row's state.
    pub(super) fn key(&self, row: usize) -> &[u32] {
        &self.keys[row >> self.shift]
    }

    /// The row of a key. This may forget all other states.
    pub(super) fn intern(&mut self, key: &[u32]) -> usize {
        if let Some(&state) = self.index.get(key) {
            return (state as usize) << self.shift;
        }
        if self.keys.len() >= MAX_STATES || self.key_numbers + key.len() > MAX_KEYS {
            self.reset();
        }
        let state = self.keys.len();
        self.keys.push(key.into());
        self.index.insert(key.into(), state as u32);
        self.entries.resize(self.entries.len() + (1 << self.shift), Entry(Entry::UNKNOWN));
        self.key_numbers += key.len();
        state << self.shift
    }

    /// Where `symbol` leads from the state of `row`.
    #[inline(always)]
    pub(super) fn entry(&self, row: usize, symbol: usize) -> Entry {
        self.entries[row + symbol]
    }

    /// Remembers where `symbol` leads from the state of `from`: to that of a key, or nowhere where there is
    /// none. An entry that leads to `mark` is special.
    pub(super) fn learn(
        &mut self,
        from: usize,
        symbol: usize,
        key: Option<&[u32]>,
        accepts: bool,
        mark: Option<&[u32]>,
    ) -> Entry {
        let before = self.keys.len();
        let mut bits = match key {
            Some(key) => self.intern(key) as u32,
            None => Entry::DEAD,
        };
        if accepts {
            bits |= Entry::ACCEPT;
        }
        if key.is_some() && key == mark {
            bits |= Entry::MARKED;
        }
        // Unless the table was emptied, `from` still is what it was.
        if self.keys.len() >= before {
            self.entries[from + symbol] = Entry(bits);
        }
        Entry(bits)
    }
}
