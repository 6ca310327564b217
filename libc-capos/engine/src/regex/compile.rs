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
use super::utf8;
use crate::encoding::Charset;

/// The largest automaton that is built.
const MAX_STATES: usize = 1 << 17;

/// A part of the pattern and its states, from `start` up to `end`.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub start: Id,
    pub end: Id,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// No group in it.
    Plain,
    Group(usize, Box<Part>),
    Concat(Vec<Part>),
    Alternate(Vec<Part>),
    /// Any number of times; with the groups in it.
    Star(Box<Part>, Box<[usize]>),
    /// Once or not at all.
    Optional(Box<Part>),
}

pub(super) struct Compiler {
    pub program: Program,
    pub charset: Charset,
}

impl Compiler {
    /// The automaton of a pattern without back references, and its parts.
    pub(super) fn compile(node: &Node, charset: Charset) -> Result<(Program, Part), Error> {
        let mut compiler = Compiler { program: Program::default(), charset };
        let part = compiler.node(node)?;
        compiler.push(Inst::Match)?;
        compiler.program.finish();
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
            Node::Group(index, inner) => Kind::Group(*index, Box::new(self.node(inner)?)),
            Node::Concat(nodes) => {
                Kind::Concat(nodes.iter().map(|node| self.node(node)).collect::<Result<_, _>>()?)
            }
            Node::Alternate(nodes) => self.alternate(nodes)?,
            Node::Repeat { node, min, max } => self.repeat(node, *min, *max)?,
            // The caller matches such patterns in another way.
            Node::Back(_) => return Err(Error::BadPattern),
        };
        let kind = if node.has_groups() { kind } else { Kind::Plain };
        Ok(Part { start, end: self.next(), kind })
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
            None => parts.push(self.star(node)?),
            Some(max) => {
                for _ in min..max {
                    parts.push(self.optional(node)?);
                }
            }
        }
        Ok(Kind::Concat(parts))
    }

    fn star(&mut self, node: &Node) -> Result<Part, Error> {
        let split = self.push(Inst::Match)?;
        let inner = self.node(node)?;
        self.push(Inst::Jump(split))?;
        let end = self.next();
        self.program.insts[split as usize] = Inst::Split(split + 1, end);
        let mut groups = Vec::new();
        node.for_each_group(&mut |group| groups.push(group));
        let kind = if groups.is_empty() { Kind::Plain } else { Kind::Star(Box::new(inner), groups.into()) };
        Ok(Part { start: split, end, kind })
    }

    fn optional(&mut self, node: &Node) -> Result<Part, Error> {
        let split = self.push(Inst::Match)?;
        let inner = self.node(node)?;
        let end = self.next();
        self.program.insts[split as usize] = Inst::Split(split + 1, end);
        let kind = if node.has_groups() { Kind::Optional(Box::new(inner)) } else { Kind::Plain };
        Ok(Part { start: split, end, kind })
    }
}
