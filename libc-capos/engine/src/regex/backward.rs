//! Where a match with a known end begins: the furthest start from which the end can be reached.
//!
//! The search walks backward over the same automaton. A key is: the side after the position, then the
//! states from which the rest of the match can be read.

use alloc::vec::Vec;

use super::dfa::{Entry, Symbols, Table};
use super::look::{Input, LookSet, Side};
use super::program::{Id, Program};
use super::sparse::SparseSet;
use crate::encoding::Charset;

pub(super) struct Backward<'p> {
    pub program: &'p Program,
    pub symbols: &'p Symbols,
    pub charset: Charset,
}

/// Space for a step.
#[derive(Clone, Debug)]
pub(super) struct Scratch {
    closed: SparseSet,
    reached: SparseSet,
    stack: Vec<Id>,
}

impl Scratch {
    pub(super) fn new(program: &Program) -> Scratch {
        Scratch {
            closed: SparseSet::new(program.len()),
            reached: SparseSet::new(program.len()),
            stack: Vec::new(),
        }
    }
}

impl Backward<'_> {
    /// The start of the longest match that ends at `end`.
    pub(super) fn find(
        &self,
        input: &Input<'_>,
        end: usize,
        table: &mut Table,
        scratch: &mut Scratch,
    ) -> Option<usize> {
        let exact_words = self.program.uses_word && self.charset == Charset::Utf8 && !input.text.is_ascii();
        let key = Vec::from([self.side(input.after(end)), self.program.accept()]);
        if exact_words {
            self.find_exactly(input, end, key, scratch)
        } else {
            self.find_fast(input, end, &key, table, scratch)
        }
    }

    fn find_fast(
        &self,
        input: &Input<'_>,
        end: usize,
        key: &[u32],
        table: &mut Table,
        scratch: &mut Scratch,
    ) -> Option<usize> {
        let mut row = table.intern(key);
        let mut found = None;
        for at in (0..=end).rev() {
            let symbol = match at.checked_sub(1) {
                Some(last) => self.symbols.of_byte(input.text[last]),
                None => self.symbols.of_edge(input.not_bol),
            };
            let mut entry = table.entry(row, symbol);
            if entry.is_unknown() {
                entry = self.learn(table, row, symbol, scratch);
            }
            if entry.accepts() {
                found = Some(at);
            }
            if entry.is_dead() {
                break;
            }
            row = entry.row();
        }
        found
    }

    /// The same search step by step, with conditions that know about words outside ASCII.
    fn find_exactly(
        &self,
        input: &Input<'_>,
        end: usize,
        mut key: Vec<u32>,
        scratch: &mut Scratch,
    ) -> Option<usize> {
        let mut found = None;
        for at in (0..=end).rev() {
            let byte = at.checked_sub(1).map(|last| input.text[last]);
            if self.step(&mut key, input.look(at), byte, scratch) {
                found = Some(at);
            }
            if key.len() == 1 {
                break;
            }
        }
        found
    }

    fn learn(&self, table: &mut Table, row: usize, symbol: usize, scratch: &mut Scratch) -> Entry {
        let mut key = table.key(row).to_vec();
        let (before, byte) = self.symbols.meaning(symbol);
        let after = Side::from_bits(key[0] as u8);
        let accept = self.step(&mut key, LookSet::between(before, after), byte, scratch);
        let next = if key.len() == 1 { None } else { Some(&key[..]) };
        table.learn(row, symbol, next, accept, None)
    }

    fn side(&self, side: Side) -> u32 {
        if self.program.uses_look { side.to_bits().into() } else { 0 }
    }

    /// Replaces the key by the one before `byte` (none at the start of the text); whether a match begins
    /// behind the byte.
    fn step(&self, key: &mut Vec<u32>, look: LookSet, byte: Option<u8>, scratch: &mut Scratch) -> bool {
        scratch.closed.clear();
        scratch.reached.clear();
        for &id in &key[1..] {
            self.program.close_backward(id, look, &mut scratch.stack, &mut scratch.closed);
        }
        key.truncate(1);
        if let Some(byte) = byte {
            key[0] = self.side(Side::of_byte(byte));
            for &id in scratch.closed.as_slice() {
                self.program.step_backward(id, byte, |from| {
                    if scratch.reached.insert(from) {
                        key.push(from);
                    }
                });
            }
            key[1..].sort_unstable();
        }
        scratch.closed.contains(0)
    }
}
