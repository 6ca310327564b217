//! Records from and to streams (`fgetpwent` and its kin).

use super::{Kept, Place, Record};
use crate::errno::Errno;
use crate::heap;
use crate::stream::{FILE, read_delimited};
use crate::types::c_char;
use alloc::vec::Vec;
use core::ptr::null_mut;

/// The next record of a stream; `None` at its end.
pub fn read_record<R: Record>(file: &FILE, kept: &mut Kept<R>) -> Result<Option<*mut R>, Errno> {
    let line = next_line::<R>(file)?;
    line.map(|line| kept.fill(|place| R::make(&line, place).unwrap_or(Err(Errno::EINVAL)))).transpose()
}

/// The next record of a stream with its strings in `place`; `None` at its end.
pub fn read_record_into<R: Record>(file: &FILE, place: &mut Place<'_>) -> Result<Option<R>, Errno> {
    next_line::<R>(file)?.and_then(|line| R::make(&line, place)).transpose()
}

/// The next line that is a record, without its end.
fn next_line<R: Record>(file: &FILE) -> Result<Option<Vec<u8>>, Errno> {
    let mut stream = file.lock();
    loop {
        let (mut text, mut size): (*mut c_char, usize) = (null_mut(), 0);
        // SAFETY: the line is NULL, so it gets a block of its own.
        let outcome = unsafe { read_delimited(&mut stream, b'\n', &mut text, &mut size) };
        let mut line: Vec<u8> = match outcome {
            // SAFETY: that many bytes were read into the block.
            Ok(Some(length)) => unsafe { core::slice::from_raw_parts(text.cast(), length as usize) }.into(),
            _ => Vec::new(),
        };
        // SAFETY: NULL, or the block of this round.
        unsafe { heap::free(text.cast()) };
        if outcome?.is_none() {
            return Ok(None);
        }
        line.pop_if(|last| *last == b'\n');
        // Without any room only what is no record at all makes nothing.
        if R::make(&line, &mut Place::new(&mut [])).is_some() {
            return Ok(Some(line));
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
