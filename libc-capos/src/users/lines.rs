//! Records from and to streams (`fgetpwent` and its kin).

use super::{Kept, Record};
use crate::errno::Errno;
use crate::heap;
use crate::stream::{FILE, Stream, read_delimited};
use crate::types::c_char;
use alloc::vec::Vec;
use core::ptr::null_mut;

/// The next line of a stream, without what ends it; `None` at its end.
pub fn read_line(stream: &mut Stream) -> Result<Option<Vec<u8>>, Errno> {
    let (mut text, mut size): (*mut c_char, usize) = (null_mut(), 0);
    // SAFETY: the line is NULL, so it gets a block of its own.
    let outcome = unsafe { read_delimited(stream, b'\n', &mut text, &mut size) };
    let mut line: Vec<u8> = match outcome {
        // SAFETY: that many bytes were read into the block.
        Ok(Some(length)) => unsafe { core::slice::from_raw_parts(text.cast(), length as usize) }.into(),
        _ => Vec::new(),
    };
    // SAFETY: NULL, or the block of this line.
    unsafe { heap::free(text.cast()) };
    line.pop_if(|last| *last == b'\n');
    Ok(outcome?.map(|_| line))
}

/// The next record of a stream; `None` at its end.
pub fn read_record<R: Record>(file: &FILE, kept: &mut Kept<R>) -> Result<Option<*mut R>, Errno> {
    let mut stream = file.lock();
    while let Some(line) = read_line(&mut stream)? {
        let mut is_record = true;
        let filled = kept.fill(|place| {
            R::make(&line, place).unwrap_or_else(|| {
                is_record = false;
                Err(Errno::EINVAL)
            })
        });
        if is_record {
            return filled.map(Some);
        }
    }
    Ok(None)
}

/// A number as text.
pub fn number_text(number: impl core::fmt::Display) -> alloc::string::String {
    alloc::format!("{number}")
}

/// Writes fields as a line. A field cannot hold what ends one.
pub fn put_line(file: &FILE, fields: &[&[u8]]) -> Result<(), Errno> {
    if fields.iter().any(|field| field.iter().any(|byte| matches!(byte, b':' | b'\n'))) {
        return Err(Errno::EINVAL);
    }
    let mut line = fields.join(&b':');
    line.push(b'\n');
    file.lock().write(&line).map_err(|short| short.error)
}
