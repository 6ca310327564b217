//! Where the leftmost-longest match ends.
//!
//! The states of the automaton that are reached at a position are kept in groups by where their match
//! began, earliest first, each state in the first group that has it. When a group matches, the groups
//! after it are dropped and no new ones begin: later matches can only begin earlier or be longer.
//! So the last match that is seen is the leftmost-longest one.
//!
//! A key is: the side before the position and whether there was a match, then the groups, each ended
//! by [`END`].

use alloc::vec::Vec;

use super::dfa::{Entry, Symbols, Table};
use super::look::{Input, LookSet, Side};
use super::program::{Id, Program, Transition};
use super::sparse::SparseSet;
use crate::encoding::Charset;

/// Ends a group.
const END: u32 = u32::MAX;
const MATCHED: u32 = 1 << 8;
const SIDE: u32 = 0xff;

/// What the search needs to know about the pattern.
pub(super) struct Forward<'p> {
    pub program: &'p Program,
    pub symbols: &'p Symbols,
    pub charset: Charset,
    /// Whether matches begin at the start of the text only.
    pub is_anchored: bool,
    /// Bytes with which a match can begin; `None` where it can be empty.
    pub first: Option<&'p FirstBytes>,
}

/// A set of bytes that is looked for in texts.
#[derive(Clone, Debug)]
pub(super) struct FirstBytes {
    pub members: [bool; 256],
    shape: Shape,
}

/// What can be said of a set besides its members.
#[derive(Clone, Copy, Debug)]
enum Shape {
    /// All members, one of them repeatedly.
    Few([u8; 3]),
    /// The lowest member, and how far from it the highest one of all that follow is.
    Range(u8, u8),
    Any,
}

impl FirstBytes {
    /// The bytes that begin one of the transitions.
    pub(super) fn new(transitions: impl Iterator<Item = Transition>) -> FirstBytes {
        let mut members = [false; 256];
        let (mut low, mut high) = (u8::MAX, 0);
        for transition in transitions {
            members[usize::from(transition.low)..=usize::from(transition.high)].fill(true);
            (low, high) = (low.min(transition.low), high.max(transition.high));
        }
        let between = members.get(usize::from(low)..=usize::from(high)).unwrap_or(&[]);
        let shape = match between.iter().filter(|&&is_member| is_member).count() {
            0 => Shape::Any,
            1..=3 => {
                let mut found = (low..=high).filter(|&byte| members[usize::from(byte)]);
                Shape::Few([0; 3].map(|_| found.next().unwrap_or(low)))
            }
            count if count == between.len() => Shape::Range(low, high - low),
            _ => Shape::Any,
        };
        FirstBytes { members, shape }
    }

    /// The index of the first member in the text.
    #[inline]
    fn find(&self, text: &[u8]) -> Option<usize> {
        // Bytes looked at one by one, and as one.
        const NEAR: usize = 16;
        const CHUNK: usize = 64;
        const FEW: usize = 8;
        let is_member = |byte: &u8| self.members[usize::from(*byte)];
        let (near, far) = text.split_at(text.len().min(NEAR));
        if let Some(at) = near.iter().position(is_member) {
            return Some(at);
        }
        // Without a branch for each byte the comparisons become vector instructions, where the shape allows those.
        let passed = match self.shape {
            Shape::Few([a, b, c]) => free_of(far, CHUNK, |byte| (byte == a) | (byte == b) | (byte == c)),
            Shape::Range(low, span) => free_of(far, CHUNK, |byte| byte.wrapping_sub(low) <= span),
            Shape::Any => free_of(far, FEW, |byte| self.members[usize::from(byte)]),
        };
        let rest = &far[passed..];
        Some(near.len() + passed + rest.iter().position(is_member)?)
    }
}

/// How many bytes at the front, in whole chunks, are no members.
#[inline(always)]
fn free_of(text: &[u8], chunk: usize, is_member: impl Fn(u8) -> bool) -> usize {
    let has_member = |bytes: &&[u8]| bytes.iter().fold(false, |found, &byte| found | is_member(byte));
    text.chunks_exact(chunk).take_while(|bytes| !has_member(bytes)).count() * chunk
}

/// Space for a step.
#[derive(Clone, Debug)]
pub(super) struct Scratch {
    closed: SparseSet,
    reached: SparseSet,
    stack: Vec<Id>,
    key: Vec<u32>,
}

impl Scratch {
    pub(super) fn new(program: &Program) -> Scratch {
        Scratch {
            closed: SparseSet::new(program.len()),
            reached: SparseSet::new(program.len()),
            stack: Vec::new(),
            key: Vec::new(),
        }
    }
}

impl Forward<'_> {
    /// The end of the leftmost-longest match.
    pub(super) fn find(&self, input: &Input<'_>, table: &mut Table, scratch: &mut Scratch) -> Option<usize> {
        let exact_words = self.program.uses_word && self.charset == Charset::Utf8 && !input.text.is_ascii();
        if exact_words { self.find_exactly(input, scratch) } else { self.find_fast(input, table, scratch) }
    }

    fn find_fast(&self, input: &Input<'_>, table: &mut Table, scratch: &mut Scratch) -> Option<usize> {
        let text = input.text;
        let start_key = [self.side(input.before(0))];
        let mut row = table.intern(&start_key);
        let mut found = None;
        let mut at = self.skip(text, 0)?;
        while at < text.len() {
            let symbol = self.symbols.of_byte(text[at]);
            let mut entry = table.entry(row, symbol);
            if entry.is_plain() {
                row = entry.row();
                at += 1;
                continue;
            }
            if entry.is_unknown() {
                entry = self.learn(table, row, symbol, &start_key, scratch);
            }
            if entry.accepts() {
                found = Some(at);
            }
            if entry.is_dead() {
                return found;
            }
            row = entry.row();
            at += 1;
            if !entry.is_plain() && table.key(row) == start_key {
                // Nothing has begun: go where something can.
                match self.skip(text, at) {
                    Some(next) => at = next,
                    None => return found,
                }
            }
        }
        let symbol = self.symbols.of_edge(input.not_eol);
        let mut entry = table.entry(row, symbol);
        if entry.is_unknown() {
            entry = self.learn(table, row, symbol, &start_key, scratch);
        }
        if entry.accepts() { Some(text.len()) } else { found }
    }

    /// The first position from `at` on where a match can begin, given that what stands before does not
    /// matter; `at` itself where that is not known. `None` where no match can begin any more.
    fn skip(&self, text: &[u8], at: usize) -> Option<usize> {
        match self.first {
            Some(first) if !self.program.uses_look => Some(at + first.find(&text[at..])?),
            _ => Some(at),
        }
    }

    fn learn(
        &self,
        table: &mut Table,
        row: usize,
        symbol: usize,
        start_key: &[u32],
        scratch: &mut Scratch,
    ) -> Entry {
        let (after, byte) = self.symbols.meaning(symbol);
        let key = core::mem::take(&mut scratch.key);
        let before = Side::from_bits((table.key(row)[0] & SIDE) as u8);
        let (key, accept) = self.step(table.key(row), before, after, byte, key, scratch);
        let next = if key.is_empty() { None } else { Some(&key[..]) };
        let entry = table.learn(row, symbol, next, accept, Some(start_key));
        scratch.key = key;
        entry
    }

    /// The same search step by step, with sides that know about words outside ASCII.
    fn find_exactly(&self, input: &Input<'_>, scratch: &mut Scratch) -> Option<usize> {
        let mut key = Vec::from([0]);
        let mut spare = Vec::new();
        let mut found = None;
        for at in 0..=input.text.len() {
            let byte = input.text.get(at).copied();
            let (next, accept) = self.step(&key, input.before(at), input.after(at), byte, spare, scratch);
            if accept {
                found = Some(at);
            }
            if next.is_empty() {
                break;
            }
            spare = core::mem::replace(&mut key, next);
        }
        found
    }

    fn side(&self, side: Side) -> u32 {
        if self.program.uses_look { side.to_bits().into() } else { 0 }
    }

    /// One step: the key behind `byte` (none at the end of the text), empty where nothing can match any
    /// more, and whether there is a match before the byte. `next` is an empty vector to reuse.
    fn step(
        &self,
        key: &[u32],
        before: Side,
        after: Side,
        byte: Option<u8>,
        mut next: Vec<u32>,
        scratch: &mut Scratch,
    ) -> (Vec<u32>, bool) {
        let look = LookSet::between(before, after);
        let mut matched = key[0] & MATCHED != 0;
        let mut accepted = false;
        next.clear();
        next.push(0);
        scratch.closed.clear();
        scratch.reached.clear();
        // No character begins at a continuation byte.
        let is_inside = self.charset == Charset::Utf8 && byte.is_some_and(|byte| byte & 0xc0 == 0x80);
        let begins = !matched && !is_inside && (!self.is_anchored || before.is_edge);
        let new: &[u32] = if begins { &[0, END] } else { &[] };
        let groups = key[1..].split_inclusive(|&id| id == END);
        for group in groups.chain(new.split_inclusive(|&id| id == END)) {
            let from = scratch.closed.as_slice().len();
            for &id in &group[..group.len() - 1] {
                self.program.close(id, look, &mut scratch.stack, &mut scratch.closed);
            }
            let members = &scratch.closed.as_slice()[from..];
            accepted = members.contains(&self.program.accept());
            let group_start = next.len();
            if let Some(byte) = byte {
                for &id in members {
                    self.program.step(id, byte, |to| {
                        if scratch.reached.insert(to) {
                            next.push(to);
                        }
                    });
                }
            }
            if next.len() > group_start {
                // The order within a group means nothing; one order makes for fewer keys.
                next[group_start..].sort_unstable();
                next.push(END);
            }
            if accepted {
                matched = true;
                break;
            }
        }
        let is_over = next.len() == 1 && (matched || self.is_anchored);
        if is_over || byte.is_none() {
            next.clear();
        } else {
            let side = byte.map_or(0, |byte| self.side(Side::of_byte(byte)));
            next[0] = side | if matched { MATCHED } else { 0 };
        }
        (next, accepted)
    }
}
