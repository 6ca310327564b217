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
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// No group in it.
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
        let mut compiler = Compiler { program: Program::default(), charset, nodes: 0 };
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
                    parts.push(self.node(node)?);
                }
                Kind::Concat(joined(parts))
            }
            Node::Alternate(nodes) => self.alternate(nodes)?,
            Node::Repeat { node, min, max } => self.repeat(node, *min, *max)?,
            // The caller matches such patterns in another way.
            Node::Back(_) => return Err(Error::BadPattern),
        };
        let kind = if node.has_groups() { kind } else { Kind::Plain };
        Ok(Part { start, end: self.next(), kind, width: None })
    }

    fn alternate(&mut self, nodes: &[Node]) -> Result<Kind, Error> {
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
        Ok(Kind::Alternate(parts))
    }

    /// A counted repetition is written out: the required times, then a loop or optional ones.
    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>) -> Result<Kind, Error> {
        let mut parts = Vec::new();
        for _ in 0..min {
            parts.push(self.node(node)?);
        }
        match max {
            None => parts.push(self.star(node, min == 0)?),
            Some(max) => {
                for turn in min..max {
                    parts.push(self.optional(node, turn == 0)?);
                }
            }
        }
        Ok(Kind::Concat(joined(parts)))
    }

    fn star(&mut self, node: &Node, are_first: bool) -> Result<Part, Error> {
        let split = self.push(Inst::Match)?;
        let inner = self.node(node)?;
        self.push(Inst::Jump(split))?;
        let end = self.next();
        self.program.insts[split as usize] = Inst::Split(split + 1, end);
        let turns = Turns { inner: Box::new(inner), are_first };
        let kind = if node.has_groups() { Kind::Star(turns) } else { Kind::Plain };
        Ok(Part { start: split, end, kind, width: None })
    }

    fn optional(&mut self, node: &Node, are_first: bool) -> Result<Part, Error> {
        let split = self.push(Inst::Match)?;
        let inner = self.node(node)?;
        let end = self.next();
        self.program.insts[split as usize] = Inst::Split(split + 1, end);
        let turns = Turns { inner: Box::new(inner), are_first };
        let kind = if node.has_groups() { Kind::Optional(turns) } else { Kind::Plain };
        Ok(Part { start: split, end, kind, width: None })
    }
}

/// Makes one part of neighbours without groups: there is nothing to divide between them.
fn joined(parts: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match (joined.last_mut(), &part.kind) {
            (Some(Part { kind: Kind::Plain, end, .. }), Kind::Plain) => *end = part.end,
            _ => joined.push(part),
        }
    }
    joined
}
