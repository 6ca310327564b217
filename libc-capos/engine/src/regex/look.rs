//! Conditions on a position: what is before and after it.

use crate::ctype::{self, Class};
use crate::encoding::{Charset, State, Step, decode};
use crate::unicode;

/// A condition that a pattern states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Look {
    /// `^` without `REG_NEWLINE`: the start of the text, unless the caller denies it.
    TextStart,
    /// `$` without `REG_NEWLINE`.
    TextEnd,
    /// `^` with `REG_NEWLINE`.
    LineStart,
    /// `$` with `REG_NEWLINE`.
    LineEnd,
    /// `\<`
    WordStart,
    /// `\>`
    WordEnd,
    /// `\b`
    WordEdge,
    /// `\B`
    NoWordEdge,
    /// ``\` ``: the start of the text, whatever the caller says.
    BufferStart,
    /// `\'`
    BufferEnd,
}

/// The conditions that hold somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LookSet(u16);

/// What one side of a position is like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Side {
    /// The text ends here.
    pub is_edge: bool,
    /// It ends here and the caller says that this is no line's end (`REG_NOTBOL`, `REG_NOTEOL`).
    pub is_denied: bool,
    pub is_newline: bool,
    pub is_word: bool,
}

impl Side {
    const EDGE: u8 = 1;
    const DENIED: u8 = 2;
    const NEWLINE: u8 = 4;
    const WORD: u8 = 8;

    pub(super) fn edge(denied: bool) -> Side {
        Side { is_edge: true, is_denied: denied, ..Side::default() }
    }

    /// The side of a byte that is a whole character, or part of one that is no word's.
    pub(super) fn of_byte(byte: u8) -> Side {
        let is_word = byte == b'_' || ctype::is(byte, Class::Alnum);
        Side { is_newline: byte == b'\n', is_word, ..Side::default() }
    }

    pub(super) fn to_bits(self) -> u8 {
        [
            (self.is_edge, Side::EDGE),
            (self.is_denied, Side::DENIED),
            (self.is_newline, Side::NEWLINE),
            (self.is_word, Side::WORD),
        ]
        .into_iter()
        .filter_map(|(holds, bit)| holds.then_some(bit))
        .fold(0, |bits, bit| bits | bit)
    }

    pub(super) fn from_bits(bits: u8) -> Side {
        Side {
            is_edge: bits & Side::EDGE != 0,
            is_denied: bits & Side::DENIED != 0,
            is_newline: bits & Side::NEWLINE != 0,
            is_word: bits & Side::WORD != 0,
        }
    }
}

impl LookSet {
    /// Every condition: for questions about what could be.
    pub(super) const ALL: LookSet = LookSet(u16::MAX);

    #[inline]
    pub(super) fn contains(self, look: Look) -> bool {
        self.0 & (1 << look as u16) != 0
    }

    fn with(self, look: Look, holds: bool) -> LookSet {
        LookSet(self.0 | u16::from(holds) << look as u16)
    }

    /// The conditions that hold between two sides.
    pub(super) fn between(before: Side, after: Side) -> LookSet {
        let (start, end) = (before.is_edge && !before.is_denied, after.is_edge && !after.is_denied);
        let edge = before.is_word != after.is_word;
        LookSet::default()
            .with(Look::TextStart, start)
            .with(Look::TextEnd, end)
            .with(Look::LineStart, start || before.is_newline)
            .with(Look::LineEnd, end || after.is_newline)
            .with(Look::WordStart, edge && after.is_word)
            .with(Look::WordEnd, edge && before.is_word)
            .with(Look::WordEdge, edge)
            .with(Look::NoWordEdge, !edge)
            .with(Look::BufferStart, before.is_edge)
            .with(Look::BufferEnd, after.is_edge)
    }
}

/// A text with what the caller says about its ends.
#[derive(Clone, Copy)]
pub(super) struct Input<'t> {
    pub text: &'t [u8],
    pub charset: Charset,
    pub not_bol: bool,
    pub not_eol: bool,
}

impl Input<'_> {
    /// The side before `at`.
    pub(super) fn before(&self, at: usize) -> Side {
        let Some(&byte) = at.checked_sub(1).and_then(|last| self.text.get(last)) else {
            return Side::edge(self.not_bol);
        };
        if byte < 0x80 || self.charset == Charset::Bytes {
            return Side::of_byte(byte);
        }
        // The character begins at the last byte that is no continuation.
        let start = (0..at).rev().take(4).find(|&i| self.text[i] & 0xc0 != 0x80).unwrap_or(at);
        Side { is_word: self.is_word_at(start), ..Side::default() }
    }

    /// The side after `at`.
    pub(super) fn after(&self, at: usize) -> Side {
        match self.text.get(at) {
            None => Side::edge(self.not_eol),
            Some(&byte) if byte < 0x80 || self.charset == Charset::Bytes => Side::of_byte(byte),
            Some(_) => Side { is_word: self.is_word_at(at), ..Side::default() },
        }
    }

    pub(super) fn look(&self, at: usize) -> LookSet {
        LookSet::between(self.before(at), self.after(at))
    }

    fn is_word_at(&self, at: usize) -> bool {
        let mut state = State::default();
        for &byte in &self.text[at..] {
            match decode(self.charset, &mut state, byte) {
                Ok(Step::Character(code)) => return unicode::is(code, Class::Alnum),
                Ok(Step::More) => {}
                Err(_) => break,
            }
        }
        false
    }
}
