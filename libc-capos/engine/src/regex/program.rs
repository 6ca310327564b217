//! The nondeterministic automaton: states that read a byte, split, or ask about the position.

use alloc::vec::Vec;

use super::look::{Look, LookSet};
use super::sparse::SparseSet;

/// A state's number.
pub(super) type Id = u32;

#[derive(Clone, Debug)]
pub(super) enum Inst {
    /// Goes on without reading.
    Jump(Id),
    Split(Id, Id),
    /// Goes on where the condition holds.
    Look(Look, Id),
    /// Reads a byte: transitions from `start` to `end` in [`Program::transitions`].
    Bytes {
        start: u32,
        end: u32,
    },
    /// The whole pattern has matched.
    Match,
}

/// Reading a byte of the range leads to `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Transition {
    pub low: u8,
    pub high: u8,
    pub to: Id,
}

/// A way into a state: from another by a condition, or by a byte.
#[derive(Clone, Copy, Debug)]
enum Way {
    Silent(Option<Look>),
    Byte(u8, u8),
}

/// The automaton. State 0 is the start, the last one is [`Inst::Match`].
#[derive(Clone, Debug, Default)]
pub(super) struct Program {
    pub insts: Vec<Inst>,
    pub transitions: Vec<Transition>,
    /// The ways into each state, for walking backward: those into state 0, then those into state 1, and so on.
    ways: Vec<(Id, Way)>,
    /// Where those of each state begin, and where the last ones end.
    way_starts: Vec<u32>,
    /// Whether any state asks about the position.
    pub uses_look: bool,
    /// Whether any asks about words.
    pub uses_word: bool,
}

/// States and transitions there is room for at first: enough for most patterns.
const USUAL: usize = 16;

impl Program {
    pub(super) fn new() -> Self {
        Self { insts: Vec::with_capacity(USUAL), transitions: Vec::with_capacity(USUAL), ..Self::default() }
    }

    /// Completes the automaton once all states are there.
    pub(super) fn finish(&mut self) {
        // First how many ways lead into each state, which says where those of the next one begin; then the ways, from
        // the last to the first, each to the end of what is left of its state's place.
        let mut ends = alloc::vec![0; self.insts.len() + 1];
        self.each_way(|_, to, _| ends[to as usize] += 1);
        let mut count = 0;
        for end in &mut ends {
            count += *end;
            *end = count;
        }
        let mut ways = alloc::vec![(0, Way::Silent(None)); count as usize];
        self.each_way(|from, to, way| {
            let end = &mut ends[to as usize];
            *end -= 1;
            ways[*end as usize] = (from, way);
        });
        for inst in &self.insts {
            if let Inst::Look(look, _) = inst {
                self.uses_look = true;
                self.uses_word |=
                    matches!(look, Look::WordStart | Look::WordEnd | Look::WordEdge | Look::NoWordEdge);
            }
        }
        (self.ways, self.way_starts) = (ways, ends);
    }

    /// Calls `visit` with the ends of every way, the last one first, and what it is.
    fn each_way(&self, mut visit: impl FnMut(Id, Id, Way)) {
        for (from, inst) in self.insts.iter().enumerate().rev() {
            let from = from as Id;
            match *inst {
                Inst::Jump(to) => visit(from, to, Way::Silent(None)),
                Inst::Split(a, b) => {
                    visit(from, b, Way::Silent(None));
                    visit(from, a, Way::Silent(None));
                }
                Inst::Look(look, to) => visit(from, to, Way::Silent(Some(look))),
                Inst::Bytes { start, end } => {
                    for transition in self.transitions[start as usize..end as usize].iter().rev() {
                        visit(from, transition.to, Way::Byte(transition.low, transition.high));
                    }
                }
                Inst::Match => {}
            }
        }
    }

    /// The ways into a state.
    fn ways_into(&self, id: Id) -> &[(Id, Way)] {
        let [start, end] = [id, id + 1].map(|id| self.way_starts[id as usize] as usize);
        &self.ways[start..end]
    }

    pub(super) fn len(&self) -> usize {
        self.insts.len()
    }

    /// The state that matches.
    pub(super) fn accept(&self) -> Id {
        self.insts.len() as Id - 1
    }

    pub(super) fn transitions_of(&self, id: Id) -> &[Transition] {
        match self.insts[id as usize] {
            Inst::Bytes { start, end } => &self.transitions[start as usize..end as usize],
            _ => &[],
        }
    }

    /// Adds to `set` every state that can be reached from `from` without reading.
    pub(super) fn close(&self, from: Id, look: LookSet, stack: &mut Vec<Id>, set: &mut SparseSet) {
        stack.push(from);
        while let Some(id) = stack.pop() {
            if !set.insert(id) {
                continue;
            }
            match self.insts[id as usize] {
                Inst::Jump(to) => stack.push(to),
                Inst::Split(a, b) => stack.extend([b, a]),
                Inst::Look(condition, to) if look.contains(condition) => stack.push(to),
                Inst::Look(..) | Inst::Bytes { .. } | Inst::Match => {}
            }
        }
    }

    /// Adds to `set` every state from which `to` can be reached without reading.
    pub(super) fn close_backward(&self, to: Id, look: LookSet, stack: &mut Vec<Id>, set: &mut SparseSet) {
        stack.push(to);
        while let Some(id) = stack.pop() {
            if set.insert(id) {
                self.each_before(id, look, |from| stack.push(from));
            }
        }
    }

    /// Calls `visit` with each state that goes on to `id` without reading.
    pub(super) fn each_before(&self, id: Id, look: LookSet, mut visit: impl FnMut(Id)) {
        for &(from, way) in self.ways_into(id) {
            match way {
                Way::Silent(None) => visit(from),
                Way::Silent(Some(condition)) if look.contains(condition) => visit(from),
                Way::Silent(Some(_)) | Way::Byte(..) => {}
            }
        }
    }

    /// Calls `visit` with each state that `byte` leads to from `id`.
    #[inline]
    pub(super) fn step(&self, id: Id, byte: u8, mut visit: impl FnMut(Id)) {
        let transitions = self.transitions_of(id);
        // Most states have one transition; those of large sets are sorted.
        let first = if transitions.len() > 8 { transitions.partition_point(|t| t.high < byte) } else { 0 };
        for transition in transitions[first..].iter().take_while(|t| t.low <= byte) {
            if byte <= transition.high {
                visit(transition.to);
            }
        }
    }

    /// Calls `visit` with each state that `byte` leads from to `id`.
    pub(super) fn step_backward(&self, id: Id, byte: u8, mut visit: impl FnMut(Id)) {
        for &(from, way) in self.ways_into(id) {
            if matches!(way, Way::Byte(low, high) if (low..=high).contains(&byte)) {
                visit(from);
            }
        }
    }
}
