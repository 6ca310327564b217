//! `glob_t`: the results, and the functions that may stand in for the file system's.

use crate::errno::Errno;
use crate::heap;
use crate::types::{c_char, c_int, c_void, dirent, size_t, stat};
use alloc::vec::Vec;
use core::ptr;

/// Opens a directory.
pub type OpenDirectory = unsafe extern "C" fn(*const c_char) -> *mut c_void;
pub type ReadDirectory = unsafe extern "C" fn(*mut c_void) -> *mut dirent;
pub type CloseDirectory = unsafe extern "C" fn(*mut c_void);
/// `stat` or `lstat`.
pub type Status = unsafe extern "C" fn(*const c_char, *mut stat) -> c_int;

/// What `glob` found. Its C text stands in the header's template, since there it depends on feature-test macros.
#[repr(C)]
pub struct glob_t {
    pub gl_pathc: size_t,
    pub gl_pathv: *mut *mut c_char,
    pub gl_offs: size_t,
    pub gl_flags: c_int,
    pub gl_closedir: Option<CloseDirectory>,
    pub gl_readdir: Option<ReadDirectory>,
    pub gl_opendir: Option<OpenDirectory>,
    pub gl_lstat: Option<Status>,
    pub gl_stat: Option<Status>,
}

impl glob_t {
    /// Adds paths behind those that are there. Either all are added or none.
    ///
    /// # Safety
    /// `gl_pathv` is NULL or holds earlier results.
    pub unsafe fn add(&mut self, paths: &[Vec<u8>]) -> Result<(), Errno> {
        let used = self.gl_offs.checked_add(self.gl_pathc).ok_or(Errno::ENOMEM)?;
        // SAFETY: the caller's promise.
        unsafe { heap::extend_strings(&mut self.gl_pathv, used, paths)? };
        self.gl_pathc += paths.len();
        Ok(())
    }

    /// Frees the paths and their array.
    ///
    /// # Safety
    /// As for [`glob_t::add`], and nobody uses the paths any more.
    pub unsafe fn clear(&mut self) {
        // SAFETY: the caller's promise.
        unsafe { heap::free_strings(self.gl_pathv, self.gl_offs, self.gl_pathc) };
        self.gl_pathv = ptr::null_mut();
        self.gl_pathc = 0;
    }
}
