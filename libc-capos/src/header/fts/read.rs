//! `fts_read`: from entry to entry, directories before and after what is in them.

use super::build::{Purpose, build, mark_unreachable};
use super::constants::{
    FTS_AGAIN, FTS_D, FTS_DONTCHDIR, FTS_DP, FTS_ERR, FTS_FOLLOW, FTS_NAMEONLY, FTS_NOINSTR, FTS_ROOTLEVEL,
    FTS_ROOTPARENTLEVEL, FTS_SKIP, FTS_SL, FTS_SLNONE, FTS_STOP, FTS_SYMFOLLOW, FTS_XDEV,
};
use super::entry::{self, FTSENT};
use super::status;
use super::stream::FTS;
use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_DIRECTORY, O_RDONLY};
use crate::platform::{Fs, Sys};
use crate::types::{c_char, c_int, c_ushort};
use core::ptr;

/// Looks at the entry again, following a link; a way back is kept if that leads into a directory.
///
/// # Safety
/// `found` is an entry of the walk that can be reached by its access path.
unsafe fn follow(walk: &FTS, found: *mut FTSENT) {
    // SAFETY: the caller's promise.
    unsafe {
        let info = status::find(found, AT_FDCWD, cstr((*found).fts_accpath), walk.fts_options, true);
        if c_int::from(info) == FTS_D && walk.changes_directories() {
            match Sys::openat(AT_FDCWD, c".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0) {
                Ok(fd) => {
                    (*found).fts_symfd = fd;
                    (*found).fts_flags |= FTS_SYMFOLLOW as c_ushort;
                }
                Err(error) => {
                    (*found).fts_errno = error.number();
                    (*found).fts_info = FTS_ERR as c_ushort;
                }
            }
        }
    }
}

/// Makes `root` current: its own path, from the directory where the walk began.
///
/// # Safety
/// `root` is a root of the walk.
unsafe fn load(walk: &mut FTS, root: *mut FTSENT) -> Result<(), Errno> {
    // SAFETY: the caller's promise; a root keeps its whole path as its name until here.
    unsafe {
        let length = (*root).fts_namelen;
        walk.reserve(length, ptr::null_mut())?;
        let name = entry::name_place(root);
        ptr::copy_nonoverlapping(name, walk.fts_path, length + 1);
        (*root).fts_pathlen = length;
        (*root).fts_path = walk.fts_path;
        (*root).fts_accpath = walk.fts_path;
        let bytes = entry::name(root).to_bytes();
        if let Some(slash) = bytes.iter().rposition(|&byte| byte == b'/')
            && slash + 1 < length
        {
            let kept = length - slash - 1;
            ptr::copy(name.add(slash + 1), name, kept + 1);
            (*root).fts_namelen = kept;
        }
        walk.fts_dev = (*root).fts_dev;
    }
    Ok(())
}

/// The next entry, or NULL at the end.
///
/// # Safety
/// The walk's entries are its own.
pub unsafe fn next(walk: &mut FTS) -> Result<*mut FTSENT, Errno> {
    let current = walk.fts_cur;
    if current.is_null() || walk.fts_options & FTS_STOP != 0 {
        return Ok(ptr::null_mut());
    }
    // SAFETY: the caller's promise.
    unsafe {
        let instruction = c_int::from((*current).fts_instr);
        (*current).fts_instr = FTS_NOINSTR as c_ushort;
        let info = c_int::from((*current).fts_info);
        if instruction == FTS_AGAIN {
            status::find(current, AT_FDCWD, cstr((*current).fts_accpath), walk.fts_options, false);
            return Ok(current);
        }
        if instruction == FTS_FOLLOW && (info == FTS_SL || info == FTS_SLNONE) {
            follow(walk, current);
            return Ok(current);
        }
        if info == FTS_D {
            let elsewhere = walk.fts_options & FTS_XDEV != 0 && (*current).fts_dev != walk.fts_dev;
            if instruction == FTS_SKIP || elsewhere {
                close_way_back(current);
                drop_children(walk);
                (*current).fts_info = FTS_DP as c_ushort;
                return Ok(current);
            }
            return descend(walk);
        }
        sibling(walk, current)
    }
}

/// # Safety
/// As for [`next`].
unsafe fn drop_children(walk: &mut FTS) {
    // SAFETY: the caller's promise.
    unsafe { entry::free_list(walk.fts_child) };
    walk.fts_child = ptr::null_mut();
}

/// # Safety
/// `entry` is an entry.
pub unsafe fn close_way_back(entry: *mut FTSENT) {
    // SAFETY: the caller's promise.
    unsafe {
        if (*entry).fts_flags & FTS_SYMFOLLOW as c_ushort != 0 {
            let _ = Sys::close((*entry).fts_symfd);
            (*entry).fts_flags &= !(FTS_SYMFOLLOW as c_ushort);
        }
    }
}

/// Goes into the current directory.
///
/// # Safety
/// As for [`next`]; the current entry is a directory.
unsafe fn descend(walk: &mut FTS) -> Result<*mut FTSENT, Errno> {
    let current = walk.fts_cur;
    // SAFETY: the caller's promise.
    unsafe {
        if walk.fts_options & FTS_NAMEONLY != 0 {
            walk.fts_options &= !FTS_NAMEONLY;
            drop_children(walk);
        }
        let first = if walk.fts_child.is_null() {
            build(walk, Purpose::Descend)
        } else {
            let first = walk.fts_child;
            if let Err(error) = walk.go_to(current, cstr((*current).fts_accpath)) {
                let mut child = first;
                while !child.is_null() {
                    mark_unreachable(current, &[child], error);
                    child = (*child).fts_link;
                }
            }
            first
        };
        walk.fts_child = ptr::null_mut();
        if first.is_null() {
            return Ok(if walk.fts_options & FTS_STOP != 0 { ptr::null_mut() } else { current });
        }
        walk.show(first)?;
        walk.fts_cur = first;
        Ok(first)
    }
}

/// Goes on behind `done`: to its next sibling, or up.
///
/// # Safety
/// As for [`next`]; `done` is the current entry.
unsafe fn sibling(walk: &mut FTS, mut done: *mut FTSENT) -> Result<*mut FTSENT, Errno> {
    // SAFETY: the caller's promise.
    unsafe {
        loop {
            let found = (*done).fts_link;
            if found.is_null() {
                return up(walk, done);
            }
            let was_root = (*found).fts_level == FTS_ROOTLEVEL;
            walk.fts_cur = found;
            entry::free(done);
            if was_root {
                if walk.go_to_start().is_err() {
                    walk.fts_options |= FTS_STOP;
                    return Ok(ptr::null_mut());
                }
                load(walk, found)?;
                return Ok(found);
            }
            walk.show(found)?;
            let instruction = c_int::from((*found).fts_instr);
            if instruction == FTS_SKIP {
                done = found;
                continue;
            }
            if instruction == FTS_FOLLOW {
                follow(walk, found);
                (*found).fts_instr = FTS_NOINSTR as c_ushort;
            }
            return Ok(found);
        }
    }
}

/// Goes from the last entry of a directory back to that directory.
///
/// # Safety
/// As for [`sibling`].
unsafe fn up(walk: &mut FTS, done: *mut FTSENT) -> Result<*mut FTSENT, Errno> {
    // SAFETY: the caller's promise.
    unsafe {
        let parent = (*done).fts_parent;
        entry::free(done);
        if (*parent).fts_level == FTS_ROOTPARENTLEVEL {
            entry::free(parent);
            walk.fts_cur = ptr::null_mut();
            errno::restore(0);
            return Ok(ptr::null_mut());
        }
        walk.fts_cur = parent;
        *walk.fts_path.add((*parent).fts_pathlen) = 0 as c_char;
        let flags = c_int::from((*parent).fts_flags);
        let back = if flags & FTS_DONTCHDIR != 0 {
            Ok(())
        } else if flags & FTS_SYMFOLLOW != 0 {
            let outcome = Sys::fchdir((*parent).fts_symfd);
            close_way_back(parent);
            outcome
        } else {
            walk.go_up(parent)
        };
        if let Err(error) = back {
            walk.fts_options |= FTS_STOP;
            return Err(error);
        }
        (*parent).fts_info = if (*parent).fts_errno != 0 { FTS_ERR } else { FTS_DP } as c_ushort;
        Ok(parent)
    }
}
