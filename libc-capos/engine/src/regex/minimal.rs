//! Patterns with minimal repetitions (`*?`, `REG_MINIMAL`): where the match ends.
//!
//! The parts of the pattern are settled from left to right, each at the longest string with which a match is
//! still possible, and a minimal repetition at the shortest. A choice between branches with minimal
//! repetitions is as short as possible, too. Where a repetition that is not minimal has one inside, its turns
//! are settled one by one.
//!
//! The longest match bounds the search: one walk back from its end finds from where each state can
//! lead to a match, and no walk forward goes further than to the next such place. So the work
//! is linear in the longest match.

use alloc::vec::Vec;

use super::compile::{Kind, Part, Reach, Turns};
use super::exec::Span;
use super::program::Id;
use super::submatch::{Bits, Divider};

/// What is possible in the longest match.
struct Frame {
    start: usize,
    end: usize,
    /// The first state, and the one that matches.
    first: Id,
    accept: Id,
    /// For each position, the states that can lead to a match.
    rows: Vec<Bits>,
}

impl Frame {
    fn is_alive(&self, id: Id, at: usize) -> bool {
        id == self.accept || self.rows[at - self.start].contains((id - self.first) as usize)
    }
}

impl Divider<'_> {
    /// The end of the wanted match of the whole pattern, whose longest is from `start` to `end`. Sets the groups,
    /// too.
    pub(super) fn settle(&mut self, whole: &Part, start: usize, end: usize) -> Option<usize> {
        let rows = self.co_reachable(whole, start, end, |_| true);
        let frame = Frame { start, end, first: whole.start, accept: whole.end, rows };
        self.settle_part(whole, start, &frame)
    }

    /// Where `part`, which begins at `start`, ends.
    fn settle_part(&mut self, part: &Part, start: usize, frame: &Frame) -> Option<usize> {
        if part.reach != Reach::ByParts {
            return self.settle_as_one(part, start, frame);
        }
        match &part.kind {
            Kind::Group(index, nested, inner) => {
                for &group in nested {
                    self.set(group, None);
                }
                let end = self.settle_part(inner, start, frame)?;
                self.set(*index, Some(Span { start, end }));
                Some(end)
            }
            Kind::Concat(parts) => parts.iter().try_fold(start, |at, part| self.settle_part(part, at, frame)),
            Kind::Optional(turns) if frame.is_alive(turns.inner.start, start) => {
                self.settle_part(&turns.inner, start, frame)
            }
            Kind::Optional(_) => Some(start),
            Kind::Star(turns) => self.settle_turns(part, turns, start, frame),
            Kind::Plain | Kind::Alternate(_) => self.settle_as_one(part, start, frame),
        }
    }

    fn settle_as_one(&mut self, part: &Part, start: usize, frame: &Frame) -> Option<usize> {
        let end = self.cut(
            part,
            start,
            frame.end,
            |id, at| frame.is_alive(id, at),
            |_, at| frame.is_alive(part.end, at),
        )?;
        self.divide(part, start, end);
        Some(end)
    }

    fn settle_turns(&mut self, part: &Part, turns: &Turns, start: usize, frame: &Frame) -> Option<usize> {
        let mut at = start;
        while frame.is_alive(turns.inner.start, at) {
            let end = self.settle_part(&turns.inner, at, frame)?;
            if end == at {
                // A turn over nothing leads nowhere new: go on behind the repetition, or do without turns.
                break;
            }
            at = end;
        }
        if frame.is_alive(part.end, at) { Some(at) } else { self.settle_as_one(part, start, frame) }
    }
}
