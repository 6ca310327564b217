//! `FTSENT`: an entry, with its name and its status in the same block of memory.

use super::constants::FTS_NOINSTR;
use crate::errno::Errno;
use crate::heap;
use crate::types::{c_char, c_int, c_long, c_ushort, c_void, dev_t, ino_t, nlink_t, size_t, stat};
use core::ffi::CStr;
use core::mem::offset_of;
use core::ptr;

/// An entry. Its C text stands in the header's template, since there it is a typedef with another tag.
#[repr(C)]
pub struct FTSENT {
    pub fts_cycle: *mut FTSENT,
    pub fts_parent: *mut FTSENT,
    pub fts_link: *mut FTSENT,
    pub fts_number: c_long,
    pub fts_pointer: *mut c_void,
    pub fts_accpath: *mut c_char,
    pub fts_path: *mut c_char,
    pub fts_errno: c_int,
    pub fts_symfd: c_int,
    pub fts_pathlen: size_t,
    pub fts_namelen: size_t,
    pub fts_ino: ino_t,
    pub fts_dev: dev_t,
    pub fts_nlink: nlink_t,
    pub fts_level: c_int,
    pub fts_info: c_ushort,
    pub fts_flags: c_ushort,
    pub fts_instr: c_ushort,
    pub fts_statp: *mut stat,
    pub fts_name: [c_char; 1],
}

/// A fresh entry of this name.
pub fn make(name: &CStr) -> Result<*mut FTSENT, Errno> {
    let bytes = name.to_bytes_with_nul();
    let status_at = (offset_of!(FTSENT, fts_name) + bytes.len()).next_multiple_of(align_of::<stat>());
    let block = heap::allocate_zeroed(status_at + size_of::<stat>())?;
    let entry = block.cast::<FTSENT>();
    // SAFETY: the block has room for the entry, the name and the status; zeros are a valid entry.
    unsafe {
        let place = (&raw mut (*entry).fts_name).cast::<u8>();
        ptr::copy_nonoverlapping(bytes.as_ptr(), place, bytes.len());
        (*entry).fts_namelen = bytes.len() - 1;
        (*entry).fts_statp = block.cast::<u8>().add(status_at).cast();
        (*entry).fts_instr = FTS_NOINSTR as c_ushort;
        (*entry).fts_symfd = -1;
    }
    Ok(entry)
}

/// Where the name is.
///
/// # Safety
/// `entry` is an entry.
pub unsafe fn name_place(entry: *mut FTSENT) -> *mut c_char {
    // SAFETY: the caller's promise. The name is longer than its field, so no reference to that is made.
    unsafe { (&raw mut (*entry).fts_name).cast() }
}

/// The name.
///
/// # Safety
/// `entry` is an entry, which stays as it is during `'a`.
pub unsafe fn name<'a>(entry: *mut FTSENT) -> &'a CStr {
    // SAFETY: the caller's promise.
    unsafe { CStr::from_ptr(name_place(entry)) }
}

/// Frees an entry.
///
/// # Safety
/// `entry` came from [`make`], and nobody uses it any more.
pub unsafe fn free(entry: *mut FTSENT) {
    // SAFETY: the caller's promise.
    unsafe { heap::free(entry.cast()) };
}

/// Frees an entry and those linked behind it.
///
/// # Safety
/// As for [`free`], of each.
pub unsafe fn free_list(mut entry: *mut FTSENT) {
    while !entry.is_null() {
        // SAFETY: the caller's promise.
        unsafe {
            let next = (*entry).fts_link;
            free(entry);
            entry = next;
        }
    }
}
