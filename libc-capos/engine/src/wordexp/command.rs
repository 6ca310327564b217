//! Command substitution: finding where the command ends. What it means is the shell's to know.

use super::expand::{Expander, Place};
use super::fields::Builder;
use super::{Failure, Shell};
use alloc::vec::Vec;

impl<S: Shell> Expander<'_, S> {
    /// Behind a backquote: a backslash before `$`, a backquote or a backslash (in double quotes also before `"`) goes.
    pub fn backquoted(&mut self, place: Place, out: &mut Builder) -> Result<(), Failure> {
        let mut command = Vec::new();
        loop {
            let byte = self.take().ok_or(Failure::Syntax)?;
            let byte = match byte {
                b'`' => return self.substitute(&command, place, out),
                b'\\' if matches!(self.peek(), Some(b'$' | b'`' | b'\\')) => {
                    self.take().ok_or(Failure::Syntax)?
                }
                b'\\' if place.is_quoted() && self.peek() == Some(b'"') => {
                    self.take().ok_or(Failure::Syntax)?
                }
                byte => byte,
            };
            command.try_reserve(1).map_err(|_| Failure::NoSpace)?;
            command.push(byte);
        }
    }

    /// At the parenthesis of `$(`: the command reaches to the one that closes it.
    pub fn parenthesised(&mut self, place: Place, out: &mut Builder) -> Result<(), Failure> {
        let start = self.at + 1;
        let mut open = 0_usize;
        let mut begins_word = true;
        loop {
            let byte = self.take().ok_or(Failure::Syntax)?;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        let command = self.input[start..self.at - 1].to_vec();
                        return self.substitute(&command, place, out);
                    }
                }
                b'\\' => drop(self.take()),
                b'\'' | b'`' => self.skip_to(byte, byte == b'`')?,
                b'"' => self.skip_to(byte, true)?,
                b'#' if begins_word => {
                    while self.peek().is_some_and(|byte| byte != b'\n') {
                        self.take();
                    }
                }
                _ => {}
            }
            begins_word = matches!(byte, b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'(' | b')');
        }
    }

    /// Skips quoted text, `end` included.
    fn skip_to(&mut self, end: u8, escapes: bool) -> Result<(), Failure> {
        loop {
            match self.take().ok_or(Failure::Syntax)? {
                byte if byte == end => return Ok(()),
                b'\\' if escapes => drop(self.take()),
                _ => {}
            }
        }
    }

    /// Adds what the command writes, without the new lines at its end.
    fn substitute(&mut self, command: &[u8], place: Place, out: &mut Builder) -> Result<(), Failure> {
        if self.idle {
            return Ok(());
        }
        let mut output = self.shell.command(command)?;
        output.retain(|&byte| byte != 0);
        let end = output.iter().rposition(|&byte| byte != b'\n').map_or(0, |last| last + 1);
        self.value(&output[..end], place, out)
    }
}
