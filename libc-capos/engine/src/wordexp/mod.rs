//! `wordexp`: words as a shell expands them.
//!
//! [`expand`](self::expand()) reads the words once. Each piece goes to a [`fields::Builder`], which splits what came
//! from expansions and remembers what was quoted; arithmetic is evaluated by [`arithmetic`]. Parameters, home
//! directories and path names come from a [`Shell`]. There is no command substitution: asking for one is an error.

mod arithmetic;
mod command;
mod expand;
mod fields;
mod parameter;

use crate::encoding::Charset;
use alloc::vec::Vec;

/// Why words can not be expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    NoSpace,
    /// An operator of the shell that is not quoted.
    BadCharacter,
    /// A parameter that is not set, where that matters.
    BadValue,
    /// A command substitution.
    Command,
    Syntax,
}

/// How to expand.
#[derive(Clone, Copy, Debug)]
pub struct Flags {
    /// A parameter that is not set is an error.
    pub undefined_is_error: bool,
    pub charset: Charset,
}

/// What the words refer to.
pub trait Shell {
    /// The value of a variable.
    fn variable(&mut self, name: &[u8]) -> Option<Vec<u8>>;

    /// The value of one of the parameters `? $ - ! 0`.
    fn special(&mut self, parameter: u8) -> Option<Vec<u8>>;

    /// Sets a variable.
    fn assign(&mut self, name: &[u8], value: &[u8]) -> Result<(), Failure>;

    /// The home directory of a user; the empty name is the process's own.
    fn home(&mut self, user: &[u8]) -> Option<Vec<u8>>;

    /// What a command writes; [`Failure::Command`] if commands are refused.
    fn command(&mut self, command: &[u8]) -> Result<Vec<u8>, Failure>;

    /// The paths that match a pattern, in which quoted characters have a backslash; none if nothing matches.
    fn paths(&mut self, pattern: &[u8]) -> Result<Vec<Vec<u8>>, Failure>;

    /// The program shows the message of `${NAME?message}`.
    fn complain(&mut self, name: &[u8], message: &[u8]);
}

/// Expands `words`.
pub fn expand(words: &[u8], flags: Flags, shell: &mut impl Shell) -> Result<Vec<Vec<u8>>, Failure> {
    expand::words(words, flags, shell)
}

#[cfg(test)]
mod tests;
