//! `getdelim`: lines of any length in memory of the program's heap.

use super::state::Stream;
use crate::abi;
use crate::errno::Errno;
use crate::heap;
use crate::types::{c_char, size_t, ssize_t};

/// Reads through the next `delimiter` into `*line`, which has `*size` bytes and grows as needed. Returns the
/// length; `None` at the end of the file.
///
/// # Safety
/// `line` and `size` are writable; `*line` is null or a block of the heap with at least `*size` bytes.
#[inline]
pub unsafe fn read_delimited(
    stream: &mut Stream,
    delimiter: u8,
    line: &mut *mut c_char,
    size: &mut size_t,
) -> Result<Option<ssize_t>, Errno> {
    if line.is_null() {
        *size = 0;
    }
    let mut length = 0_usize;
    loop {
        let available = stream.available()?;
        if available.is_empty() {
            break;
        }
        let found = abi::find_byte(available, delimiter);
        let count = found.map_or(available.len(), |index| index + 1);
        let needed = length.checked_add(count).and_then(|sum| sum.checked_add(1));
        let needed = needed.filter(|&needed| isize::try_from(needed).is_ok()).ok_or(Errno::EOVERFLOW)?;
        if needed > *size {
            // Growing by half keeps the number of copies small.
            let wanted = needed.max(*size + *size / 2).max(120);
            // SAFETY: the caller's promise about `*line`.
            *line = unsafe { heap::reallocate(line.cast(), wanted)? }.cast();
            *size = wanted;
        }
        // SAFETY: the block has room for `needed` bytes.
        unsafe { line.add(length).cast::<u8>().copy_from_nonoverlapping(available.as_ptr(), count) };
        length += count;
        stream.consume(count);
        if found.is_some() {
            break;
        }
    }
    if length == 0 {
        return Ok(None);
    }
    // SAFETY: room for the null was counted in.
    unsafe { line.add(length).write(0) };
    Ok(Some(length as ssize_t))
}

/// The same where the buffer has the whole line and the memory has room for it, as is mostly so.
///
/// # Safety
/// `line` has room for `size` bytes.
#[inline]
pub unsafe fn take_delimited(
    stream: &mut Stream,
    delimiter: u8,
    line: *mut c_char,
    size: size_t,
) -> Option<ssize_t> {
    let buffered = stream.buffered();
    let count = abi::find_byte(buffered, delimiter)? + 1;
    if count >= size {
        return None;
    }
    // SAFETY: the caller's promise: there is room for `count` bytes and the null.
    unsafe {
        line.cast::<u8>().copy_from_nonoverlapping(buffered.as_ptr(), count);
        line.add(count).write(0);
    }
    stream.consume(count);
    Some(count as ssize_t)
}
