//! `realpath`: resolving a path name, symbolic links and all, over a way to read links.

use alloc::vec::Vec;

/// Links followed before the path is held to be a circle.
const LINKS: usize = 40;
/// Bytes in a path, its terminator included.
const LONGEST: usize = 4096;
/// Bytes in a component.
const LONGEST_NAME: usize = 255;

/// What can be in the way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResolveError<E> {
    /// The path is empty.
    Empty,
    TooLong,
    TooManyLinks,
    NotADirectory,
    /// The files' own error.
    Files(E),
}

/// What a path without links names.
pub enum Node {
    /// The text of the link.
    Link(Vec<u8>),
    Directory,
    Other,
}

/// Resolves `path` against `directory`, which is absolute and resolved.
pub fn resolve_path<E>(
    path: &[u8],
    directory: impl FnOnce() -> Result<Vec<u8>, E>,
    mut look: impl FnMut(&[u8]) -> Result<Node, E>,
) -> Result<Vec<u8>, ResolveError<E>> {
    if path.is_empty() {
        return Err(ResolveError::Empty);
    }
    // Resolved so far: "" stands for the root.
    let mut done = if path[0] == b'/' { Vec::new() } else { directory().map_err(ResolveError::Files)? };
    while done.last() == Some(&b'/') {
        done.pop();
    }
    // What is left, as a row of components.
    let mut rest = path.to_vec();
    let mut links = 0;
    let mut is_directory = true;
    while let Some(start) = rest.iter().position(|&c| c != b'/') {
        if !is_directory {
            return Err(ResolveError::NotADirectory);
        }
        let end = rest[start..].iter().position(|&c| c == b'/').map_or(rest.len(), |i| start + i);
        let (name, after) = (&rest[start..end], &rest[end..]);
        if name.len() > LONGEST_NAME {
            return Err(ResolveError::TooLong);
        }
        match name {
            b"." => rest = after.to_vec(),
            b".." => {
                done.truncate(done.iter().rposition(|&c| c == b'/').unwrap_or(0));
                rest = after.to_vec();
            }
            _ => {
                let before = done.len();
                done.push(b'/');
                done.extend_from_slice(name);
                if done.len() >= LONGEST {
                    return Err(ResolveError::TooLong);
                }
                match look(&done).map_err(ResolveError::Files)? {
                    Node::Link(target) => {
                        links += 1;
                        if links > LINKS {
                            return Err(ResolveError::TooManyLinks);
                        }
                        done.truncate(if target.first() == Some(&b'/') { 0 } else { before });
                        rest = [&target[..], after].concat();
                    }
                    Node::Directory => rest = after.to_vec(),
                    Node::Other => {
                        is_directory = false;
                        // "file/" asks for a directory as much as "file/x" does.
                        if !after.is_empty() {
                            return Err(ResolveError::NotADirectory);
                        }
                        rest.clear();
                    }
                }
            }
        }
    }
    if done.is_empty() {
        done.push(b'/');
    }
    Ok(done)
}
