//! A compiled pattern, and its use.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::ast::Node;
use super::backtrack::Backtracker;
use super::backward::{self, Backward};
use super::compile::{Compiler, Part, Reach};
use super::dfa::{Symbols, Table};
use super::error::Error;
use super::forward::{self, FirstBytes, Forward};
use super::look::{Input, LookSet};
use super::one_pass::{OnePass, Walk};
use super::parse::{Flags, parse};
use super::program::Program;
use super::sparse::SparseSet;
use super::submatch::{self, Divider};
use crate::encoding::Charset;

/// A stretch of the text, `end` not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

/// What the caller says about the ends of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExecFlags {
    /// The text does not begin a line.
    pub not_bol: bool,
    /// The text does not end a line.
    pub not_eol: bool,
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Regex {
    groups: usize,
    charset: Charset,
    matcher: Matcher,
}

#[derive(Debug)]
enum Matcher {
    Automaton(Box<Automaton>),
    /// With back references.
    Backtrack {
        node: Node,
        ignore_case: bool,
    },
}

#[derive(Debug)]
struct Automaton {
    program: Program,
    part: Part,
    symbols: Symbols,
    is_anchored: bool,
    first: Option<Box<FirstBytes>>,
}

/// What searches for one pattern have learned, and space for them. A cache belongs to the pattern that
/// made it, and to one search at a time.
#[derive(Clone, Debug)]
pub struct Cache(Option<Learned>);

#[derive(Clone, Debug)]
struct Learned {
    forward: Table,
    backward: Table,
    forward_scratch: forward::Scratch,
    backward_scratch: backward::Scratch,
    divider_scratch: submatch::Scratch,
    /// Found out when the first match is divided.
    one_pass: Option<Option<OnePass>>,
}

impl Regex {
    /// Compiles a pattern.
    pub fn new(pattern: &[u8], flags: Flags) -> Result<Regex, Error> {
        let (node, groups) = parse(pattern, flags)?;
        let charset = flags.charset;
        let matcher = if node.has_back_references() {
            Matcher::Backtrack { node, ignore_case: flags.ignore_case }
        } else {
            Matcher::Automaton(Box::new(Automaton::new(&node, charset)?))
        };
        Ok(Regex { groups, charset, matcher })
    }

    /// How many groups the pattern has.
    pub fn group_count(&self) -> usize {
        self.groups
    }

    /// A cache for this pattern, which the first search fills: not every pattern sees one.
    pub fn cache(&self) -> Cache {
        Cache(None)
    }

    /// Searches `text`; whether there is a match. `groups` receives the spans of the match (number 0) and
    /// of as many groups as it has room for.
    pub fn exec(
        &self,
        cache: &mut Cache,
        text: &[u8],
        flags: ExecFlags,
        groups: &mut [Option<Span>],
    ) -> Result<bool, Error> {
        let input = Input { text, charset: self.charset, not_bol: flags.not_bol, not_eol: flags.not_eol };
        groups.fill(None);
        match &self.matcher {
            Matcher::Automaton(automaton) => {
                let learned = cache.0.get_or_insert_with(|| automaton.learned());
                Ok(automaton.exec(&input, learned, groups))
            }
            Matcher::Backtrack { node, ignore_case } => {
                let search = Backtracker::new(&input, *ignore_case, self.groups);
                let Some(found) = search.find(node).map_err(|_| Error::Space)? else { return Ok(false) };
                groups.iter_mut().zip(found).for_each(|(group, span)| *group = span);
                Ok(true)
            }
        }
    }
}

impl Automaton {
    fn new(node: &Node, charset: Charset) -> Result<Automaton, Error> {
        let (program, part) = Compiler::compile(node, charset)?;
        let symbols = Symbols::new(&program, charset);
        let first = first_bytes(&program);
        Ok(Automaton { symbols, part, is_anchored: node.is_anchored(), first, program })
    }

    fn learned(&self) -> Learned {
        Learned {
            forward: Table::new(&self.symbols),
            backward: Table::new(&self.symbols),
            forward_scratch: forward::Scratch::new(&self.program),
            backward_scratch: backward::Scratch::new(&self.program),
            divider_scratch: submatch::Scratch::new(&self.program),
            one_pass: None,
        }
    }

    fn exec(&self, input: &Input<'_>, learned: &mut Learned, groups: &mut [Option<Span>]) -> bool {
        let (program, symbols, charset) = (&self.program, &self.symbols, input.charset);
        let forward = Forward {
            program,
            symbols,
            charset,
            is_anchored: self.is_anchored,
            first: self.first.as_deref(),
        };
        let Some(end) = forward.find(input, &mut learned.forward, &mut learned.forward_scratch) else {
            return false;
        };
        if groups.is_empty() {
            return true;
        }
        let backward = Backward { program, symbols, charset };
        let start = backward.find(input, end, &mut learned.backward, &mut learned.backward_scratch);
        // A match was found, so its start is there.
        let Some(start) = start else { return false };
        let scratch = &mut learned.divider_scratch;
        if self.part.reach != Reach::Longest {
            let settled = Divider::new(program, input, groups, scratch).settle(&self.part, start, end);
            groups[0] = settled.map(|end| Span { start, end });
            return settled.is_some();
        }
        groups[0] = Some(Span { start, end });
        if groups.len() > 1 {
            let one_pass = learned.one_pass.get_or_insert_with(|| OnePass::new(program));
            match one_pass {
                Some(one_pass) => {
                    Walk { one_pass, program, input, end, groups }.part(&self.part, start);
                }
                None => Divider::new(program, input, groups, scratch).divide(&self.part, start, end),
            }
        }
        true
    }
}

/// The bytes with which a match can begin, or `None` where it can be empty.
fn first_bytes(program: &Program) -> Option<Box<FirstBytes>> {
    let mut closed = SparseSet::new(program.len());
    program.close(0, LookSet::ALL, &mut Vec::new(), &mut closed);
    if closed.contains(program.accept()) {
        return None;
    }
    let transitions = closed.as_slice().iter().flat_map(|&id| program.transitions_of(id).iter().copied());
    Some(Box::new(FirstBytes::new(transitions)))
}
