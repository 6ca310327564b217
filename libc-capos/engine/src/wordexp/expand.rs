//! Reading words: quotes, tildes, and the `$` that begins an expansion.

use super::fields::{Builder, Field};
use super::{Failure, Flags, Shell, arithmetic};
use crate::glob;
use alloc::vec::Vec;

/// Expansions within expansions: deeper ones are refused, so that no input can exhaust the stack.
const DEEPEST: usize = 100;

/// Where text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Between words: blanks separate, operators are errors.
    Top,
    /// In `${NAME-word}`, up to the `}`.
    Brace,
    /// The same within double quotes.
    QuotedBrace,
    /// In double quotes, up to the next.
    Quotes,
    /// In `$((expression))`.
    Arithmetic,
}

impl Place {
    pub fn is_quoted(self) -> bool {
        matches!(self, Place::QuotedBrace | Place::Quotes)
    }
}

/// The words, and how far they were read.
pub struct Expander<'a, S> {
    pub input: &'a [u8],
    pub at: usize,
    pub flags: Flags,
    pub shell: &'a mut S,
    /// What is read has no effect: the word of a parameter that does not need it.
    pub idle: bool,
    depth: usize,
}

/// Expands all words, with field splitting and path names.
pub fn words(input: &[u8], flags: Flags, shell: &mut impl Shell) -> Result<Vec<Vec<u8>>, Failure> {
    let separators = shell.variable(b"IFS").unwrap_or_else(|| b" \t\n".to_vec());
    let mut out = Builder::new(separators);
    let mut expander = Expander { input, at: 0, flags, shell, idle: false, depth: 0 };
    expander.text(Place::Top, &mut out)?;
    out.end()?;
    let mut words = Vec::new();
    for Field { text, pattern } in out.fields {
        let found = if glob::has_magic(&pattern) { expander.shell.paths(&pattern)? } else { Vec::new() };
        words.try_reserve(found.len().max(1)).map_err(|_| Failure::NoSpace)?;
        if found.is_empty() {
            words.push(text);
        } else {
            words.extend(found);
        }
    }
    Ok(words)
}

impl<S: Shell> Expander<'_, S> {
    pub fn peek(&self) -> Option<u8> {
        self.input.get(self.at).copied()
    }

    pub fn take(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// Takes `byte` if it is next.
    pub fn take_if(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Expands text up to the end of its place, which is taken.
    pub fn text(&mut self, place: Place, out: &mut Builder) -> Result<(), Failure> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Failure::NoSpace);
        }
        let outcome = self.pieces(place, out);
        self.depth -= 1;
        outcome
    }

    fn pieces(&mut self, place: Place, out: &mut Builder) -> Result<(), Failure> {
        let mut parentheses = 0_usize;
        if place == Place::Brace {
            self.tilde(place, out)?;
        }
        loop {
            if place == Place::Top && out.is_at_start() {
                self.tilde(place, out)?;
            }
            let Some(byte) = self.take() else {
                return if place == Place::Top { Ok(()) } else { Err(Failure::Syntax) };
            };
            match (byte, place) {
                (b'`', _) => self.backquoted(place, out)?,
                (b'$', _) => self.dollar(place, out)?,
                (b'\\', _) => self.backslash(place, out)?,
                (b'"', Place::Quotes) => return Ok(()),
                (b'"', _) => {
                    out.touch();
                    self.text(Place::Quotes, out)?;
                }
                (b'\'', Place::Top | Place::Brace) => self.single_quotes(out)?,
                (b'}', Place::Brace | Place::QuotedBrace) => return Ok(()),
                (b' ' | b'\t', Place::Top) => out.end()?,
                (b'\n' | b'|' | b'&' | b';' | b'<' | b'>' | b'(' | b')' | b'{' | b'}', Place::Top) => {
                    return Err(Failure::BadCharacter);
                }
                (b'(', Place::Arithmetic) => {
                    parentheses += 1;
                    out.literal(byte)?;
                }
                (b')', Place::Arithmetic) if parentheses > 0 => {
                    parentheses -= 1;
                    out.literal(byte)?;
                }
                // One parenthesis alone: this was no arithmetic, but commands.
                (b')', Place::Arithmetic) => {
                    return if self.take_if(b')') { Ok(()) } else { Err(Failure::Command) };
                }
                (_, Place::Top | Place::Arithmetic) => out.literal(byte)?,
                (_, Place::Brace) => out.result(byte)?,
                (_, Place::Quotes | Place::QuotedBrace) => out.quoted(byte)?,
            }
        }
    }

    fn single_quotes(&mut self, out: &mut Builder) -> Result<(), Failure> {
        out.touch();
        loop {
            match self.take().ok_or(Failure::Syntax)? {
                b'\'' => return Ok(()),
                byte => out.quoted(byte)?,
            }
        }
    }

    fn backslash(&mut self, place: Place, out: &mut Builder) -> Result<(), Failure> {
        let Some(byte) = self.take() else { return Err(Failure::Syntax) };
        let quotes = matches!(
            (byte, place),
            (_, Place::Top | Place::Brace)
                | (b'$' | b'`' | b'"' | b'\\' | b'\n', _)
                | (b'}', Place::QuotedBrace)
        );
        if quotes {
            // A line that goes on.
            return if byte == b'\n' { Ok(()) } else { out.quoted(byte) };
        }
        out.quoted(b'\\')?;
        // What follows is an ordinary character of the place, and may mean something there.
        self.at -= 1;
        Ok(())
    }

    /// A home directory at the beginning of a word: `~` and a name without quotes, up to a slash.
    fn tilde(&mut self, place: Place, out: &mut Builder) -> Result<(), Failure> {
        if self.peek() != Some(b'~') {
            return Ok(());
        }
        let rest = &self.input[self.at + 1..];
        let ends =
            |byte: u8| matches!(byte, b'/' | b' ' | b'\t' | b'\n') || byte == b'}' && place == Place::Brace;
        let end = rest.iter().position(|&byte| ends(byte)).unwrap_or(rest.len());
        let name = &rest[..end];
        let is_name = name.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"._-+".contains(&byte));
        if is_name && let Some(home) = self.shell.home(name) {
            self.at += 1 + end;
            out.touch();
            return out.all_quoted(&home);
        }
        Ok(())
    }

    /// Behind a `$`.
    fn dollar(&mut self, place: Place, out: &mut Builder) -> Result<(), Failure> {
        match self.peek() {
            Some(b'(') if self.input.get(self.at + 1) == Some(&b'(') => self.arithmetic(place, out),
            Some(b'(') => self.parenthesised(place, out),
            Some(b'{') => {
                self.at += 1;
                self.parameter_in_braces(place, out)
            }
            _ => self.plain_parameter(place, out),
        }
    }

    /// At `((`: an expression, unless it turns out to be a command that begins with a parenthesis.
    fn arithmetic(&mut self, place: Place, out: &mut Builder) -> Result<(), Failure> {
        let (start, depth) = (self.at, self.depth);
        self.at += 2;
        let mut expression = Builder::new(Vec::new());
        match self.text(Place::Arithmetic, &mut expression) {
            Err(Failure::Command) => {
                (self.at, self.depth) = (start, depth);
                return self.parenthesised(place, out);
            }
            outcome => outcome?,
        }
        let expression = expression.into_one().text;
        if self.idle {
            return Ok(());
        }
        let value = arithmetic::evaluate(&expression, self.shell)?;
        let mut digits = [0; 20];
        self.value(arithmetic::decimal(value, &mut digits), place, out)
    }

    /// Adds what an expansion resulted in.
    pub fn value(&mut self, value: &[u8], place: Place, out: &mut Builder) -> Result<(), Failure> {
        if self.idle {
            return Ok(());
        }
        if place.is_quoted() { out.all_quoted(value) } else { out.all_results(value) }
    }
}
