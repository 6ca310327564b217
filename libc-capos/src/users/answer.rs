//! How the functions that look records up answer: in memory of the library's, or of the caller's.

use super::{Database, Kept, Place, Record, find};
use crate::abi::uninit_slice_mut;
use crate::errno::{self, Errno};
use crate::sync::Mutex;
use crate::types::{c_char, c_int, size_t};
use alloc::vec::Vec;
use core::ptr::null_mut;

/// The record in memory that the next call uses again; NULL, with `errno` as it was, if there is none.
pub fn keep<R>(
    last: &Mutex<Kept<R>>,
    mut find: impl FnMut(&mut Place<'_>) -> Result<Option<R>, Errno>,
) -> *mut R {
    match last.lock().fill(|place| find(place)?.ok_or(Errno::ENOENT)) {
        Ok(record) => record,
        Err(Errno::ENOENT) => null_mut(),
        error => errno::pointer(error),
    }
}

/// The next record of the database, as `keep` answers it.
pub fn keep_next<R: Record>(database: &Database, last: &Mutex<Kept<R>>) -> *mut R {
    match next_line::<R>(database) {
        Ok(Some(line)) => keep(last, |place| R::make(&line, place).transpose()),
        Ok(None) => null_mut(),
        Err(error) => errno::pointer(Err(error)),
    }
}

/// The next line of the database that is a record.
fn next_line<R: Record>(database: &Database) -> Result<Option<Vec<u8>>, Errno> {
    // Without any room only what is no record at all makes nothing.
    database.next(|text| R::make(text, &mut Place::new(&mut [])).map(|_| Ok(text.into())))
}

/// The next record in the caller's memory; `ENOENT` if there is none. One that does not fit comes again.
///
/// # Safety
/// As for [`fill`].
pub unsafe fn fill_next<R: Record>(
    database: &Database,
    record: *mut R,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut R,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        result.write(null_mut());
        let mut place = Place::new(uninit_slice_mut(buffer.cast(), size));
        match database.next(|text| R::make(text, &mut place)) {
            Ok(Some(found)) => {
                record.write(found);
                result.write(record);
                0
            }
            Ok(None) => Errno::ENOENT.number(),
            Err(error) => error.number(),
        }
    }
}

/// The record in the caller's memory; `result` becomes NULL if there is none.
///
/// # Safety
/// `record` and `result` are writable, `buffer` has `size` bytes.
pub unsafe fn fill<R: Record>(
    database: &Database,
    wanted: impl Fn(&[u8]) -> bool,
    record: *mut R,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut R,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        result.write(null_mut());
        let mut place = Place::new(uninit_slice_mut(buffer.cast(), size));
        match find(database, wanted, &mut place) {
            Ok(Some(found)) => {
                record.write(found);
                result.write(record);
                0
            }
            Ok(None) => 0,
            Err(error) => error.number(),
        }
    }
}
