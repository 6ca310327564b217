//! Records from and to streams (`fgetpwent` and its kin).

use super::{Kept, Record};
use crate::errno::Errno;
use crate::heap;
use crate::stream::{FILE, read_delimited};
use crate::types::c_char;
use alloc::vec::Vec;
use core::ptr::null_mut;

/// The next record of a stream; `None` at its end.
pub fn read_record<R: Record>(file: &FILE, kept: &mut Kept<R>) -> Result<Option<*mut R>, Errno> {
    let mut stream = file.lock();
    loop {
        let (mut text, mut size): (*mut c_char, usize) = (null_mut(), 0);
        // SAFETY: the line is NULL, so it gets a block of its own.
        let outcome = unsafe { read_delimited(&mut stream, b'\n', &mut text, &mut size) };
        let line: Vec<u8> = match outcome {
            // SAFETY: that many bytes were read into the block.
            Ok(Some(length)) => unsafe { core::slice::from_raw_parts(text.cast(), length as usize) }.into(),
            _ => Vec::new(),
        };
        // SAFETY: NULL, or the block of this round.
        unsafe { heap::free(text.cast()) };
        if outcome?.is_none() {
            return Ok(None);
        }
        let line = line.strip_suffix(b"\n").unwrap_or(&line);
        let mut is_record = true;
        let filled = kept.fill(|place| {
            R::make(line, place).unwrap_or_else(|| {
                is_record = false;
                Err(Errno::EINVAL)
            })
        });
        if is_record {
            return filled.map(Some);
        }
    }
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
