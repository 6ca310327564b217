//! A NULL-terminated array of strings that is built without the heap: `exec` may be called in the child of a process
//! whose other threads held the heap's locks.

use crate::errno::Errno;
use crate::platform::{Memory, MemoryProtection, StringArray, Sys};
use crate::types::c_char;
use core::ptr::{self, NonNull};

/// Pointers that need no mapping, the NULL included.
const SHORT: usize = 64;
const PAGE: usize = 4096;

/// The array; strings are pushed in order.
pub struct ArgumentList {
    short: [*const c_char; SHORT],
    /// Pages with room for `room` pointers, once `short` is full.
    long: Option<NonNull<*const c_char>>,
    room: usize,
    used: usize,
}

impl ArgumentList {
    pub const fn new() -> Self {
        ArgumentList { short: [ptr::null(); SHORT], long: None, room: SHORT, used: 0 }
    }

    /// Appends a string; it stays the caller's.
    pub fn push(&mut self, text: *const c_char) -> Result<(), Errno> {
        if self.used + 1 == self.room {
            self.grow()?;
        }
        match self.long {
            // SAFETY: below the room of the pages, one pointer of which stays for the NULL.
            Some(pages) => unsafe { pages.add(self.used).write(text) },
            None => self.short[self.used] = text,
        }
        self.used += 1;
        Ok(())
    }

    /// Moves to pages of twice the room. Fresh pages are zero, which is the NULL behind the last string.
    fn grow(&mut self) -> Result<(), Errno> {
        let room = (2 * self.room).max(2 * PAGE / size_of::<*const c_char>());
        let pages = Sys::map(room * size_of::<*const c_char>(), MemoryProtection::ReadWrite)?.cast();
        // SAFETY: both arrays have that many pointers and are apart.
        unsafe { ptr::copy_nonoverlapping(self.as_ptr(), pages.as_ptr(), self.used) };
        self.release();
        (self.long, self.room) = (Some(pages), room);
        Ok(())
    }

    fn release(&mut self) {
        if let Some(pages) = self.long.take() {
            // SAFETY: mapped by `grow` with this length, and used by nothing else. Pages that stay are only lost.
            let _ = unsafe { Sys::unmap(pages.cast(), self.room * size_of::<*const c_char>()) };
        }
    }

    /// The array, up to the next change.
    pub fn as_ptr(&self) -> StringArray {
        self.long.map_or(self.short.as_ptr(), |pages| pages.as_ptr().cast_const())
    }
}

impl Drop for ArgumentList {
    fn drop(&mut self) {
        self.release();
    }
}
