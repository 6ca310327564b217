//! From the tree to the automaton.
//!
//! The states of every part of the pattern lie together, the entry first, and lead to the number
//! after the last of them. [`Part`] remembers where the parts with groups lie; [`super::submatch`] runs
//! their states alone to divide a match.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::ast::Node;
use super::error::Error;
use super::program::{Id, Inst, Program};
use super::{utf8, width};
use crate::encoding::Charset;

/// The largest automaton that is built.
const MAX_STATES: usize = 1 << 17;
/// The largest tree that is compiled, counted repetitions written out. Empty ones have no states.
const MAX_NODES: usize = 1 << 17;

/// A part of the pattern and its states, from `start` up to `end`.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub start: Id,
    pub end: Id,
    pub kind: Kind,
    /// How many bytes it matches, where that is always the same number.
    pub width: Option<usize>,
    pub reach: Reach,
}

/// How much a part takes of what it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Longest,
    /// A minimal repetition, or a choice with one in it.
    Shortest,
    /// A minimal repetition is somewhere inside: what is inside decides, from left to right.
    ByParts,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Neither a group nor a minimal repetition in it.
    Plain,
    /// A group, with the groups in it.
    Group(usize, Box<[usize]>, Box<Part>),
    Concat(Vec<Part>),
    Alternate(Vec<Part>),
    /// Any number of times.
    Star(Turns),
    /// Once or not at all.
    Optional(Turns),
}

impl Part {
    /// Whether the part as a whole takes as little as it may.
    pub(super) fn is_short(&self) -> bool {
        match (self.reach, &self.kind) {
            (Reach::Longest, _) => false,
            (Reach::Shortest, _) => true,
            (Reach::ByParts, Kind::Group(_, _, inner)) => inner.is_short(),
            (Reach::ByParts, Kind::Concat(parts)) => parts.iter().any(Part::is_short),
            (Reach::ByParts, _) => false,
        }
    }
}

/// What a repetition repeats.
#[derive(Clone, Debug)]
pub(super) struct Turns {
    pub inner: Box<Part>,
    /// No turn comes before these, so that one over the empty string is better than none.
    pub are_first: bool,
}

/// Builds an automaton state by state.
pub(super) struct Compiler {
    program: Program,
    charset: Charset,
    nodes: usize,
}

impl Compiler {
    /// The automaton of a pattern without back references, and its parts.
    pub(super) fn compile(node: &Node, charset: Charset) -> Result<(Program, Part), Error> {
        let mut compiler = Compiler { program: Program::new(), charset, nodes: 0 };
        let mut part = compiler.node(node)?;
        compiler.push(Inst::Match)?;
        compiler.program.finish();
        if !matches!(part.kind, Kind::Plain) {
            width::measure(&mut part, &compiler.program);
        }
        Ok((compiler.program, part))
    }

    fn push(&mut self, inst: Inst) -> Result<Id, Error> {
        if self.program.len() >= MAX_STATES {
            return Err(Error::Space);
        }
        self.program.insts.push(inst);
        Ok(self.next() - 1)
    }

    /// The number of the next state.
    fn next(&self) -> Id {
        self.program.len() as Id
    }

    fn node(&mut self, node: &Node) -> Result<Part, Error> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(Error::Space);
        }
        let start = self.next();
        let mut reach = if node.has_minimal() { Reach::ByParts } else { Reach::Longest };
        let kind = match node {
            Node::Empty => Kind::Plain,
            Node::Set(set) => {
                if self.program.len() >= MAX_STATES {
                    return Err(Error::Space);
                }
                utf8::add_set(&mut self.program, set, self.charset);
                Kind::Plain
            }
            Node::Look(look) => {
                self.push(Inst::Look(*look, start + 1))?;
                Kind::Plain
            }
            Node::Group(index, inner) => {
                let mut nested = Vec::new();
                inner.for_each_group(&mut |group| nested.push(group));
                Kind::Group(*index, nested.into(), Box::new(self.node(inner)?))
            }
            Node::Concat(nodes) => {
                let mut parts = Vec::new();
                for node in nodes {
                    append(&mut parts, self.node(node)?);
                }
                Kind::Concat(parts)
            }
            Node::Alternate(nodes) => {
                let parts = self.alternate(nodes)?;
                let is_short = parts.iter().any(Part::is_short);
                reach = if is_short { Reach::Shortest } else { Reach::Longest };
                Kind::Alternate(parts)
            }
            Node::Repeat { node, min, max, is_minimal } => {
                if *is_minimal {
                    reach = Reach::Shortest;
                }
                self.repeat(node, *min, *max, *is_minimal)?
            }
            // The caller matches such patterns in another way.
            Node::Back(_) => return Err(Error::BadPattern),
        };
        let kind = if node.has_groups() || reach == Reach::ByParts { kind } else { Kind::Plain };
        Ok(Part { start, end: self.next(), kind, width: None, reach })
    }

    fn alternate(&mut self, nodes: &[Node]) -> Result<Vec<Part>, Error> {
        let mut parts = Vec::new();
        let mut jumps = Vec::new();
        for (n, node) in nodes.iter().enumerate() {
            if n + 1 == nodes.len() {
                parts.push(self.node(node)?);
                break;
            }
            let split = self.push(Inst::Match)?;
            parts.push(self.node(node)?);
            jumps.push(self.push(Inst::Match)?);
            self.program.insts[split as usize] = Inst::Split(split + 1, self.next());
        }
        let end = self.next();
        for jump in jumps {
            self.program.insts[jump as usize] = Inst::Jump(end);
        }
        Ok(parts)
    }

    /// A counted repetition is written out: the required times, then a loop or optional ones.
    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, is_minimal: bool) -> Result<Kind, Error> {
        let reach = match is_minimal {
            true => Reach::Shortest,
            false if node.has_minimal() => Reach::ByParts,
            false => Reach::Longest,
        };
        let mut parts = Vec::new();
        for _ in 0..min {
            append(&mut parts, self.node(node)?);
        }
        match max {
            None => append(&mut parts, self.star(node, min == 0, reach)?),
            Some(max) => {
                for turn in min..max {
                    append(&mut parts, self.optional(node, turn == 0, reach)?);
                }
            }
        }
        Ok(Kind::Concat(parts))
    }

    fn star(&mut self, node: &Node, are_first: bool, reach: Reach) -> Result<Part, Error> {
        let split = self.push(Inst::Match)?;
        let inner = self.node(node)?;
        self.push(Inst::Jump(split))?;
        let end = self.next();
        self.program.insts[split as usize] = Inst::Split(split + 1, end);
        let turns = Turns { inner: Box::new(inner), are_first };
        let is_plain = !node.has_groups() && reach != Reach::ByParts;
        let kind = if is_plain { Kind::Plain } else { Kind::Star(turns) };
        Ok(Part { start: split, end, kind, width: None, reach })
    }

    fn optional(&mut self, node: &Node, are_first: bool, reach: Reach) -> Result<Part, Error> {
        let split = self.push(Inst::Match)?;
        let inner = self.node(node)?;
        let end = self.next();
        self.program.insts[split as usize] = Inst::Split(split + 1, end);
        let turns = Turns { inner: Box::new(inner), are_first };
        let is_plain = !node.has_groups() && reach != Reach::ByParts;
        let kind = if is_plain { Kind::Plain } else { Kind::Optional(turns) };
        Ok(Part { start: split, end, kind, width: None, reach })
    }
}

/// Adds a part. Neighbours without groups or minimal repetitions become one: there is nothing to divide between them.
fn append(parts: &mut Vec<Part>, part: Part) {
    match (parts.last_mut(), &part.kind) {
        (Some(Part { kind: Kind::Plain, end, reach: Reach::Longest, .. }), Kind::Plain)
            if part.reach == Reach::Longest =>
        {
            *end = part.end;
        }
        _ => parts.push(part),
    }
}
