//! Small parts of patterns, and memory that may be refused.

use super::Failure;
use alloc::vec::Vec;

/// Whether there is a wildcard that no backslash takes away: `*`, `?`, or a bracket expression that ends.
pub fn has_magic(pattern: &[u8], no_escape: bool) -> bool {
    let mut bracket = false;
    let mut at = 0;
    while let Some(&byte) = pattern.get(at) {
        match byte {
            b'*' | b'?' => return true,
            b'[' => bracket = true,
            b']' if bracket => return true,
            b'\\' if !no_escape => at += 1,
            _ => {}
        }
        at += 1;
    }
    false
}

/// The text that a component without wildcards stands for.
pub fn literal(component: &[u8], no_escape: bool) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    text.try_reserve(component.len()).map_err(|_| Failure::NoSpace)?;
    let mut escaped = false;
    for &byte in component {
        if byte == b'\\' && !no_escape && !escaped {
            escaped = true;
        } else {
            escaped = false;
            text.push(byte);
        }
    }
    Ok(text)
}

/// The parts, one after the other.
pub fn copy(parts: &[&[u8]]) -> Result<Vec<u8>, Failure> {
    let mut all = Vec::new();
    all.try_reserve_exact(parts.iter().map(|part| part.len()).sum()).map_err(|_| Failure::NoSpace)?;
    for part in parts {
        all.extend_from_slice(part);
    }
    Ok(all)
}

pub fn push<T>(list: &mut Vec<T>, item: T) -> Result<(), Failure> {
    list.try_reserve(1).map_err(|_| Failure::NoSpace)?;
    list.push(item);
    Ok(())
}

pub fn append(path: &mut Vec<u8>, part: &[u8]) -> Result<(), Failure> {
    path.try_reserve(part.len()).map_err(|_| Failure::NoSpace)?;
    path.extend_from_slice(part);
    Ok(())
}
