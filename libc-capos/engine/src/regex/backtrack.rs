//! Patterns with back references.
//!
//! What a back reference matches depends on how the text before was divided, so the divisions are tried
//! one after another, longest first, and the longest match at the first possible start is kept. Minimal
//! repetitions are tried the shortest first, and with them the first match that is found counts. This can take exponential time, as it does in every implementation; patterns without back references
//! do not come here.

use alloc::vec::Vec;

use super::ast::Node;
use super::exec::Span;
use super::look::Input;
use super::set::CharSet;
use crate::encoding::{Charset, State, Step, decode};

/// How deep the search may nest: each turn of a repetition of more than one character is a level.
const MAX_DEPTH: usize = 2_000;

/// The search gave up because the match nests too deeply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooDeep;

pub(super) struct Backtracker<'a> {
    input: &'a Input<'a>,
    ignore_case: bool,
    groups: Vec<Option<Span>>,
    best: Option<(usize, Vec<Option<Span>>)>,
    depth: usize,
    too_deep: bool,
    /// The first match is the wanted one, not the longest.
    takes_first: bool,
}

/// What is repeated, how often at least and at most, and whether rather less often.
#[derive(Clone, Copy)]
struct Repetition<'n> {
    node: &'n Node,
    min: u32,
    max: Option<u32>,
    is_minimal: bool,
}

/// What remains to be matched behind a part, from a position; whether to stop searching.
type Rest<'r, 'a> = &'r mut dyn FnMut(&mut Backtracker<'a>, usize) -> bool;

impl<'a> Backtracker<'a> {
    pub(super) fn new(input: &'a Input<'a>, ignore_case: bool, group_count: usize) -> Backtracker<'a> {
        let groups = alloc::vec![None; group_count + 1];
        Backtracker { input, ignore_case, groups, best: None, depth: 0, too_deep: false, takes_first: false }
    }

    /// The leftmost-longest match: its groups, the whole as number 0.
    pub(super) fn find(mut self, node: &Node) -> Result<Option<Vec<Option<Span>>>, TooDeep> {
        let end = self.input.text.len();
        self.takes_first = node.has_minimal();
        for start in 0..=end {
            if self.is_inside(start) {
                continue;
            }
            self.groups.fill(None);
            self.node(node, start, &mut |this, at| {
                if this.best.as_ref().is_none_or(|(longest, _)| at > *longest) {
                    this.best = Some((at, this.groups.clone()));
                }
                // Nothing is longer than up to the end.
                at == end || this.takes_first
            });
            if self.too_deep {
                return Err(TooDeep);
            }
            if let Some((end, mut groups)) = self.best.take() {
                groups[0] = Some(Span { start, end });
                return Ok(Some(groups));
            }
        }
        Ok(None)
    }

    fn is_inside(&self, at: usize) -> bool {
        self.input.charset == Charset::Utf8 && self.input.text.get(at).is_some_and(|byte| byte & 0xc0 == 0x80)
    }

    /// The character at a position and where it ends.
    fn character(&self, at: usize) -> Option<(u32, usize)> {
        let mut state = State::default();
        for (n, &byte) in self.input.text.get(at..)?.iter().enumerate() {
            match decode(self.input.charset, &mut state, byte).ok()? {
                Step::Character(_) if self.input.charset == Charset::Bytes => {
                    return Some((byte.into(), at + 1));
                }
                Step::Character(c) => return Some((c, at + n + 1)),
                Step::More => {}
            }
        }
        None
    }

    fn node(&mut self, node: &Node, at: usize, rest: Rest<'_, 'a>) -> bool {
        match node {
            Node::Empty => rest(self, at),
            Node::Set(set) => match self.character(at) {
                Some((c, end)) if set.contains(c) => rest(self, end),
                _ => false,
            },
            Node::Look(look) => self.input.look(at).contains(*look) && rest(self, at),
            Node::Group(index, inner) => self.group(*index, inner, at, rest),
            Node::Concat(nodes) => self.concat(nodes, at, rest),
            Node::Alternate(nodes) => nodes.iter().any(|node| self.node(node, at, rest)),
            Node::Repeat { node, min, max, is_minimal } => {
                let how = Repetition { node, min: *min, max: *max, is_minimal: *is_minimal };
                match &**node {
                    Node::Set(set) => self.repeat_character(set, how, at, rest),
                    _ => self.repeat(how, at, rest),
                }
            }
            Node::Back(index) => match self.groups[*index].and_then(|span| self.same_text(span, at)) {
                Some(end) => rest(self, end),
                None => false,
            },
        }
    }

    fn concat(&mut self, nodes: &[Node], at: usize, rest: Rest<'_, 'a>) -> bool {
        match nodes {
            [] => rest(self, at),
            [first, others @ ..] => self.node(first, at, &mut |this, at| this.concat(others, at, rest)),
        }
    }

    fn group(&mut self, index: usize, inner: &Node, start: usize, rest: Rest<'_, 'a>) -> bool {
        let before = self.groups.clone();
        inner.for_each_group(&mut |nested| self.groups[nested] = None);
        let stop = self.node(inner, start, &mut |this, end| {
            let outer = this.groups[index].replace(Span { start, end });
            let stop = rest(this, end);
            this.groups[index] = outer;
            stop
        });
        self.groups = before;
        stop
    }

    /// A character repeated: no nesting, however long.
    fn repeat_character(
        &mut self,
        set: &CharSet,
        how: Repetition<'_>,
        at: usize,
        rest: Rest<'_, 'a>,
    ) -> bool {
        let mut ends = Vec::from([at]);
        let mut next = at;
        while how.max.is_none_or(|max| ends.len() <= max as usize)
            && let Some((c, end)) = self.character(next)
            && set.contains(c)
        {
            ends.push(end);
            next = end;
        }
        let mut ends = ends.iter().skip(how.min as usize);
        if how.is_minimal {
            return ends.any(|&end| rest(self, end));
        }
        ends.rev().any(|&end| rest(self, end))
    }

    fn repeat(&mut self, how: Repetition<'_>, at: usize, rest: Rest<'_, 'a>) -> bool {
        if self.depth >= MAX_DEPTH {
            self.too_deep = true;
            return true;
        }
        let Repetition { node, min, max, is_minimal } = how;
        if is_minimal && min == 0 && rest(self, at) {
            return true;
        }
        if max != Some(0) {
            self.depth += 1;
            let stop = self.node(node, at, &mut |this, end| {
                // A turn over the empty string counts only where turns are owed, or it is the only one.
                let is_idle = end == at && min == 0;
                let left = Repetition { min: min.saturating_sub(1), max: max.map(|max| max - 1), ..how };
                if is_idle { rest(this, end) } else { this.repeat(left, end, rest) }
            });
            self.depth -= 1;
            if stop {
                return true;
            }
        }
        !is_minimal && min == 0 && rest(self, at)
    }

    /// Where the text of `span` ends when it stands again at `at`.
    fn same_text(&self, span: Span, at: usize) -> Option<usize> {
        let text = self.input.text;
        let wanted = &text[span.start..span.end];
        if !self.ignore_case {
            return text[at..].starts_with(wanted).then(|| at + wanted.len());
        }
        let (mut left, mut right) = (span.start, at);
        while left < span.end {
            let (a, a_end) = self.character(left)?;
            let (b, b_end) = self.character(right)?;
            if crate::unicode::fold(a) != crate::unicode::fold(b) {
                return None;
            }
            (left, right) = (a_end, b_end);
        }
        Some(right)
    }
}
