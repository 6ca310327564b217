//! `{a,b}`: patterns with alternatives, as csh and GNU write them.

use super::Failure;
use super::pattern::{copy, push};
use alloc::vec::Vec;

/// The first brace expression of a pattern.
pub struct Brace {
    /// Where the `{` is.
    start: usize,
    /// Where each alternative ends, at a comma or at the `}`.
    ends: Vec<usize>,
}

/// Where the alternative that begins at `at` ends.
fn alternative_end(pattern: &[u8], mut at: usize, no_escape: bool) -> Option<usize> {
    let mut depth = 0_usize;
    loop {
        match pattern.get(at)? {
            b'\\' if !no_escape => at += 1,
            b'{' => depth += 1,
            b',' if depth == 0 => return Some(at),
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
}

/// The first brace, if it is closed; one that is not makes all of them ordinary characters.
pub fn find(pattern: &[u8], no_escape: bool) -> Option<Brace> {
    let mut start = 0;
    while *pattern.get(start)? != b'{' {
        start += if pattern[start] == b'\\' && !no_escape { 2 } else { 1 };
    }
    let mut ends = Vec::new();
    let mut at = start + 1;
    loop {
        let end = alternative_end(pattern, at, no_escape)?;
        ends.try_reserve(1).ok()?;
        ends.push(end);
        if pattern[end] == b'}' {
            return Some(Brace { start, ends });
        }
        at = end + 1;
    }
}

/// Calls `each` with every pattern without braces that `pattern` stands for, from left to right.
pub fn for_each_alternative(
    pattern: &[u8],
    no_escape: bool,
    mut each: impl FnMut(&[u8]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut open = Vec::new();
    push(&mut open, copy(&[pattern])?)?;
    while let Some(pattern) = open.pop() {
        let Some(Brace { start, ends }) = find(&pattern, no_escape) else {
            each(&pattern)?;
            continue;
        };
        let behind = ends.last().map_or(pattern.len(), |end| end + 1);
        // The last one is looked at first, so the first alternative goes there.
        for (index, &end) in ends.iter().enumerate().rev() {
            let from = if index == 0 { start + 1 } else { ends[index - 1] + 1 };
            push(&mut open, copy(&[&pattern[..start], &pattern[from..end], &pattern[behind..]])?)?;
        }
    }
    Ok(())
}
