//! Dividing a match where the next byte always says how to go on.
//!
//! In most patterns with groups no two ways through the automaton read the same string: wherever it splits, the bytes
//! that can come next differ, and at most one side can end there. Then a match has one division only, which
//! one walk over it finds.

use alloc::vec::Vec;

use super::compile::{Kind, Part};
use super::exec::Span;
use super::look::{Input, LookSet};
use super::program::{Id, Inst, Program};
use super::sparse::SparseSet;

/// Larger automata are not examined: that takes time quadratic in their size.
const LARGEST: usize = 256;

/// What can come next on one side of a split.
#[derive(Clone, Copy, Debug, Default)]
struct Ahead {
    bytes: [u64; 4],
    end: bool,
}

impl Ahead {
    fn insert(&mut self, byte: u8) {
        self.bytes[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    #[inline]
    fn contains(&self, byte: Option<u8>) -> bool {
        match byte {
            Some(byte) => self.bytes[usize::from(byte >> 6)] >> (byte & 63) & 1 != 0,
            None => self.end,
        }
    }

    fn meets(&self, other: &Ahead) -> bool {
        self.end && other.end || self.bytes.iter().zip(&other.bytes).any(|(a, b)| a & b != 0)
    }
}

/// What the first side of each split begins with, by the state's number.
#[derive(Clone, Debug)]
pub(super) struct OnePass(Vec<Ahead>);

impl OnePass {
    /// `None` for patterns that are not like that.
    pub(super) fn new(program: &Program) -> Option<OnePass> {
        if program.len() > LARGEST {
            return None;
        }
        let mut closed = SparseSet::new(program.len());
        let mut stack = Vec::new();
        let mut ahead = |from: Id| {
            closed.clear();
            program.close(from, LookSet::ALL, &mut stack, &mut closed);
            let mut ahead = Ahead { end: closed.contains(program.accept()), ..Ahead::default() };
            for &id in closed.as_slice() {
                for transition in program.transitions_of(id) {
                    (transition.low..=transition.high).for_each(|byte| ahead.insert(byte));
                }
            }
            ahead
        };
        let mut firsts = Vec::with_capacity(program.len());
        for (id, inst) in program.insts.iter().enumerate() {
            let mut first = Ahead::default();
            if let Inst::Split(a, b) = *inst {
                first = ahead(a);
                if first.meets(&ahead(b)) {
                    return None;
                }
            }
            let transitions = program.transitions_of(id as Id);
            if transitions.windows(2).any(|pair| pair[0].high >= pair[1].low) {
                return None;
            }
            firsts.push(first);
        }
        Some(OnePass(firsts))
    }
}

/// One walk over a match.
pub(super) struct Walk<'a> {
    pub one_pass: &'a OnePass,
    pub program: &'a Program,
    pub input: &'a Input<'a>,
    /// Where the match ends.
    pub end: usize,
    /// Where spans go, by the number of the group; those beyond its end are not wanted.
    pub groups: &'a mut [Option<Span>],
}

impl Walk<'_> {
    /// Walks over `part`, which begins at `at`, and sets its groups; where it ends.
    pub(super) fn part(&mut self, part: &Part, at: usize) -> usize {
        match &part.kind {
            Kind::Plain => self.plain(part, at),
            Kind::Group(index, nested, inner) => {
                for &group in nested {
                    self.set(group, None);
                }
                let end = self.part(inner, at);
                self.set(*index, Some(Span { start: at, end }));
                end
            }
            Kind::Concat(parts) => parts.iter().fold(at, |at, part| self.part(part, at)),
            Kind::Alternate(parts) => {
                // All but the last stand behind a split.
                let Some((last, others)) = parts.split_last() else { return at };
                let chosen = others.iter().find(|part| self.takes_first(part.start - 1, at));
                self.part(chosen.unwrap_or(last), at)
            }
            Kind::Optional(turns) => {
                if self.takes_first(part.start, at) {
                    self.part(&turns.inner, at)
                } else {
                    at
                }
            }
            Kind::Star(turns) => {
                let mut at = at;
                while self.takes_first(part.start, at) {
                    let next = self.part(&turns.inner, at);
                    if next == at {
                        break;
                    }
                    at = next;
                }
                at
            }
        }
    }

    fn set(&mut self, group: usize, span: Option<Span>) {
        if let Some(slot) = self.groups.get_mut(group) {
            *slot = span;
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        if at < self.end { Some(self.input.text[at]) } else { None }
    }

    #[inline]
    fn takes_first(&self, split: Id, at: usize) -> bool {
        self.one_pass.0[split as usize].contains(self.byte(at))
    }

    fn plain(&mut self, part: &Part, mut at: usize) -> usize {
        let mut id = part.start;
        while id != part.end {
            match self.program.insts[id as usize] {
                // That conditions hold is known: the whole matches, and in one way only.
                Inst::Jump(to) | Inst::Look(_, to) => id = to,
                Inst::Split(a, b) => id = if self.takes_first(id, at) { a } else { b },
                Inst::Bytes { .. } => {
                    let Some(byte) = self.byte(at) else { return at };
                    let mut next = part.end;
                    self.program.step(id, byte, |to| next = to);
                    id = next;
                    at += 1;
                }
                Inst::Match => return at,
            }
        }
        at
    }
}
