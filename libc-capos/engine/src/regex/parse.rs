//! From the pattern's text to the tree.

mod bracket;
mod grammar;
mod names;

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::ast::Node;
use super::error::Error;
use super::look::Look;
use super::set::CharSet;
use crate::ctype::Class;
use crate::encoding::{Charset, State, Step, decode};
use grammar::Parser;

/// Which of the two kinds of expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Basic,
    Extended,
}

/// How the pattern is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flags {
    pub syntax: Syntax,
    pub ignore_case: bool,
    /// A newline in the text is a line's end.
    pub newline: bool,
    /// Repetitions match as little as they can, those with the modifier `?` as much (`REG_MINIMAL`).
    pub minimal: bool,
    pub charset: Charset,
}

/// The tree, and how many groups it has.
pub(super) fn parse(pattern: &[u8], flags: Flags) -> Result<(Node, usize), Error> {
    let mut cursor = Cursor { rest: pattern, charset: flags.charset };
    // Any character that is none of the locale's spoils the pattern, wherever it stands.
    while cursor.next()?.is_some() {}
    let mut parser = Parser::new(Cursor { rest: pattern, charset: flags.charset }, flags);
    let node = parser.whole()?;
    Ok((node, parser.groups))
}

/// The unread part of the pattern.
#[derive(Clone, Copy)]
struct Cursor<'p> {
    rest: &'p [u8],
    charset: Charset,
}

impl<'p> Cursor<'p> {
    /// The next character; `None` at the end.
    fn next(&mut self) -> Result<Option<u32>, Error> {
        if self.charset == Charset::Bytes {
            let Some((&byte, rest)) = self.rest.split_first() else { return Ok(None) };
            self.rest = rest;
            return Ok(Some(byte.into()));
        }
        let mut state = State::default();
        while let Some((&byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            if let Step::Character(c) =
                decode(self.charset, &mut state, byte).map_err(|_| Error::BadPattern)?
            {
                return Ok(Some(c));
            }
        }
        if state.is_initial() { Ok(None) } else { Err(Error::BadPattern) }
    }

    /// Whether the rest begins with `text`.
    fn at(&self, text: &[u8]) -> bool {
        self.rest.starts_with(text)
    }

    /// Takes `text` where the rest begins with it.
    fn eat(&mut self, text: &[u8]) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// What stands before `end`, which is taken too.
    fn until(&mut self, end: &[u8]) -> Option<&'p [u8]> {
        let len = self.rest.windows(end.len()).position(|window| window == end)?;
        let (text, rest) = self.rest.split_at(len);
        self.rest = &rest[end.len()..];
        Some(text)
    }

    /// A decimal number of up to three digits.
    fn number(&mut self) -> Option<u32> {
        let len = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at(len);
        let value = core::str::from_utf8(digits).ok()?.parse().ok()?;
        self.rest = rest;
        Some(value)
    }
}

impl Flags {
    /// What one character of the pattern matches.
    fn literal(&self, c: u32) -> Node {
        let mut set = CharSet::single(c);
        if self.ignore_case {
            set.fold(self.charset);
        }
        Node::Set(set)
    }

    /// What a dot matches.
    fn any(&self) -> Node {
        let mut set = CharSet::all(self.charset);
        set.remove(0, self.charset);
        if self.newline {
            set.remove(u32::from(b'\n'), self.charset);
        }
        Node::Set(set)
    }

    fn start_of_line(&self) -> Node {
        Node::Look(if self.newline { Look::LineStart } else { Look::TextStart })
    }

    fn end_of_line(&self) -> Node {
        Node::Look(if self.newline { Look::LineEnd } else { Look::TextEnd })
    }

    /// What a backslash and a letter mean besides the standard.
    fn escape(&self, c: u8) -> Option<Node> {
        let word = || {
            let mut set = CharSet::class(Class::Alnum, self.charset);
            set.add(u32::from(b'_'), u32::from(b'_'));
            set.normalise();
            set
        };
        let space = || CharSet::class(Class::Space, self.charset);
        Some(match c {
            b'w' => Node::Set(word()),
            b'W' => Node::Set(word().negated(self.charset)),
            b's' => Node::Set(space()),
            b'S' => Node::Set(space().negated(self.charset)),
            b'<' => Node::Look(Look::WordStart),
            b'>' => Node::Look(Look::WordEnd),
            b'b' => Node::Look(Look::WordEdge),
            b'B' => Node::Look(Look::NoWordEdge),
            b'`' => Node::Look(Look::BufferStart),
            b'\'' => Node::Look(Look::BufferEnd),
            _ => return None,
        })
    }
}

/// How often something is repeated: at least, and at most where there is a limit.
type Counts = (u32, Option<u32>);

/// Several nodes one after another.
fn concat(mut nodes: Vec<Node>) -> Node {
    match nodes.len() {
        0 => Node::Empty,
        1 => nodes.remove(0),
        _ => Node::Concat(nodes),
    }
}

fn repeat(node: Node, (min, max): Counts, is_minimal: bool) -> Node {
    Node::Repeat { node: Box::new(node), min, max, is_minimal }
}
