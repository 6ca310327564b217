//! Opening data bases, their pairs, and what went wrong.

use super::base::{DBM, bytes};
use super::constants::{DBM_INSERT, DBM_REPLACE};
use super::files::Files;
use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::types::{c_char, c_int, datum, mode_t};
use alloc::boxed::Box;
use capos_libc_engine::database::{Cursor, Error, Existing};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dbm_open.html>
///
/// # Safety
/// `file` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dbm_open(file: *const c_char, open_flags: c_int, file_mode: mode_t) -> *mut DBM {
    // SAFETY: the caller's promise.
    let opened = Files::open(unsafe { cstr(file) }, open_flags, file_mode);
    errno::pointer(opened.map(|files| Box::into_raw(Box::new(DBM::new(files)))))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dbm_close.html>
///
/// # Safety
/// `db` is open, and nobody uses it any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dbm_close(db: *mut DBM) {
    // SAFETY: `dbm_open` made it of a box.
    drop(unsafe { Box::from_raw(db) });
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dbm_fetch.html>
///
/// # Safety
/// `db` is open, nobody else uses it now, and `key` describes readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dbm_fetch(db: *mut DBM, key: datum) -> datum {
    // SAFETY: the caller's promise; the key may be what was given last, which changes only afterwards.
    let (base, key) = unsafe { (&mut *db, bytes(&key)) };
    let found = base.database.fetch(key);
    base.give(found)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dbm_store.html>
///
/// # Safety
/// As for [`dbm_fetch`]; `content` describes readable bytes too.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dbm_store(db: *mut DBM, key: datum, content: datum, store_mode: c_int) -> c_int {
    // SAFETY: the caller's promise.
    let (base, key, content) = unsafe { (&mut *db, bytes(&key), bytes(&content)) };
    let existing = match store_mode {
        DBM_INSERT => Existing::Keep,
        DBM_REPLACE => Existing::Replace,
        _ => return errno::status(Err(Errno::EINVAL)),
    };
    if !base.database.storage.is_writable {
        return errno::status(Err(Errno::EPERM));
    }
    match base.database.store(key, content, existing) {
        Ok(stored) => c_int::from(!stored),
        Err(error) => {
            base.fail(error);
            -1
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dbm_delete.html>
///
/// # Safety
/// As for [`dbm_fetch`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dbm_delete(db: *mut DBM, key: datum) -> c_int {
    // SAFETY: the caller's promise.
    let (base, key) = unsafe { (&mut *db, bytes(&key)) };
    if !base.database.storage.is_writable {
        return errno::status(Err(Errno::EPERM));
    }
    match base.database.delete(key) {
        Ok(true) => 0,
        Ok(false) => errno::status(Err(Errno::ENOENT)),
        Err(error) => {
            base.fail(error);
            -1
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dbm_firstkey.html>
///
/// # Safety
/// `db` is open, and nobody else uses it now.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dbm_firstkey(db: *mut DBM) -> datum {
    // SAFETY: the caller's promise.
    let base = unsafe { &mut *db };
    base.cursor = Cursor::default();
    next(base)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dbm_nextkey.html>
///
/// # Safety
/// As for [`dbm_firstkey`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dbm_nextkey(db: *mut DBM) -> datum {
    // SAFETY: the caller's promise.
    next(unsafe { &mut *db })
}

fn next(base: &mut DBM) -> datum {
    let found: Result<_, Error<Errno>> = base.database.next_key(&mut base.cursor);
    base.give(found)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dbm_error.html>
///
/// # Safety
/// As for [`dbm_firstkey`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dbm_error(db: *mut DBM) -> c_int {
    // SAFETY: the caller's promise.
    c_int::from(unsafe { &*db }.has_failed)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dbm_clearerr.html>
///
/// # Safety
/// As for [`dbm_firstkey`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dbm_clearerr(db: *mut DBM) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { &mut *db }.has_failed = false;
    0
}
