//! `catopen`, `catgets` and `catclose`.

use super::paths;
use crate::abi::cstr;
use crate::contents;
use crate::errno::{self, Errno};
use crate::types::{c_char, c_int, c_void};
use alloc::boxed::Box;
use alloc::vec::Vec;
use capos_libc_engine::message::numbered::Catalog;
use core::ffi::CStr;
use core::ptr;

/// An open catalogue.
pub type nl_catd = *mut c_void;

/// What a catalogue descriptor points at.
type Open = Catalog<Box<[u8]>>;

/// What `catopen` returns where it fails.
const FAILED: nl_catd = usize::MAX as nl_catd;
const NL_CAT_LOCALE: c_int = 1;
/// No program has nearly as many messages; a longer file is none.
const MAX_LEN: usize = 64 << 20;

/// A catalogue in memory of its own, an array of one.
fn open(path: &CStr) -> Result<Box<[Open]>, Errno> {
    let catalog = Catalog::parse(contents::read(path, MAX_LEN)?).ok_or(Errno::EINVAL)?;
    let mut memory = Vec::new();
    memory.try_reserve_exact(1).map_err(|_| Errno::ENOMEM)?;
    memory.push(catalog);
    Ok(memory.into_boxed_slice())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/catopen.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn catopen(name: *const c_char, oflag: c_int) -> nl_catd {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr(name) }.to_bytes();
    let found = match name {
        b"" => Err(Errno::ENOENT),
        _ => paths::try_each(name, oflag == NL_CAT_LOCALE, open),
    };
    match found {
        Ok(catalog) => Box::into_raw(catalog).cast(),
        Err(error) => {
            errno::set(error);
            FAILED
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/catgets.html>
///
/// # Safety
/// `catd` came from `catopen` and is open, or is the value of its failure.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn catgets(
    catd: nl_catd,
    set_id: c_int,
    msg_id: c_int,
    s: *const c_char,
) -> *mut c_char {
    let default = s.cast_mut();
    if catd == FAILED || catd.is_null() {
        errno::set(Errno::EBADF);
        return default;
    }
    // SAFETY: the caller's promise.
    let catalog = unsafe { &*catd.cast::<Open>() };
    let number = |id: c_int| u32::try_from(id).ok();
    match number(set_id).zip(number(msg_id)).and_then(|(set, message)| catalog.get(set, message)) {
        // Programs must not write to the text, as the standard says.
        Some(text) => text.as_ptr().cast_mut().cast(),
        None => {
            errno::set(Errno::ENOMSG);
            default
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/catclose.html>
///
/// # Safety
/// `catd` came from `catopen` and is open, or is the value of its failure.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn catclose(catd: nl_catd) -> c_int {
    if catd == FAILED || catd.is_null() {
        errno::set(Errno::EBADF);
        return -1;
    }
    let memory = ptr::slice_from_raw_parts_mut(catd.cast::<Open>(), 1);
    // SAFETY: the caller's promise; `catopen` made it of such a box.
    drop(unsafe { Box::from_raw(memory) });
    0
}
