//! Matching a name against a shell pattern.
//!
//! Only the last `*` is ever reconsidered: if the part behind it does not match here, it can only match
//! further on, and no earlier `*` has to give anything back for that. So the time is at most the
//! product of the lengths. With path names a `*` stays within its component, and so does this.

mod bracket;

use crate::encoding::{Charset, State, Step, decode};
use crate::{ctype, unicode};

/// How to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flags {
    /// Only a slash matches a slash.
    pub pathname: bool,
    /// A backslash is an ordinary character.
    pub no_escape: bool,
    /// Only a period matches one that begins the name (or a component of a path name).
    pub period: bool,
    /// What follows a slash behind a match does not matter.
    pub leading_dir: bool,
    pub ignore_case: bool,
    pub charset: Charset,
}

/// What comes next in a pattern.
enum Token {
    End,
    Star,
    /// `?`
    Any,
    /// A bracket, and perhaps an expression, whose contents begin at this place.
    Set(usize),
    Character(u32),
    /// Nothing can match: a backslash at the end.
    Never,
}

/// Stands for byte 0 of those that are no character; they only match themselves.
const NO_CHARACTER: u32 = 0x8000_0000;

struct Matcher<'a> {
    pattern: &'a [u8],
    name: &'a [u8],
    flags: Flags,
}

/// Whether the whole of `name` matches.
pub fn matches(pattern: &[u8], name: &[u8], flags: Flags) -> bool {
    Matcher { pattern, name, flags }.run()
}

impl Matcher<'_> {
    fn run(&self) -> bool {
        let (mut p, mut n) = (0, 0);
        // Behind the last star: where in the pattern, and from where in the name it was tried.
        let mut star = None;
        loop {
            let alike = self.alike(p, n);
            (p, n) = (p + alike, n + alike);
            let (token, after) = self.token(p);
            let advanced = match token {
                // Not even one that takes nothing may stand before such a period. (No earlier star helps: where a
                // component begins is fixed by the slashes.)
                Token::Star if self.name.get(n) == Some(&b'.') && self.is_guarded(u32::from(b'.'), n) => {
                    return false;
                }
                Token::Star => {
                    p = after;
                    star = Some((p, n));
                    // Where the next character of the pattern is another one, the star takes some at once.
                    if self.plain(p).is_none_or(|wanted| self.name.get(n) == Some(&wanted)) {
                        continue;
                    }
                    None
                }
                Token::End if self.ends(n) => return true,
                Token::End => None,
                _ => self.single(&token, after, n),
            };
            if let Some((next_p, next_n)) = advanced {
                (p, n) = (next_p, next_n);
                continue;
            }
            // The star takes one more character, and as many more as the next one of the pattern says,
            // and the part behind it is tried again.
            let Some((behind, mut tried)) = star else { return false };
            let Some((c, len)) = character(self.name, tried, self.flags.charset) else { return false };
            if self.is_guarded(c, tried) {
                return false;
            }
            tried += len;
            if let Some(wanted) = self.plain(behind) {
                // No byte of ASCII is part of another character, and no period is guarded behind the first.
                let slash = self.flags.pathname;
                let stops = |&byte: &u8| byte == wanted || byte == b'/' && slash;
                match self.name[tried..].iter().position(stops) {
                    Some(at) if self.name[tried + at] == wanted => tried += at,
                    _ => return false,
                }
            }
            (p, n) = (behind, tried);
            star = Some((p, n));
        }
    }

    /// How many characters from here on are plain in the pattern, and the same in the name: most are.
    fn alike(&self, p: usize, n: usize) -> usize {
        let is_plain = |byte: u8| byte < 0x80 && !matches!(byte, b'*' | b'?' | b'[' | b'\\');
        let pairs = self.pattern[p..].iter().zip(&self.name[n..]);
        pairs.take_while(|&(&wanted, &byte)| wanted == byte && is_plain(byte)).count()
    }

    /// The byte of the name that alone can match at this place of the pattern, where that is plain.
    fn plain(&self, p: usize) -> Option<u8> {
        let byte = *self.pattern.get(p)?;
        let is_plain = byte < 0x80 && !b"*?[\\".contains(&byte) && !self.flags.ignore_case;
        is_plain.then_some(byte)
    }

    /// Whether the pattern may end here in the name.
    fn ends(&self, n: usize) -> bool {
        n == self.name.len() || self.flags.leading_dir && self.name[n] == b'/'
    }

    /// Whether only the same character in the pattern matches this one of the name.
    fn is_guarded(&self, c: u32, n: usize) -> bool {
        let slash = c == u32::from(b'/') && self.flags.pathname;
        let at_start = n == 0 || self.flags.pathname && self.name[n - 1] == b'/';
        slash || c == u32::from(b'.') && self.flags.period && at_start
    }

    /// Matches one character: where pattern and name go on.
    fn single(&self, token: &Token, after: usize, n: usize) -> Option<(usize, usize)> {
        let (c, len) = character(self.name, n, self.flags.charset)?;
        let next = match token {
            Token::Character(wanted) => (self.fold(*wanted) == self.fold(c)).then_some(after),
            Token::Any => (!self.is_guarded(c, n)).then_some(after),
            Token::Set(contents) => match bracket::matches(self.pattern, *contents, c, &self.flags) {
                None => (c == u32::from(b'[')).then_some(after),
                Some(set) => (set.holds && !self.is_guarded(c, n)).then_some(set.end),
            },
            Token::Star | Token::End | Token::Never => None,
        };
        Some((next?, n + len))
    }

    fn fold(&self, c: u32) -> u32 {
        fold(c, &self.flags)
    }

    /// The token at `p`, and where the next one is (behind a set, [`Matcher::single`] finds that).
    fn token(&self, p: usize) -> (Token, usize) {
        let Some((c, len)) = character(self.pattern, p, self.flags.charset) else { return (Token::End, p) };
        let after = p + len;
        match u8::try_from(c) {
            Ok(b'*') => (Token::Star, after),
            Ok(b'?') => (Token::Any, after),
            Ok(b'[') => (Token::Set(after), after),
            Ok(b'\\') if !self.flags.no_escape => match character(self.pattern, after, self.flags.charset) {
                Some((escaped, len)) => (Token::Character(escaped), after + len),
                None => (Token::Never, after),
            },
            _ => (Token::Character(c), after),
        }
    }
}

/// The character at `at` and its length; a byte that is none stands for itself.
fn character(text: &[u8], at: usize, charset: Charset) -> Option<(u32, usize)> {
    let &first = text.get(at)?;
    if first < 0x80 {
        return Some((u32::from(first), 1));
    }
    let mut state = State::default();
    for (n, &byte) in text[at..].iter().enumerate() {
        match decode(charset, &mut state, byte) {
            Ok(Step::Character(c)) => return Some((c, n + 1)),
            Ok(Step::More) => {}
            Err(_) => break,
        }
    }
    Some((NO_CHARACTER | u32::from(first), 1))
}

fn fold(c: u32, flags: &Flags) -> u32 {
    match u8::try_from(c) {
        _ if !flags.ignore_case => c,
        Ok(byte @ 0..=0x7f) => ctype::to_lower(byte).into(),
        _ if flags.charset == Charset::Utf8 => unicode::fold(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests;
