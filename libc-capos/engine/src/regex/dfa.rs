//! A table of deterministic states that is filled as the search needs them.
//!
//! A state is a key: what a search knows at a position, as numbers. The two searches define what the
//! numbers mean. A bound keeps the table small: when it is full, it starts anew.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use super::look::Side;
use super::program::{Inst, Program};
use crate::encoding::Charset;

/// States and numbers in keys that a table may hold.
const MAX_STATES: usize = 4096;
const MAX_KEYS: usize = 1 << 17;

/// The state from which nothing can match any more.
pub(super) const DEAD: u32 = 0;
const UNKNOWN: u32 = 0;
/// In an entry of the table: there is a match at the position before the symbol.
const ACCEPT: u32 = 1 << 31;

/// Bytes that no part of the pattern tells apart, and the two ways in which a text ends.
#[derive(Clone, Debug)]
pub(super) struct Symbols {
    class_of: [u8; 256],
    representatives: Vec<u8>,
}

impl Symbols {
    pub(super) fn new(program: &Program, charset: Charset) -> Symbols {
        // `starts[b]`: byte b differs from the one before.
        let mut starts = [false; 257];
        let mut cut = |low: u8, high: u8| {
            starts[usize::from(low)] = true;
            starts[usize::from(high) + 1] = true;
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
        for byte in 0..=255_u8 {
            if byte == 0 || starts[usize::from(byte)] {
                symbols.representatives.push(byte);
            }
            symbols.class_of[usize::from(byte)] = (symbols.representatives.len() - 1) as u8;
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
    next: Vec<u32>,
    stride: usize,
    key_numbers: usize,
}

impl Table {
    pub(super) fn new(symbols: &Symbols) -> Table {
        let mut table = Table {
            keys: Vec::new(),
            index: BTreeMap::new(),
            next: Vec::new(),
            stride: symbols.count(),
            key_numbers: 0,
        };
        table.reset();
        table
    }

    fn reset(&mut self) {
        self.keys.clear();
        self.index.clear();
        self.next.clear();
        self.key_numbers = 0;
        // The dead state has number 0 and no key of a search.
        self.keys.push(Box::default());
        self.next.extend(vec![UNKNOWN; self.stride]);
    }

    pub(super) fn key(&self, state: u32) -> &[u32] {
        &self.keys[state as usize]
    }

    /// The state of a key. This may forget all other states.
    pub(super) fn intern(&mut self, key: &[u32]) -> u32 {
        if key.is_empty() {
            return DEAD;
        }
        if let Some(&state) = self.index.get(key) {
            return state;
        }
        if self.keys.len() >= MAX_STATES || self.key_numbers + key.len() > MAX_KEYS {
            self.reset();
        }
        let state = self.keys.len() as u32;
        self.keys.push(key.into());
        self.index.insert(key.into(), state);
        self.next.extend(vec![UNKNOWN; self.stride]);
        self.key_numbers += key.len();
        state
    }

    /// Where `symbol` leads from `state` and whether there is a match before it, if that is known.
    #[inline]
    pub(super) fn known(&self, state: u32, symbol: usize) -> Option<(u32, bool)> {
        let entry = self.next[state as usize * self.stride + symbol];
        (entry != UNKNOWN).then(|| ((entry & !ACCEPT) - 1, entry & ACCEPT != 0))
    }

    /// Remembers where `symbol` leads from `from`, and returns it.
    pub(super) fn learn(&mut self, from: u32, symbol: usize, key: &[u32], accept: bool) -> (u32, bool) {
        let before = self.keys.len();
        let state = self.intern(key);
        // Unless the table was emptied, `from` still is what it was.
        if self.keys.len() >= before {
            let accept_bit = if accept { ACCEPT } else { 0 };
            self.next[from as usize * self.stride + symbol] = (state + 1) | accept_bit;
        }
        (state, accept)
    }
}
