//! Parameters: `$NAME` and everything that braces can ask for.

use super::expand::{Expander, Place};
use super::fields::{Builder, Field};
use super::{Failure, Shell, arithmetic};
use crate::encoding::Charset;
use crate::fnmatch;
use alloc::vec::Vec;

/// What follows the name in braces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    Nothing,
    /// `-`: the word stands in for the value.
    Default,
    /// `=`: the word becomes the value.
    Assign,
    /// `?`: the word is an error message.
    Complain,
    /// `+`: the word replaces the value.
    Alternative,
    /// `#` and `%`: take a pattern away, at the beginning or the end, the shortest match or the longest.
    Trim {
        end: bool,
        longest: bool,
    },
}

impl<S: Shell> Expander<'_, S> {
    /// The name at hand: a variable's, a position's, or one special character.
    fn name(&mut self, in_braces: bool) -> &[u8] {
        let start = self.at;
        match self.peek() {
            Some(byte) if byte.is_ascii_alphabetic() || byte == b'_' => {
                while self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                    self.at += 1;
                }
            }
            Some(byte) if byte.is_ascii_digit() => {
                self.at += 1;
                while in_braces && self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                    self.at += 1;
                }
            }
            Some(byte) if b"@*#?-$!".contains(&byte) => self.at += 1,
            _ => {}
        }
        &self.input[start..self.at]
    }

    /// The value behind a name. There are no positions, and so their number is 0.
    fn look_up(&mut self, name: &[u8]) -> Option<Vec<u8>> {
        match name {
            _ if self.idle => Some(Vec::new()),
            b"@" | b"*" => Some(Vec::new()),
            b"#" => Some(b"0".to_vec()),
            [byte] if !byte.is_ascii_alphabetic() && *byte != b'_' => self.shell.special(*byte),
            [first, ..] if first.is_ascii_digit() => None,
            _ => self.shell.variable(name),
        }
    }

    /// The value of a parameter that nothing stands in for.
    fn required(&self, value: Option<Vec<u8>>) -> Result<Vec<u8>, Failure> {
        if value.is_none() && self.flags.undefined_is_error {
            return Err(Failure::BadValue);
        }
        Ok(value.unwrap_or_default())
    }

    /// Behind a `$` that is followed by no parenthesis or brace.
    pub fn plain_parameter(&mut self, place: Place, out: &mut Builder) -> Result<(), Failure> {
        let name = self.name(false).to_vec();
        if name.is_empty() {
            return if place.is_quoted() { out.quoted(b'$') } else { out.literal(b'$') };
        }
        let value = self.look_up(&name);
        let value = self.required(value)?;
        self.value(&value, place, out)
    }

    /// Behind `${`.
    pub fn parameter_in_braces(&mut self, place: Place, out: &mut Builder) -> Result<(), Failure> {
        let start = self.at;
        if self.take_if(b'#') {
            let name = self.name(true).to_vec();
            if !name.is_empty() && self.take_if(b'}') {
                let value = self.look_up(&name);
                let value = self.required(value)?;
                let length = character_count(self.flags.charset, &value);
                let mut digits = [0; 20];
                return self.value(arithmetic::decimal(length as i64, &mut digits), place, out);
            }
            self.at = start;
        }
        let name = self.name(true).to_vec();
        if name.is_empty() {
            return Err(Failure::Syntax);
        }
        let (operator, empty_counts) = self.operator()?;
        let value = self.look_up(&name);
        let is_set = value.as_ref().is_some_and(|value| !(empty_counts && value.is_empty()));
        match operator {
            Operator::Nothing => {
                let value = self.required(value)?;
                self.value(&value, place, out)
            }
            Operator::Default if is_set => self.value_and_skip(value, place, out),
            Operator::Default => self.text(inner(place), out),
            Operator::Alternative if is_set => self.text(inner(place), out),
            Operator::Alternative => self.skip(place),
            Operator::Assign if is_set => self.value_and_skip(value, place, out),
            Operator::Assign => {
                let word = self.word(place)?.text;
                if !self.idle {
                    let is_variable = name[0].is_ascii_alphabetic() || name[0] == b'_';
                    if !is_variable {
                        return Err(Failure::Syntax);
                    }
                    self.shell.assign(&name, &word)?;
                }
                self.value(&word, place, out)
            }
            Operator::Complain if is_set => self.value_and_skip(value, place, out),
            Operator::Complain => {
                let message = self.word(place)?.text;
                if !self.idle {
                    self.shell.complain(&name, &message);
                    return Err(Failure::BadValue);
                }
                Ok(())
            }
            Operator::Trim { end, longest } => {
                // Quotes around the whole do not quote the pattern.
                let pattern = self.word(Place::Brace)?.pattern;
                let value = self.required(value)?;
                let range = trimmed(&value, &pattern, end, longest, self.flags.charset);
                self.value(&value[range], place, out)
            }
        }
    }

    /// The operator behind a name, and whether an empty value counts as none. A `}` is taken.
    fn operator(&mut self) -> Result<(Operator, bool), Failure> {
        let colon = self.take_if(b':');
        let operator = match self.take().ok_or(Failure::Syntax)? {
            b'-' => Operator::Default,
            b'=' => Operator::Assign,
            b'?' => Operator::Complain,
            b'+' => Operator::Alternative,
            b'}' if !colon => Operator::Nothing,
            b'#' if !colon => Operator::Trim { end: false, longest: self.take_if(b'#') },
            b'%' if !colon => Operator::Trim { end: true, longest: self.take_if(b'%') },
            _ => return Err(Failure::Syntax),
        };
        Ok((operator, colon))
    }

    fn value_and_skip(
        &mut self,
        value: Option<Vec<u8>>,
        place: Place,
        out: &mut Builder,
    ) -> Result<(), Failure> {
        self.skip(place)?;
        self.value(&value.unwrap_or_default(), place, out)
    }

    /// Reads a word that is not needed.
    fn skip(&mut self, place: Place) -> Result<(), Failure> {
        let before = core::mem::replace(&mut self.idle, true);
        let outcome = self.text(inner(place), &mut Builder::new(Vec::new()));
        self.idle = before;
        outcome
    }

    /// The word in braces, as one field.
    fn word(&mut self, place: Place) -> Result<Field, Failure> {
        let mut word = Builder::new(Vec::new());
        self.text(inner(place), &mut word)?;
        Ok(word.into_one())
    }
}

/// The characters in a value: in UTF-8 all bytes but those that continue one.
fn character_count(charset: Charset, value: &[u8]) -> usize {
    match charset {
        Charset::Bytes => value.len(),
        Charset::Utf8 => value.iter().filter(|&&byte| byte & 0xc0 != 0x80).count(),
    }
}

/// Where the word in braces stands.
fn inner(place: Place) -> Place {
    if place.is_quoted() { Place::QuotedBrace } else { Place::Brace }
}

/// What is left of a value without the shortest or longest match of a pattern at its beginning or end.
fn trimmed(
    value: &[u8],
    pattern: &[u8],
    end: bool,
    longest: bool,
    charset: Charset,
) -> core::ops::Range<usize> {
    let flags = fnmatch::Flags {
        pathname: false,
        no_escape: false,
        period: false,
        leading_dir: false,
        ignore_case: false,
        charset,
    };
    let mut lengths = 0..=value.len();
    let matches = |&length: &usize| {
        let part = if end { &value[value.len() - length..] } else { &value[..length] };
        fnmatch::matches(pattern, part, flags)
    };
    let found = if longest { lengths.rev().find(matches) } else { lengths.find(matches) };
    let length = found.unwrap_or(0);
    if end { 0..value.len() - length } else { length..value.len() }
}
