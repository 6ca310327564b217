//! Reading a directory into a list of entries.

use super::constants::{
    FTS_D, FTS_DNR, FTS_DONTCHDIR, FTS_DP, FTS_ERR, FTS_LOGICAL, FTS_NOSTAT, FTS_NS, FTS_NSOK, FTS_SEEDOT,
    FTS_STOP,
};
use super::entry::{self, FTSENT};
use super::status;
use super::stream::{FTS, linked};
use crate::abi::cstr;
use crate::errno::Errno;
use crate::header::dirent::constants::{DT_DIR, DT_LNK, DT_UNKNOWN};
use crate::header::dirent::stream::{DIR, name};
use crate::platform::{Fs, Sys};
use crate::types::{c_int, c_ushort, dirent};
use alloc::vec::Vec;
use core::ptr;

/// What the entries are wanted for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// `fts_read` goes down.
    Descend,
    /// `fts_children`.
    Children,
    /// `fts_children` without status.
    Names,
}

/// Whether the entry's kind is worth a look at its status.
///
/// # Safety
/// `record` is an entry of a directory.
unsafe fn needs_status(options: c_int, record: *const dirent) -> bool {
    if options & FTS_NOSTAT == 0 {
        return true;
    }
    // SAFETY: the caller's promise. Without status, directories must be found all the same.
    match c_int::from(unsafe { (*record).d_type }) {
        DT_DIR | DT_UNKNOWN => true,
        DT_LNK => options & FTS_LOGICAL != 0,
        _ => false,
    }
}

/// # Safety
/// `parent` is a directory of the walk, `stream` is open on it, `record` an entry of it.
unsafe fn child(
    walk: &FTS,
    parent: *mut FTSENT,
    stream: &DIR,
    record: *const dirent,
    purpose: Purpose,
) -> Result<*mut FTSENT, Errno> {
    // SAFETY: the caller's promise.
    unsafe {
        let name = name(record);
        let made = entry::make(name)?;
        let base = (*parent).fts_pathlen;
        (*made).fts_level = (*parent).fts_level + 1;
        (*made).fts_parent = parent;
        (*made).fts_pathlen =
            base + usize::from(*walk.fts_path.add(base - 1) != b'/' as _) + (*made).fts_namelen;
        (*made).fts_path = walk.fts_path;
        (*made).fts_accpath =
            if walk.changes_directories() { entry::name_place(made) } else { walk.fts_path };
        (*made).fts_ino = (*record).d_ino;
        if purpose == Purpose::Names || !needs_status(walk.fts_options, record) {
            (*made).fts_info = FTS_NSOK as c_ushort;
        } else {
            status::find(made, stream.descriptor(), name, walk.fts_options, false);
        }
        Ok(made)
    }
}

/// # Safety
/// As for [`child`].
unsafe fn children(
    walk: &FTS,
    parent: *mut FTSENT,
    stream: &DIR,
    purpose: Purpose,
    entries: &mut Vec<*mut FTSENT>,
) -> Result<(), Errno> {
    // SAFETY: the caller's promise; an entry stays until the next one is read.
    unsafe {
        loop {
            let record = stream.next()?;
            if record.is_null() {
                return Ok(());
            }
            let is_dot = matches!(name(record).to_bytes(), b"." | b"..");
            if is_dot && walk.fts_options & FTS_SEEDOT == 0 {
                continue;
            }
            entries.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
            entries.push(child(walk, parent, stream, record, purpose)?);
        }
    }
}

/// Reads the current directory; the first of its entries, or NULL. To descend, it also becomes the working directory,
/// and where that or reading it fails, or it is empty, its kind says so.
///
/// # Safety
/// The current entry is a directory of the walk, whose access path leads to it.
pub unsafe fn build(walk: &mut FTS, purpose: Purpose) -> *mut FTSENT {
    let parent = walk.fts_cur;
    // SAFETY: the caller's promise.
    unsafe {
        let fail = |kind: c_int, error: Errno| {
            (*parent).fts_errno = error.number();
            if purpose == Purpose::Descend {
                (*parent).fts_info = kind as c_ushort;
            }
            ptr::null_mut()
        };
        let stream = match DIR::open_path(cstr((*parent).fts_accpath)) {
            Ok(stream) => stream,
            Err(error) => return fail(FTS_DNR, error),
        };
        let mut entries = Vec::new();
        let read = children(walk, parent, stream.as_ref(), purpose, &mut entries);
        let enter = purpose == Purpose::Descend && !entries.is_empty() && walk.changes_directories();
        let entered = if enter { Sys::fchdir(stream.as_ref().descriptor()) } else { Ok(()) };
        let _ = DIR::close(stream);
        if let Err(error) = read {
            for &made in &entries {
                entry::free(made);
            }
            if enter && entered.is_ok() && walk.go_up(parent).is_err() {
                walk.fts_options |= FTS_STOP;
            }
            return fail(FTS_ERR, error);
        }
        if entries.is_empty() {
            if purpose == Purpose::Descend {
                (*parent).fts_info = FTS_DP as c_ushort;
            }
            return ptr::null_mut();
        }
        if let Err(error) = entered {
            mark_unreachable(parent, &entries, error);
        }
        linked(entries, walk.fts_compar)
    }
}

/// The directory could be read but not entered: its entries have names, and no more.
///
/// # Safety
/// All are entries.
pub unsafe fn mark_unreachable(parent: *mut FTSENT, entries: &[*mut FTSENT], error: Errno) {
    // SAFETY: the caller's promise.
    unsafe {
        (*parent).fts_errno = error.number();
        (*parent).fts_flags |= FTS_DONTCHDIR as c_ushort;
        for &made in entries {
            if c_int::from((*made).fts_info) == FTS_D || (*made).fts_errno == 0 {
                (*made).fts_errno = error.number();
                (*made).fts_info = FTS_NS as c_ushort;
            }
            (*made).fts_accpath = (*parent).fts_accpath;
        }
    }
}
