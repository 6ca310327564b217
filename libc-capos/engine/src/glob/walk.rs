//! Following one pattern through a tree, a component at a time for all paths found so far.

use super::pattern::{append, copy, has_magic, literal, push};
use super::{Failure, Flags, Kind, Tree};
use crate::fnmatch;
use alloc::vec::Vec;

/// A path that matches the pattern so far.
struct Path {
    text: Vec<u8>,
    kind: Kind,
}

struct Walk<'t, T> {
    flags: Flags,
    tree: &'t mut T,
    paths: Vec<Path>,
    /// Something behind the last listing still has to be there.
    unchecked: bool,
}

/// Adds what matches `pattern` to `found`.
pub fn search<T: Tree>(
    pattern: &[u8],
    flags: Flags,
    tree: &mut T,
    found: &mut Vec<Vec<u8>>,
) -> Result<(), Failure> {
    let (start, rest) = match home(pattern, flags, tree)? {
        Some(home) => home,
        None if flags.tilde_check && pattern.first() == Some(&b'~') => return Ok(()),
        None => (Vec::new(), pattern),
    };
    let mut paths = Vec::new();
    push(&mut paths, Path { text: start, kind: Kind::Unknown })?;
    let mut walk = Walk { flags, tree, paths, unchecked: true };
    // What was found before a failure counts.
    let outcome = walk.components(rest);
    walk.finish()?;
    if !flags.no_sort {
        walk.paths.sort_unstable_by(|a, b| a.text.cmp(&b.text));
    }
    found.try_reserve(walk.paths.len()).map_err(|_| Failure::NoSpace)?;
    found.extend(walk.paths.into_iter().map(|path| path.text));
    outcome
}

/// A home directory, and the pattern behind it.
type Start<'p> = (Vec<u8>, &'p [u8]);

/// The home directory that a pattern begins with, and the pattern behind it.
fn home<'p>(pattern: &'p [u8], flags: Flags, tree: &mut impl Tree) -> Result<Option<Start<'p>>, Failure> {
    if !(flags.tilde || flags.tilde_check) || pattern.first() != Some(&b'~') {
        return Ok(None);
    }
    let end = pattern.iter().position(|&byte| byte == b'/').unwrap_or(pattern.len());
    let user = literal(&pattern[1..end], flags.no_escape)?;
    Ok(tree.home(&user).map(|home| (home, &pattern[end..])))
}

/// A path that ends with slashes as programs name a directory: without them, but for the root's.
fn directory(path: &[u8]) -> &[u8] {
    let slashes = path.iter().rev().take_while(|&&byte| byte == b'/').count();
    let end = path.len() - slashes;
    if end == 0 { &path[..slashes.min(1)] } else { &path[..end] }
}

impl<T: Tree> Walk<'_, T> {
    fn components(&mut self, mut rest: &[u8]) -> Result<(), Failure> {
        while !rest.is_empty() && !self.paths.is_empty() {
            let slashes = rest.iter().take_while(|&&byte| byte == b'/').count();
            if slashes > 0 {
                self.extend(&rest[..slashes])?;
                rest = &rest[slashes..];
                continue;
            }
            let end = rest.iter().position(|&byte| byte == b'/').unwrap_or(rest.len());
            let (component, behind) = rest.split_at(end);
            let component = self.without_escape_of_slash(component, behind);
            if has_magic(component, self.flags.no_escape) {
                self.list(component, behind.is_empty())?;
            } else {
                let text = literal(component, self.flags.no_escape)?;
                self.extend(&text)?;
            }
            rest = behind;
        }
        Ok(())
    }

    /// `a\/b` is `a/b`: a slash separates, escaped or not.
    fn without_escape_of_slash<'p>(&self, component: &'p [u8], behind: &[u8]) -> &'p [u8] {
        let backslashes = component.iter().rev().take_while(|&&byte| byte == b'\\').count();
        let escapes = !behind.is_empty() && !self.flags.no_escape && backslashes % 2 == 1;
        &component[..component.len() - usize::from(escapes)]
    }

    /// Appends text that needs no listing.
    fn extend(&mut self, text: &[u8]) -> Result<(), Failure> {
        for path in &mut self.paths {
            append(&mut path.text, text)?;
            path.kind = Kind::Unknown;
        }
        self.unchecked = true;
        Ok(())
    }

    /// Replaces each path by what matches the component in it.
    fn list(&mut self, component: &[u8], is_last: bool) -> Result<(), Failure> {
        let name_flags = fnmatch::Flags {
            pathname: false,
            no_escape: self.flags.no_escape,
            period: !self.flags.period,
            leading_dir: false,
            ignore_case: false,
            charset: self.flags.charset,
        };
        let directories = !is_last || self.flags.only_directories;
        let mut next: Vec<Path> = Vec::new();
        let mut outcome = Ok(());
        for Path { text, .. } in core::mem::take(&mut self.paths) {
            let mut here = Vec::new();
            outcome = self.tree.list(directory(&text), &mut |name, kind| {
                let wanted = !(directories && kind == Kind::Other);
                if wanted && fnmatch::matches(component, name, name_flags) {
                    push(&mut here, Path { text: copy(&[&text, name])?, kind })?;
                }
                Ok(())
            });
            if directories {
                here.retain(|path| path.kind == Kind::Directory || self.tree.is_directory(&path.text));
            }
            next.try_reserve(here.len()).map_err(|_| Failure::NoSpace)?;
            next.append(&mut here);
            if outcome.is_err() {
                break;
            }
        }
        // After a failure only whole matches are left.
        if outcome.is_ok() || is_last {
            self.paths = next;
        }
        self.unchecked = false;
        outcome
    }

    /// Drops what is not there, and marks directories.
    fn finish(&mut self) -> Result<(), Failure> {
        let (flags, unchecked) = (self.flags, self.unchecked);
        let tree = &mut *self.tree;
        self.paths.retain(|path| {
            let is_there = !unchecked || tree.exists(&path.text);
            is_there && (!flags.only_directories || !unchecked || tree.is_directory(&path.text))
        });
        for path in self.paths.iter_mut().filter(|_| flags.mark) {
            let is_directory = match path.kind {
                Kind::Directory => true,
                Kind::Other => false,
                Kind::Unknown => tree.is_directory(&path.text),
            };
            if is_directory && path.text.last() != Some(&b'/') {
                append(&mut path.text, b"/")?;
            }
        }
        Ok(())
    }
}
