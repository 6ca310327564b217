//! Dividing a match among the groups.
//!
//! The rule of the standard: each part of the pattern, from left to right, matches the longest string
//! with which the whole still matches. So the parts of a concatenation are cut one by one, each as
//! far right as the parts after it allow; an alternative is the first that matches the piece; a
//! repetition is cut iteration by iteration, and its groups are those of the last one.
//!
//! What the rest allows is found first, by walking backward over the piece; then no walk forward goes
//! further than it has to. The work is linear in the match, times the depth of nesting.

use alloc::vec;
use alloc::vec::Vec;

use super::compile::{Kind, Part, Turns};
use super::exec::Span;
use super::look::{Input, LookSet};
use super::program::{Id, Inst, Program};
use super::sparse::SparseSet;

/// A set of positions, or of states, counted from a base.
#[derive(Clone)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    fn new(len: usize) -> Bits {
        Bits(vec![0; len.div_ceil(64)])
    }

    fn insert(&mut self, n: usize) {
        self.0[n / 64] |= 1 << (n % 64);
    }

    pub(super) fn contains(&self, n: usize) -> bool {
        self.0[n / 64] & (1 << (n % 64)) != 0
    }
}

/// Space for dividing matches of one pattern.
#[derive(Clone, Debug)]
pub(super) struct Scratch {
    now: SparseSet,
    then: SparseSet,
    stack: Vec<Id>,
}

impl Scratch {
    pub(super) fn new(program: &Program) -> Scratch {
        let now = SparseSet::new(program.len());
        Scratch { then: now.clone(), now, stack: Vec::new() }
    }
}

/// Divides matches of one pattern in one text.
pub(super) struct Divider<'a> {
    program: &'a Program,
    input: &'a Input<'a>,
    groups: &'a mut [Option<Span>],
    now: &'a mut SparseSet,
    then: &'a mut SparseSet,
    stack: &'a mut Vec<Id>,
}

impl<'a> Divider<'a> {
    /// `groups` is where spans go, by the number of the group; those beyond its end are not wanted.
    pub(super) fn new(
        program: &'a Program,
        input: &'a Input<'a>,
        groups: &'a mut [Option<Span>],
        scratch: &'a mut Scratch,
    ) -> Divider<'a> {
        let Scratch { now, then, stack } = scratch;
        Divider { program, input, groups, now, then, stack }
    }

    pub(super) fn set(&mut self, group: usize, span: Option<Span>) {
        if let Some(slot) = self.groups.get_mut(group) {
            *slot = span;
        }
    }

    /// Sets the groups in `part`, which matches from `start` to `end`.
    pub(super) fn divide(&mut self, part: &Part, start: usize, end: usize) {
        match &part.kind {
            Kind::Plain => {}
            Kind::Group(index, nested, inner) => {
                // What an earlier turn of a counted repetition left inside is not inside this one.
                for &group in nested {
                    self.set(group, None);
                }
                self.set(*index, Some(Span { start, end }));
                self.divide(inner, start, end);
            }
            Kind::Optional(turns) => {
                if start < end || self.turns_empty(turns, start) {
                    self.divide(&turns.inner, start, end);
                }
            }
            Kind::Alternate(parts) => {
                if let Some(chosen) = parts.iter().find(|part| self.matches(part, start, end)) {
                    self.divide(chosen, start, end);
                }
            }
            Kind::Concat(parts) => self.divide_concat(parts, start, end),
            Kind::Star(turns) => self.divide_star(part, turns, start, end),
        }
    }

    fn divide_concat(&mut self, parts: &[Part], mut start: usize, mut end: usize) {
        // Parts whose width is known need no search.
        let mut parts = parts;
        while let [part, rest @ ..] = parts
            && let Some(width) = part.width
        {
            self.divide(part, start, start + width);
            start += width;
            parts = rest;
        }
        while let [rest @ .., part] = parts
            && let Some(width) = part.width
        {
            self.divide(part, end - width, end);
            end -= width;
            parts = rest;
        }
        match parts {
            [] => {}
            [part] => self.divide(part, start, end),
            _ => self.divide_by_search(parts, start, end),
        }
    }

    fn divide_by_search(&mut self, parts: &[Part], start: usize, end: usize) {
        let Some(last) = parts.iter().rposition(|part| !matches!(part.kind, Kind::Plain)) else { return };
        // `tails[n]`: where the parts after part n can begin.
        let mut tails = Vec::with_capacity(parts.len());
        let mut tail = Bits::new(end - start + 1);
        tail.insert(end - start);
        for part in parts[1..].iter().rev() {
            tails.push(tail.clone());
            tail = self.starts(part, start, end, &tail);
        }
        tails.push(tail);
        tails.reverse();
        let mut at = start;
        for (part, tail) in parts.iter().zip(&tails).take(last + 1) {
            let fits = |_, at: usize| tail.contains(at - start);
            let Some(cut) = self.cut(part, at, end, |_, _| true, fits) else { return };
            self.divide(part, at, cut);
            at = cut;
        }
    }

    fn divide_star(&mut self, whole: &Part, turns: &Turns, start: usize, end: usize) {
        let inner = &*turns.inner;
        if start == end {
            if self.turns_empty(turns, start) {
                self.divide(inner, start, end);
            }
            return;
        }
        if let Some(width) = inner.width.filter(|&width| width > 0) {
            return self.divide(inner, end - width, end);
        }
        let rows = self.co_reachable(whole, start, end, |at| at == end);
        let alive = |id: Id, at: usize| rows[at - start].contains((id - whole.start) as usize);
        let mut at = start;
        loop {
            let Some(cut) = self.cut(inner, at, end, alive, |from, at| at > from) else { return };
            if cut == end {
                break;
            }
            at = cut;
        }
        self.divide(inner, at, end);
    }

    /// Whether a repetition takes a turn over the empty string at `at`, which is longer than no match.
    fn turns_empty(&mut self, turns: &Turns, at: usize) -> bool {
        turns.are_first && self.matches(&turns.inner, at, at)
    }

    fn matches(&mut self, part: &Part, start: usize, end: usize) -> bool {
        self.cut(part, start, end, |_, _| true, |_, at| at == end).is_some()
    }

    /// Where `part`, begun at `start`, stops: the last position up to `end`, or the first one for a short
    /// part, at which it can stop so that `fits` holds. States that are not `alive` at a position are left out.
    pub(super) fn cut(
        &mut self,
        part: &Part,
        start: usize,
        end: usize,
        alive: impl Fn(Id, usize) -> bool,
        fits: impl Fn(usize, usize) -> bool,
    ) -> Option<usize> {
        let is_short = part.is_short();
        let mut found = None;
        self.now.clear();
        self.now.insert(part.start);
        for at in start..=end {
            if self.now.is_empty() || is_short && found.is_some() {
                break;
            }
            let look = self.look(at);
            self.then.clear();
            self.stack.extend_from_slice(self.now.as_slice());
            self.now.clear();
            while let Some(id) = self.stack.pop() {
                if id == part.end {
                    if fits(start, at) {
                        found = Some(at);
                    }
                    continue;
                }
                if !alive(id, at) || !self.now.insert(id) {
                    continue;
                }
                match self.program.insts[id as usize] {
                    Inst::Jump(to) => self.stack.push(to),
                    Inst::Split(a, b) => self.stack.extend([a, b]),
                    Inst::Look(condition, to) if look.contains(condition) => self.stack.push(to),
                    Inst::Bytes { .. } if at < end => {
                        let byte = self.input.text[at];
                        let then = &mut *self.then;
                        self.program.step(id, byte, |to| {
                            then.insert(to);
                        });
                    }
                    Inst::Look(..) | Inst::Bytes { .. } | Inst::Match => {}
                }
            }
            core::mem::swap(self.now, self.then);
        }
        found
    }

    /// The conditions at a position, where the pattern asks for any.
    fn look(&self, at: usize) -> LookSet {
        if self.program.uses_look { self.input.look(at) } else { LookSet::default() }
    }

    /// From which positions between `start` and `end` the part can reach one of `targets`.
    fn starts(&mut self, part: &Part, start: usize, end: usize, targets: &Bits) -> Bits {
        let mut found = Bits::new(end - start + 1);
        if part.start == part.end {
            return targets.clone();
        }
        let is_target = |at: usize| targets.contains(at - start);
        self.walk_back(part, start, end, is_target, |at, closed| {
            if closed.contains(part.start) {
                found.insert(at - start);
            }
        });
        found
    }

    /// For each position between `start` and `end`, the states of the part, counted from its first,
    /// from which it can reach its end at one of the targets.
    pub(super) fn co_reachable(
        &mut self,
        part: &Part,
        start: usize,
        end: usize,
        is_target: impl Fn(usize) -> bool,
    ) -> Vec<Bits> {
        let count = (part.end - part.start) as usize;
        let mut rows = vec![Bits::new(0); end - start + 1];
        self.walk_back(
            part,
            start,
            end,
            is_target,
            |at, closed| {
                let mut row = Bits::new(count);
                closed.as_slice().iter().for_each(|&id| row.insert((id - part.start) as usize));
                rows[at - start] = row;
            },
        );
        rows
    }

    /// Walks from `end` back to `start` over the states of the part, which may stop at each target, and
    /// calls `visit` with the states at each position.
    fn walk_back(
        &mut self,
        part: &Part,
        start: usize,
        end: usize,
        is_target: impl Fn(usize) -> bool,
        mut visit: impl FnMut(usize, &SparseSet),
    ) {
        let inside = |id: Id| (part.start..part.end).contains(&id);
        self.now.clear();
        for at in (start..=end).rev() {
            let look = self.look(at);
            self.stack.extend_from_slice(self.now.as_slice());
            self.now.clear();
            let (program, stack) = (self.program, &mut *self.stack);
            if is_target(at) {
                program.each_before(part.end, look, |id| {
                    if inside(id) {
                        stack.push(id)
                    }
                });
            }
            while let Some(id) = stack.pop() {
                if self.now.insert(id) {
                    program.each_before(id, look, |id| {
                        if inside(id) {
                            stack.push(id)
                        }
                    });
                }
            }
            visit(at, self.now);
            if at == start {
                break;
            }
            self.then.clear();
            let (byte, then) = (self.input.text[at - 1], &mut *self.then);
            let mut step = |id| {
                program.step_backward(id, byte, |from| {
                    if inside(from) {
                        then.insert(from);
                    }
                });
            };
            self.now.as_slice().iter().for_each(|&id| step(id));
            if is_target(at) {
                step(part.end);
            }
            core::mem::swap(self.now, self.then);
        }
    }
}
