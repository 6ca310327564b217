//! C's arrays of strings as iterators, and memory for what a program starts with.

use crate::errno::Errno;
use crate::platform::capos::Capos;
use crate::platform::{Memory, MemoryProtection, StringArray};
use capos_rt::call::Word;
use capos_rt::schema::abi::limits::PAGE_SIZE;
use core::ffi::CStr;
use core::marker::PhantomData;
use core::ptr::NonNull;

/// The strings of an array that ends with NULL.
#[derive(Clone, Copy)]
pub struct Strings<'a> {
    next: StringArray,
    array: PhantomData<&'a CStr>,
}

impl Strings<'_> {
    /// # Safety
    /// The array is NULL, or a NULL-terminated array of strings that live for `'a`.
    pub unsafe fn new(array: StringArray) -> Self {
        Strings { next: array, array: PhantomData }
    }
}

impl<'a> Iterator for Strings<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.next.is_null() {
            return None;
        }
        // SAFETY: `new` was promised an array that goes on to a NULL, at which the pointer stays.
        unsafe {
            let text = *self.next;
            if text.is_null() {
                return None;
            }
            self.next = self.next.add(1);
            Some(CStr::from_ptr(text).to_bytes())
        }
    }
}

/// Zeroed words in pages of their own: `exec` may run where the heap's locks are held for ever.
pub struct Room {
    start: NonNull<u8>,
    size: usize,
}

// SAFETY: the pages belong to the room, and to no thread.
unsafe impl Send for Room {}

impl Room {
    pub fn new(bytes: usize) -> Result<Self, Errno> {
        let size = bytes.max(1).next_multiple_of(PAGE_SIZE);
        Ok(Room { start: Capos::map(size, MemoryProtection::ReadWrite)?, size })
    }

    pub fn words(&mut self) -> &mut [Word] {
        // SAFETY: the pages are mapped, zeroed, and this room's alone; every bit pattern is a word.
        unsafe { core::slice::from_raw_parts_mut(self.start.as_ptr().cast(), self.size / size_of::<Word>()) }
    }

    pub fn bytes(&mut self) -> &mut [u8] {
        // SAFETY: as in `words`.
        unsafe { core::slice::from_raw_parts_mut(self.start.as_ptr(), self.size) }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // SAFETY: mapped by `new`, and nothing borrows it any more.
        let _ = unsafe { Capos::unmap(self.start, self.size) };
    }
}
