//! `FTS`: a walk, its path buffer, and the entries in order.

use super::constants::{FTS_NOCHDIR, FTS_ROOTLEVEL};
use super::entry::{FTSENT, name};
use crate::errno::Errno;
use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_DIRECTORY, O_RDONLY};
use crate::header::stdlib::sort::sort_array;
use crate::heap;
use crate::platform::{Fs, Sys};
use crate::types::{c_char, c_int, dev_t, size_t};
use alloc::vec::Vec;
use capos_libc_mem::sort::Compare;
use core::ffi::CStr;
use core::ptr;

/// The program's order of entries.
pub type Order = unsafe extern "C" fn(a: *mut *const FTSENT, b: *mut *const FTSENT) -> c_int;

/// A walk.
#[repr(C)]
pub struct FTS {
    pub fts_cur: *mut FTSENT,
    /// What `fts_children` made of the current directory.
    pub fts_child: *mut FTSENT,
    /// The device of the root at hand.
    pub fts_dev: dev_t,
    /// The path of the current entry.
    pub fts_path: *mut c_char,
    pub fts_pathsize: size_t,
    /// The directory where the walk began, unless the walk changes no directories.
    pub fts_rfd: c_int,
    pub fts_compar: Option<Order>,
    pub fts_options: c_int,
}

#[derive(Clone, Copy)]
struct ByProgram(Order);

impl Compare for ByProgram {
    unsafe fn order(self, a: *const u8, b: *const u8) -> i32 {
        // SAFETY: the elements are pointers to entries, for which the program's function may be called.
        unsafe { (self.0)(a.cast_mut().cast(), b.cast_mut().cast()) }
    }
}

/// Links the entries one behind the other, sorted if the program wants it; the first one, or NULL.
///
/// # Safety
/// All are entries, and the function may be called for them.
pub unsafe fn linked(mut entries: Vec<*mut FTSENT>, order: Option<Order>) -> *mut FTSENT {
    if let Some(order) = order {
        let (list, count) = (entries.as_mut_ptr().cast(), entries.len());
        // SAFETY: an array of pointers to entries.
        unsafe { sort_array(list, count, size_of::<*mut FTSENT>(), ByProgram(order)) };
    }
    let mut first = ptr::null_mut();
    for &entry in entries.iter().rev() {
        // SAFETY: the caller's promise.
        unsafe { (*entry).fts_link = first };
        first = entry;
    }
    first
}

impl FTS {
    pub fn changes_directories(&self) -> bool {
        self.fts_options & FTS_NOCHDIR == 0
    }

    /// Makes room for a path of `length` bytes and its NUL.
    ///
    /// # Safety
    /// `entry` is NULL or an entry, and what `fts_path` of it and of those above it points to is this walk's buffer.
    pub unsafe fn reserve(&mut self, length: usize, entry: *mut FTSENT) -> Result<(), Errno> {
        if length < self.fts_pathsize {
            return Ok(());
        }
        let size = (length + 1).next_power_of_two().max(256);
        // SAFETY: the buffer is NULL or a block of the heap.
        let buffer = unsafe { heap::reallocate(self.fts_path.cast(), size) }?.cast::<c_char>();
        (self.fts_path, self.fts_pathsize) = (buffer, size);
        let mut above = entry;
        while !above.is_null() {
            // SAFETY: the caller's promise.
            unsafe {
                if (*above).fts_accpath == (*above).fts_path {
                    (*above).fts_accpath = buffer;
                }
                (*above).fts_path = buffer;
                above = (*above).fts_parent;
            }
        }
        Ok(())
    }

    /// Makes the path that of `entry`, whose parent's path stands in the buffer.
    ///
    /// # Safety
    /// `entry` is an entry of this walk below a root.
    pub unsafe fn show(&mut self, entry: *mut FTSENT) -> Result<(), Errno> {
        // SAFETY: the caller's promise; the buffer has room for both lengths, a slash and the NUL.
        unsafe {
            let parent = (*entry).fts_parent;
            let name = name(entry).to_bytes_with_nul();
            let mut at = (*parent).fts_pathlen;
            self.reserve(at + name.len() + 1, parent)?;
            if at == 0 || *self.fts_path.add(at - 1) != b'/' as c_char {
                *self.fts_path.add(at) = b'/' as c_char;
                at += 1;
            }
            ptr::copy_nonoverlapping(name.as_ptr().cast(), self.fts_path.add(at), name.len());
            (*entry).fts_path = self.fts_path;
            if !self.changes_directories() {
                (*entry).fts_accpath = self.fts_path;
            }
        }
        Ok(())
    }

    /// Goes to the directory where the walk began.
    pub fn go_to_start(&self) -> Result<(), Errno> {
        if self.changes_directories() { Sys::fchdir(self.fts_rfd) } else { Ok(()) }
    }

    /// Goes to a directory, if it still is that of `entry`.
    ///
    /// # Safety
    /// `entry` is an entry.
    pub unsafe fn go_to(&self, entry: *const FTSENT, path: &CStr) -> Result<(), Errno> {
        if !self.changes_directories() {
            return Ok(());
        }
        let fd = Sys::openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)?;
        let outcome = Sys::fstat(fd).and_then(|status| {
            // SAFETY: the caller's promise.
            let same = unsafe { ((*entry).fts_dev, (*entry).fts_ino) } == (status.st_dev, status.st_ino);
            if same { Sys::fchdir(fd) } else { Err(Errno::ENOENT) }
        });
        let _ = Sys::close(fd);
        outcome
    }

    /// Goes from `entry`'s directory to the one above.
    ///
    /// # Safety
    /// `entry` is an entry of this walk.
    pub unsafe fn go_up(&self, entry: *mut FTSENT) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        unsafe {
            if (*entry).fts_level == FTS_ROOTLEVEL {
                self.go_to_start()
            } else {
                self.go_to((*entry).fts_parent, c"..")
            }
        }
    }
}
