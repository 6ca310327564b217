//! Arrays of strings for C programs: each string in a block of its own, a NULL behind the last.

use super::{free, reallocate_array, string};
use crate::errno::Errno;
use crate::types::c_char;
use alloc::vec::Vec;
use core::ptr;

/// Adds `strings` to an array of `used` places, which is new if it is NULL: its places are NULL then. Either all strings
/// are added or none.
///
/// # Safety
/// `array` is NULL or a block of the heap with `used` pointers and a NULL; it is replaced.
pub unsafe fn extend_strings(
    array: &mut *mut *mut c_char,
    used: usize,
    strings: &[Vec<u8>],
) -> Result<(), Errno> {
    let count = used.checked_add(strings.len() + 1).ok_or(Errno::ENOMEM)?;
    // SAFETY: the caller's promise; the new block has `count` places.
    unsafe {
        let is_new = array.is_null();
        let places =
            reallocate_array((*array).cast(), count, size_of::<*mut c_char>())?.cast::<*mut c_char>();
        *array = places;
        if is_new {
            for index in 0..used {
                *places.add(index) = ptr::null_mut();
            }
        }
        for (index, text) in strings.iter().enumerate() {
            match string(text.as_ptr().cast(), text.len()) {
                Ok(copy) => *places.add(used + index) = copy,
                Err(error) => {
                    for made in 0..index {
                        free((*places.add(used + made)).cast());
                    }
                    *places.add(used) = ptr::null_mut();
                    return Err(error);
                }
            }
        }
        *places.add(count - 1) = ptr::null_mut();
    }
    Ok(())
}

/// Frees an array with `count` strings behind `reserved` places.
///
/// # Safety
/// `array` is NULL or came from [`extend_strings`] with these strings, and nobody uses it any more.
pub unsafe fn free_strings(array: *mut *mut c_char, reserved: usize, count: usize) {
    if array.is_null() {
        return;
    }
    // SAFETY: the caller's promise.
    unsafe {
        for index in 0..count {
            free((*array.add(reserved + index)).cast());
        }
        free(array.cast());
    }
}
