//! Hash tables: the one of the process, and GNU's that the program keeps.

use super::table::{self, Table};
use crate::errno::{self, Errno};
use crate::sync::Mutex;
use crate::types::{ACTION, ENTRY, c_int, hsearch_data, size_t};
use alloc::boxed::Box;

const ENTER: ACTION = 1;

static GLOBAL: Mutex<Option<Table>> = Mutex::new(None);

/// Finds or enters.
///
/// # Safety
/// The keys of `item` and of all entries are strings.
unsafe fn look_up(table: &mut Table, item: ENTRY, action: ACTION) -> Result<*mut ENTRY, Errno> {
    // SAFETY: the caller's promise.
    unsafe {
        let hash = table::hash(item.key);
        match table.find(&item, hash) {
            Some(entry) => Ok(entry),
            None if action == ENTER => table.insert(item, hash),
            None => Err(Errno::ESRCH),
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/hcreate.html>
#[unsafe(no_mangle)]
pub extern "C" fn hcreate(nel: size_t) -> c_int {
    let mut global = GLOBAL.lock();
    if global.is_some() {
        return 0;
    }
    match Table::new(nel) {
        Ok(table) => {
            *global = Some(table);
            1
        }
        Err(error) => {
            errno::set(error);
            0
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/hdestroy.html>
#[unsafe(no_mangle)]
pub extern "C" fn hdestroy() {
    *GLOBAL.lock() = None;
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/hsearch.html>
///
/// # Safety
/// The keys of `item` and of all entries are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hsearch(item: ENTRY, action: ACTION) -> *mut ENTRY {
    let mut global = GLOBAL.lock();
    let outcome = match &mut *global {
        // SAFETY: the caller's promise.
        Some(table) => unsafe { look_up(table, item, action) },
        None => Err(Errno::ESRCH),
    };
    errno::pointer(outcome)
}

/// `hcreate` of a table that the program keeps.
///
/// # Safety
/// `htab` is readable and writable, zero or a table.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hcreate_r(nel: size_t, htab: *mut hsearch_data) -> c_int {
    // SAFETY: the caller's promise.
    let place = unsafe { &mut (*htab).__table };
    if !place.is_null() {
        return 0;
    }
    match Table::new(nel) {
        Ok(table) => {
            *place = Box::into_raw(Box::new(table)).cast();
            1
        }
        Err(error) => {
            errno::set(error);
            0
        }
    }
}

/// `hdestroy` of a table that the program keeps.
///
/// # Safety
/// `htab` is a table.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hdestroy_r(htab: *mut hsearch_data) {
    // SAFETY: the caller's promise: `hcreate_r` made the pointer, and this takes it away.
    unsafe {
        let table = core::mem::take(&mut (*htab).__table);
        if !table.is_null() {
            drop(Box::from_raw(table.cast::<Table>()));
        }
    }
}

/// `hsearch` in a table that the program keeps: 0 where it fails.
///
/// # Safety
/// `htab` is a table; `retval` is writable; all keys are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hsearch_r(
    item: ENTRY,
    action: ACTION,
    retval: *mut *mut ENTRY,
    htab: *mut hsearch_data,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let table = (*htab).__table.cast::<Table>();
        let outcome = if table.is_null() { Err(Errno::ESRCH) } else { look_up(&mut *table, item, action) };
        *retval = errno::pointer(outcome);
        c_int::from(!(*retval).is_null())
    }
}
