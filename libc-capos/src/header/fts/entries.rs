//! Opening, reading, steering and closing walks.

use super::build::{Purpose, build};
use super::constants::{
    FTS_COMFOLLOW, FTS_D, FTS_DOT, FTS_INIT, FTS_LOGICAL, FTS_NAMEONLY, FTS_NOCHDIR, FTS_OPTIONMASK,
    FTS_ROOTPARENTLEVEL, FTS_SKIP, FTS_STOP,
};
use super::entry::{self, FTSENT};
use super::stream::{FTS, Order, linked};
use super::{read, status};
use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_DIRECTORY, O_RDONLY};
use crate::heap;
use crate::platform::{Fs, Sys};
use crate::types::{c_char, c_int, c_ushort};
use alloc::vec::Vec;
use core::ptr;

/// The roots of a walk, linked below a parent of their own.
///
/// # Safety
/// `paths` is a NULL-terminated array of strings, and the function may be called.
unsafe fn roots(
    paths: *const *mut c_char,
    options: c_int,
    order: Option<Order>,
    parent: *mut FTSENT,
    made: &mut Vec<*mut FTSENT>,
) -> Result<*mut FTSENT, Errno> {
    // SAFETY: the caller's promise.
    unsafe {
        for index in 0.. {
            let path = *paths.add(index);
            if path.is_null() {
                break;
            }
            let path = cstr(path);
            if path.is_empty() {
                return Err(Errno::ENOENT);
            }
            made.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
            let root = entry::make(path)?;
            made.push(root);
            (*root).fts_parent = parent;
            (*root).fts_accpath = entry::name_place(root);
            let follow = options & FTS_COMFOLLOW != 0;
            // A root may be ".", which below roots is no directory to enter.
            if c_int::from(status::find(root, AT_FDCWD, path, options, follow)) == FTS_DOT {
                (*root).fts_info = FTS_D as c_ushort;
            }
        }
        Ok(linked(core::mem::take(made), order))
    }
}

/// # Safety
/// As for [`fts_open`].
unsafe fn open(paths: *const *mut c_char, options: c_int, order: Option<Order>) -> Result<*mut FTS, Errno> {
    if options & !FTS_OPTIONMASK != 0 {
        return Err(Errno::EINVAL);
    }
    let mut options = if options & FTS_LOGICAL != 0 { options | FTS_NOCHDIR } else { options };
    let mut made = Vec::new();
    // SAFETY: the caller's promise; a zeroed walk is a valid one, and what fails is freed.
    unsafe {
        let parent = entry::make(c"")?;
        (*parent).fts_level = FTS_ROOTPARENTLEVEL;
        let give_up = |made: &[*mut FTSENT]| {
            for &root in made {
                entry::free(root);
            }
            entry::free(parent);
        };
        let first = match roots(paths, options, order, parent, &mut made) {
            Ok(first) => first,
            Err(error) => {
                give_up(&made);
                return Err(error);
            }
        };
        let start = match options & FTS_NOCHDIR {
            0 => Sys::openat(AT_FDCWD, c".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0).ok(),
            _ => None,
        };
        if start.is_none() {
            options |= FTS_NOCHDIR;
        }
        // An entry before the first one, so that reading always goes on from one.
        let before = entry::make(c"");
        let walk = heap::allocate_zeroed(size_of::<FTS>());
        let (Ok(before), Ok(walk)) = (before, walk) else {
            entry::free_list(first);
            give_up(&[]);
            if let Some(fd) = start {
                let _ = Sys::close(fd);
            }
            return Err(Errno::ENOMEM);
        };
        (*before).fts_link = first;
        (*before).fts_parent = parent;
        (*before).fts_info = FTS_INIT as c_ushort;
        let walk = walk.cast::<FTS>();
        (*walk).fts_cur = before;
        (*walk).fts_rfd = start.unwrap_or(-1);
        (*walk).fts_compar = order;
        (*walk).fts_options = options;
        Ok(walk)
    }
}

/// <https://man.openbsd.org/fts_open.3>
///
/// # Safety
/// `paths` is a NULL-terminated array of strings, and the function may be called for entries.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fts_open(
    paths: *const *mut c_char,
    options: c_int,
    compare: Option<unsafe extern "C" fn(a: *mut *const FTSENT, b: *mut *const FTSENT) -> c_int>,
) -> *mut FTS {
    // SAFETY: the same contract.
    errno::pointer(unsafe { open(paths, options, compare) })
}

/// <https://man.openbsd.org/fts_read.3>
///
/// # Safety
/// `walk` came from [`fts_open`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fts_read(walk: *mut FTS) -> *mut FTSENT {
    // SAFETY: the caller's promise.
    errno::pointer(unsafe { read::next(&mut *walk) })
}

/// <https://man.openbsd.org/fts_children.3>
///
/// # Safety
/// `walk` came from [`fts_open`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fts_children(walk: *mut FTS, instruction: c_int) -> *mut FTSENT {
    if instruction != 0 && instruction != FTS_NAMEONLY {
        return errno::pointer(Err(Errno::EINVAL));
    }
    errno::restore(0);
    // SAFETY: the caller's promise.
    unsafe {
        let walk = &mut *walk;
        let current = walk.fts_cur;
        if current.is_null() || walk.fts_options & FTS_STOP != 0 {
            return ptr::null_mut();
        }
        match c_int::from((*current).fts_info) {
            FTS_INIT => return (*current).fts_link,
            FTS_D => {}
            _ => return ptr::null_mut(),
        }
        entry::free_list(walk.fts_child);
        let purpose = if instruction == FTS_NAMEONLY {
            walk.fts_options |= FTS_NAMEONLY;
            Purpose::Names
        } else {
            walk.fts_options &= !FTS_NAMEONLY;
            Purpose::Children
        };
        walk.fts_child = build(walk, purpose);
        if walk.fts_child.is_null() && (*current).fts_errno != 0 {
            errno::restore((*current).fts_errno);
        }
        walk.fts_child
    }
}

/// <https://man.openbsd.org/fts_set.3>
///
/// # Safety
/// `entry` is an entry of a walk.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fts_set(_walk: *mut FTS, entry: *mut FTSENT, instruction: c_int) -> c_int {
    if !(0..=FTS_SKIP).contains(&instruction) {
        errno::set(Errno::EINVAL);
        return 1;
    }
    // SAFETY: the caller's promise.
    unsafe { (*entry).fts_instr = instruction as c_ushort };
    0
}

/// <https://man.openbsd.org/fts_close.3>
///
/// # Safety
/// `walk` came from [`fts_open`], and nobody uses it or its entries any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fts_close(walk: *mut FTS) -> c_int {
    // SAFETY: the caller's promise. From the current entry all live ones can be reached: those behind it, then the
    // one above with those behind that.
    unsafe {
        entry::free_list((*walk).fts_child);
        let mut at = (*walk).fts_cur;
        while !at.is_null() {
            let next = if (*at).fts_link.is_null() { (*at).fts_parent } else { (*at).fts_link };
            read::close_way_back(at);
            entry::free(at);
            at = next;
        }
        let outcome = (*walk).go_to_start();
        if (*walk).changes_directories() {
            let _ = Sys::close((*walk).fts_rfd);
        }
        heap::free((*walk).fts_path.cast());
        heap::free(walk.cast());
        errno::status(outcome)
    }
}
