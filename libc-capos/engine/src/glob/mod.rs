//! `glob`: the paths in a tree of files that match a pattern.
//!
//! [`glob`] expands braces, then [`walk`] follows each pattern component by component through a [`Tree`]. Neither
//! recurses, so that no pattern can exhaust the stack.

mod brace;
mod pattern;
mod walk;

use crate::encoding::Charset;
use alloc::vec::Vec;

/// How to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flags {
    /// Directories end with a slash.
    pub mark: bool,
    /// The results stay in the order in which they were found.
    pub no_sort: bool,
    /// A pattern without matches stands for itself.
    pub no_check: bool,
    /// A backslash is an ordinary character.
    pub no_escape: bool,
    /// Wildcards match a leading period.
    pub period: bool,
    /// `{a,b}` stands for alternatives.
    pub brace: bool,
    /// A pattern without wildcards stands for itself, like with `no_check`.
    pub no_magic: bool,
    /// A leading `~` stands for a home directory.
    pub tilde: bool,
    /// Without that home directory nothing matches.
    pub tilde_check: bool,
    /// Only directories match.
    pub only_directories: bool,
    pub charset: Charset,
}

impl Flags {
    /// No flag at all.
    pub const fn none(charset: Charset) -> Self {
        Flags {
            mark: false,
            no_sort: false,
            no_check: false,
            no_escape: false,
            period: false,
            brace: false,
            no_magic: false,
            tilde: false,
            tilde_check: false,
            only_directories: false,
            charset,
        }
    }
}

/// What is known of an entry without looking at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Directory,
    /// Something that is neither a directory nor leads to one.
    Other,
    /// A symbolic link, or the directory does not tell.
    Unknown,
}

/// Why a search ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    NoSpace,
    /// A directory could not be read, and the program wants to know.
    Aborted,
    NoMatch,
}

/// Takes the name and the kind of an entry.
pub type Each<'a> = &'a mut dyn FnMut(&[u8], Kind) -> Result<(), Failure>;

/// The files that are searched. Paths are relative to the working directory unless they begin with a slash.
pub trait Tree {
    /// Tells `each` the entries of a directory; the empty path is the working directory.
    fn list(&mut self, directory: &[u8], each: Each<'_>) -> Result<(), Failure>;

    /// Whether there is anything of that name, be it a link that leads nowhere.
    fn exists(&mut self, path: &[u8]) -> bool;

    /// Whether the path leads to a directory.
    fn is_directory(&mut self, path: &[u8]) -> bool;

    /// The home directory of a user; the empty name is the process's own.
    fn home(&mut self, user: &[u8]) -> Option<Vec<u8>>;
}

/// What a search has found, up to its end or its failure.
#[derive(Debug, Default)]
pub struct Found {
    pub paths: Vec<Vec<u8>>,
    /// The pattern has wildcards.
    pub magic: bool,
}

/// Whether a pattern has wildcards that no backslash takes away.
pub fn has_magic(pattern: &[u8]) -> bool {
    pattern::has_magic(pattern, false)
}

/// Searches `tree` for what matches `pattern`; what was found is in `found` also after a failure.
pub fn glob(pattern: &[u8], flags: Flags, tree: &mut impl Tree, found: &mut Found) -> Result<(), Failure> {
    found.magic = pattern::has_magic(pattern, flags.no_escape);
    if flags.brace && brace::find(pattern, flags.no_escape).is_some() {
        brace::for_each_alternative(pattern, flags.no_escape, |alternative| {
            walk::search(alternative, flags, tree, &mut found.paths)
        })?;
        if !found.paths.is_empty() {
            return Ok(());
        }
    }
    walk::search(pattern, flags, tree, &mut found.paths)?;
    if !found.paths.is_empty() {
        return Ok(());
    }
    if flags.no_check || flags.no_magic && !found.magic {
        let itself = pattern::copy(&[pattern])?;
        return pattern::push(&mut found.paths, itself);
    }
    Err(Failure::NoMatch)
}

#[cfg(test)]
mod tests;
