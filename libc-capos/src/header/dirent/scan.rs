//! `scandir`: all entries of a directory, chosen and in order.

use super::stream::{DIR, name};
use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::AT_FDCWD;
use crate::header::stdlib::sort::sort_array;
use crate::heap;
use crate::types::{c_char, c_int, dirent};
use alloc::vec::Vec;
use capos_libc_engine::text::version_order;
use capos_libc_mem::sort::Compare;
use core::ffi::CStr;
use core::mem::MaybeUninit;

/// Chooses entries.
type Selection = Option<unsafe extern "C" fn(entry: *const dirent) -> c_int>;
/// Orders entries.
type Order = Option<unsafe extern "C" fn(a: *mut *const dirent, b: *mut *const dirent) -> c_int>;

#[derive(Clone, Copy)]
struct ByProgram(unsafe extern "C" fn(a: *mut *const dirent, b: *mut *const dirent) -> c_int);

impl Compare for ByProgram {
    unsafe fn order(self, a: *const u8, b: *const u8) -> i32 {
        // SAFETY: the elements are pointers to entries, for which the program's function may be called.
        unsafe { (self.0)(a.cast_mut().cast(), b.cast_mut().cast()) }
    }
}

/// Copies of entries, each in a block of its own.
struct Entries(Vec<*mut dirent>);

impl Entries {
    /// # Safety
    /// `entry` is a record that the system wrote.
    unsafe fn push(&mut self, entry: *const dirent) -> Result<(), Errno> {
        self.0.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
        // SAFETY: the record is as long as it says.
        unsafe {
            let length = usize::from((*entry).d_reclen);
            let copy = heap::allocate(length)?;
            core::ptr::copy_nonoverlapping(entry.cast::<u8>(), copy.cast::<u8>(), length);
            self.0.push(copy.cast());
        }
        Ok(())
    }

    /// Hands the entries to the program: an array of its own.
    fn release(mut self) -> Result<(*mut *mut dirent, usize), Errno> {
        let count = self.0.len();
        let array = heap::allocate_array(count.max(1), size_of::<*mut dirent>())?.cast::<*mut dirent>();
        // SAFETY: the new array has room for `count` pointers.
        unsafe { core::ptr::copy_nonoverlapping(self.0.as_ptr(), array, count) };
        self.0.clear();
        Ok((array, count))
    }
}

impl Drop for Entries {
    fn drop(&mut self) {
        for &entry in &self.0 {
            // SAFETY: the blocks were made by `push` and belong to nobody else.
            unsafe { heap::free(entry.cast()) };
        }
    }
}

/// # Safety
/// The functions may be called for entries.
unsafe fn scan(
    dirfd: c_int,
    path: &CStr,
    select: Selection,
    compare: Order,
) -> Result<(*mut *mut dirent, usize), Errno> {
    let dir = DIR::open(dirfd, path)?;
    let mut entries = Entries(Vec::new());
    let outcome = loop {
        // SAFETY: the stream is ours.
        let entry = match unsafe { dir.as_ref() }.next() {
            Ok(entry) if entry.is_null() => break Ok(()),
            Ok(entry) => entry,
            Err(error) => break Err(error),
        };
        // SAFETY: the caller's promise; the entry stays until the next one is read.
        let pushed = unsafe {
            match select {
                Some(select) if select(entry) == 0 => Ok(()),
                _ => entries.push(entry),
            }
        };
        if let Err(error) = pushed {
            break Err(error);
        }
    };
    // SAFETY: the stream is ours, and nothing points into it any more. Errors of closing tell nothing here.
    let _ = unsafe { DIR::close(dir) };
    outcome?;
    if let Some(compare) = compare {
        let (list, count) = (entries.0.as_mut_ptr().cast(), entries.0.len());
        // SAFETY: an array of pointers to entries.
        unsafe { sort_array(list, count, size_of::<*mut dirent>(), ByProgram(compare)) };
    }
    entries.release()
}

/// # Safety
/// `path` is a string, `list` a writable pointer; the functions may be called for entries.
unsafe fn scan_into(
    dirfd: c_int,
    path: *const c_char,
    list: *mut *mut *mut dirent,
    select: Selection,
    compare: Order,
) -> c_int {
    // What the program's functions leave in errno is no error of ours.
    let before = errno::get();
    // SAFETY: the caller's promise.
    unsafe {
        errno::result(scan(dirfd, cstr(path), select, compare).map(|(array, count)| {
            errno::restore(before);
            MaybeUninit::write(&mut *list.cast(), array);
            count as c_int
        }))
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/scandir.html>
///
/// # Safety
/// `path` is a string, `list` a writable pointer; the functions may be called for entries.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scandir(
    path: *const c_char,
    list: *mut *mut *mut dirent,
    select: Option<unsafe extern "C" fn(entry: *const dirent) -> c_int>,
    compare: Option<unsafe extern "C" fn(a: *mut *const dirent, b: *mut *const dirent) -> c_int>,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { scan_into(AT_FDCWD, path, list, select, compare) }
}

/// GNU: `scandir` relative to a directory.
///
/// # Safety
/// As for [`scandir`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scandirat(
    dirfd: c_int,
    path: *const c_char,
    list: *mut *mut *mut dirent,
    select: Option<unsafe extern "C" fn(entry: *const dirent) -> c_int>,
    compare: Option<unsafe extern "C" fn(a: *mut *const dirent, b: *mut *const dirent) -> c_int>,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { scan_into(dirfd, path, list, select, compare) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/alphasort.html>
///
/// # Safety
/// Both point to entries.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn alphasort(a: *mut *const dirent, b: *mut *const dirent) -> c_int {
    // The locales' collation is that of bytes, as in `strcoll`.
    // SAFETY: the caller's promise.
    unsafe { name(*a).to_bytes().cmp(name(*b).to_bytes()) as c_int }
}

/// GNU: orders entries by `strverscmp`.
///
/// # Safety
/// Both point to entries.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn versionsort(a: *mut *const dirent, b: *mut *const dirent) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { version_order(name(*a).to_bytes(), name(*b).to_bytes()) }
}
