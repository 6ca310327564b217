//! Both grammars. They differ in which characters need a backslash to be special, and in where `*`,
//! `^` and `$` are ordinary; the rest is shared.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::{Counts, Cursor, Flags, Node, Syntax, bracket, concat, repeat};
use crate::regex::error::Error;

/// The deepest nesting of groups, so that no pattern exhausts the stack.
const MAX_DEPTH: usize = 250;
/// So many atoms are made room for before they are read.
const MOST_AT_ONCE: usize = 16;
/// The largest count in braces (`RE_DUP_MAX`).
const MAX_COUNT: u32 = 255;

pub(super) struct Parser<'p> {
    cursor: Cursor<'p>,
    flags: Flags,
    /// How many groups were opened.
    pub groups: usize,
    /// Which groups were closed, by number less one.
    closed: Vec<bool>,
    depth: usize,
}

/// A special sign, as the grammar in use spells it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Open,
    Close,
    Or,
    Star,
    Plus,
    Question,
    Brace,
}

const SIGNS: [(Sign, &[u8], &[u8]); 7] = [
    (Sign::Open, b"\\(", b"("),
    (Sign::Close, b"\\)", b")"),
    (Sign::Or, b"\\|", b"|"),
    (Sign::Star, b"*", b"*"),
    (Sign::Plus, b"\\+", b"+"),
    (Sign::Question, b"\\?", b"?"),
    (Sign::Brace, b"\\{", b"{"),
];

impl<'p> Parser<'p> {
    pub(super) fn new(cursor: Cursor<'p>, flags: Flags) -> Parser<'p> {
        Parser { cursor, flags, groups: 0, closed: Vec::new(), depth: 0 }
    }

    fn is_basic(&self) -> bool {
        self.flags.syntax == Syntax::Basic
    }

    /// The sign that comes next, and how it is spelled.
    fn sign(&self) -> Option<(Sign, &'static [u8])> {
        // Most characters are none, and no sign begins with those that are most common.
        if self.cursor.rest.first()?.is_ascii_alphanumeric() {
            return None;
        }
        let found = SIGNS
            .iter()
            .map(|&(sign, basic, extended)| (sign, if self.is_basic() { basic } else { extended }));
        found.into_iter().find(|(_, text)| self.cursor.at(text))
    }

    fn eat(&mut self, wanted: Sign) -> bool {
        match self.sign() {
            Some((sign, text)) if sign == wanted => self.cursor.eat(text),
            _ => false,
        }
    }

    fn next_is(&self, wanted: Sign) -> bool {
        self.sign().is_some_and(|(sign, _)| sign == wanted)
    }

    pub(super) fn whole(&mut self) -> Result<Node, Error> {
        let node = self.alternatives()?;
        // Only a basic expression ends before its text does: at a `\)` that closes nothing.
        if self.cursor.rest.is_empty() { Ok(node) } else { Err(Error::Paren) }
    }

    fn alternatives(&mut self) -> Result<Node, Error> {
        let first = self.branch()?;
        if !self.next_is(Sign::Or) {
            return Ok(first);
        }
        let mut branches = Vec::from([first]);
        while self.eat(Sign::Or) {
            branches.push(self.branch()?);
        }
        Ok(Node::Alternate(branches))
    }

    fn ends_here(&self) -> bool {
        let closes = self.next_is(Sign::Close) && (self.depth > 0 || self.is_basic());
        self.cursor.rest.is_empty() || self.next_is(Sign::Or) || closes
    }

    fn branch(&mut self) -> Result<Node, Error> {
        // Most characters are an atom each.
        let mut nodes = Vec::with_capacity(self.cursor.rest.len().min(MOST_AT_ONCE));
        // In a basic expression a circumflex is an anchor at the start only, and a star is ordinary
        // there and after that anchor.
        if self.is_basic() && self.cursor.eat(b"^") {
            nodes.push(self.flags.start_of_line());
        }
        let mut at_start = true;
        while !self.ends_here() {
            let node = self.atom(at_start)?;
            at_start = false;
            nodes.push(self.repetitions(node)?);
        }
        Ok(concat(nodes))
    }

    fn repetitions(&mut self, mut node: Node) -> Result<Node, Error> {
        // Repetitions of repetitions nest like groups.
        for _ in 0..MAX_DEPTH {
            let Some(counts) = self.duplication()? else { return Ok(node) };
            let is_modified = !self.is_basic() && self.eat(Sign::Question);
            node = repeat(node, counts, self.flags.minimal != is_modified);
        }
        Err(Error::Space)
    }

    /// A duplication symbol, if one comes next.
    fn duplication(&mut self) -> Result<Option<Counts>, Error> {
        let Some((sign, text)) = self.sign() else { return Ok(None) };
        let counts = match sign {
            Sign::Star => (0, None),
            Sign::Plus => (1, None),
            Sign::Question => (0, Some(1)),
            Sign::Brace => {
                self.cursor.eat(text);
                return self.counts().map(Some);
            }
            Sign::Open | Sign::Close | Sign::Or => return Ok(None),
        };
        self.cursor.eat(text);
        Ok(Some(counts))
    }

    /// What stands between braces: `n`, `n,`, `n,m`, and as GNU has it `,m`.
    fn counts(&mut self) -> Result<Counts, Error> {
        let end: &[u8] = if self.is_basic() { b"\\}" } else { b"}" };
        let mut ahead = self.cursor;
        ahead.until(end).ok_or(Error::Brace)?;
        let min = self.cursor.number();
        let max =
            if self.cursor.eat(b",") { self.cursor.number() } else { Some(min.ok_or(Error::BraceContents)?) };
        if !self.cursor.eat(end) || min.is_none() && max.is_none() {
            return Err(Error::BraceContents);
        }
        let min = min.unwrap_or(0);
        if min > MAX_COUNT || max.is_some_and(|max| max > MAX_COUNT || max < min) {
            return Err(Error::BraceContents);
        }
        Ok((min, max))
    }

    fn atom(&mut self, at_start: bool) -> Result<Node, Error> {
        if self.eat(Sign::Open) {
            return self.group();
        }
        match self.sign() {
            // A closing parenthesis that closes nothing is itself.
            None | Some((Sign::Close, _)) => {}
            Some((Sign::Star, _)) if self.is_basic() && at_start => {}
            // GNU's basic repetitions need something before them, or are themselves.
            Some((Sign::Plus | Sign::Question, text)) if self.is_basic() => {
                self.cursor.eat(text);
                return Ok(self.flags.literal(u32::from(text[1])));
            }
            Some(_) => return Err(Error::Repeat),
        }
        let c = self.cursor.next()?.ok_or(Error::BadPattern)?;
        match u8::try_from(c) {
            Ok(b'.') => Ok(self.flags.any()),
            Ok(b'[') => bracket::parse(&mut self.cursor, &self.flags).map(Node::Set),
            Ok(b'\\') => self.escape(),
            Ok(b'^') if !self.is_basic() => Ok(self.flags.start_of_line()),
            Ok(b'$') if !self.is_basic() || self.ends_here() => Ok(self.flags.end_of_line()),
            _ => Ok(self.flags.literal(c)),
        }
    }

    fn group(&mut self) -> Result<Node, Error> {
        if self.depth == MAX_DEPTH {
            return Err(Error::Space);
        }
        self.groups += 1;
        let index = self.groups;
        self.closed.push(false);
        self.depth += 1;
        let inner = self.alternatives()?;
        self.depth -= 1;
        if !self.eat(Sign::Close) {
            return Err(Error::Paren);
        }
        self.closed[index - 1] = true;
        Ok(Node::Group(index, Box::new(inner)))
    }

    /// What follows a backslash that is not part of a sign.
    fn escape(&mut self) -> Result<Node, Error> {
        let c = self.cursor.next()?.ok_or(Error::Escape)?;
        match u8::try_from(c) {
            Ok(digit @ b'1'..=b'9') => {
                let index = usize::from(digit - b'0');
                if self.closed.get(index - 1) == Some(&true) {
                    Ok(Node::Back(index))
                } else {
                    Err(Error::SubReg)
                }
            }
            Ok(byte) => Ok(self.flags.escape(byte).unwrap_or_else(|| self.flags.literal(c))),
            Err(_) => Ok(self.flags.literal(c)),
        }
    }
}
