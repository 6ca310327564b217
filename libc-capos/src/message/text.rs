//! Texts that live as long as the process.

use alloc::vec::Vec;
use core::ffi::CStr;

/// A copy of parts put together; `None` without memory, or if a part contains a null.
pub fn keep(parts: &[&[u8]]) -> Option<&'static CStr> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(parts.iter().map(|part| part.len()).sum::<usize>() + 1).ok()?;
    parts.iter().for_each(|part| bytes.extend_from_slice(part));
    bytes.push(0);
    CStr::from_bytes_with_nul(bytes.leak()).ok()
}

/// A copy of bytes; `None` without memory.
pub fn keep_bytes(text: &[u8]) -> Option<&'static [u8]> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(text.len()).ok()?;
    bytes.extend_from_slice(text);
    Some(bytes.leak())
}

/// Appends to an array; `None` without memory.
pub fn push<T>(array: &mut Vec<T>, value: T) -> Option<()> {
    array.try_reserve(1).ok()?;
    array.push(value);
    Some(())
}
