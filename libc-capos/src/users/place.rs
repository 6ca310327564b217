//! Where a record goes: memory of the caller's, or memory that the next call of the same function uses again.

use crate::errno::Errno;
use crate::types::c_char;
use alloc::vec::Vec;
use core::mem::MaybeUninit;
use core::ptr;

/// Memory for the strings of one record, handed out from front to back.
pub struct Place<'a> {
    room: &'a mut [MaybeUninit<u8>],
    used: usize,
}

impl<'a> Place<'a> {
    pub fn new(room: &'a mut [MaybeUninit<u8>]) -> Self {
        Place { room, used: 0 }
    }

    fn take(&mut self, length: usize) -> Result<*mut u8, Errno> {
        let end = self.used.checked_add(length).ok_or(Errno::ERANGE)?;
        let piece = self.room.get_mut(self.used..end).ok_or(Errno::ERANGE)?;
        self.used = end;
        Ok(piece.as_mut_ptr().cast())
    }

    /// A copy of `text` with its NUL.
    pub fn string(&mut self, text: &[u8]) -> Result<*mut c_char, Errno> {
        let copy = self.take(text.len() + 1)?;
        // SAFETY: the piece has room for the text and the NUL.
        unsafe {
            ptr::copy_nonoverlapping(text.as_ptr(), copy, text.len());
            copy.add(text.len()).write(0);
        }
        Ok(copy.cast())
    }

    /// Copies of strings in a NULL-terminated array.
    pub fn strings<'b>(
        &mut self,
        texts: impl Iterator<Item = &'b [u8]> + Clone,
    ) -> Result<*mut *mut c_char, Errno> {
        self.array(texts, Self::string)
    }

    /// Copies of bytes in a NULL-terminated array, each aligned as a number of 32 bits is.
    pub fn blocks<'b>(
        &mut self,
        blocks: impl Iterator<Item = &'b [u8]> + Clone,
    ) -> Result<*mut *mut c_char, Errno> {
        self.array(blocks, |place, block| {
            place.align(align_of::<u32>())?;
            let copy = place.take(block.len())?;
            // SAFETY: the piece has room for the block.
            unsafe { ptr::copy_nonoverlapping(block.as_ptr(), copy, block.len()) };
            Ok(copy.cast())
        })
    }

    /// Skips to an address that is a multiple of `alignment`.
    fn align(&mut self, alignment: usize) -> Result<(), Errno> {
        let start = self.room.as_ptr().wrapping_add(self.used);
        self.take(start.align_offset(alignment)).map(drop)
    }

    fn array<'b>(
        &mut self,
        items: impl Iterator<Item = &'b [u8]> + Clone,
        mut store: impl FnMut(&mut Self, &[u8]) -> Result<*mut c_char, Errno>,
    ) -> Result<*mut *mut c_char, Errno> {
        self.align(align_of::<*mut c_char>())?;
        let count = items.clone().count() + 1;
        let array = self.take(count * size_of::<*mut c_char>())?.cast::<*mut c_char>();
        for (index, item) in items.enumerate() {
            let copy = store(self, item)?;
            // SAFETY: the array has room for all items and the NULL; its start is aligned.
            unsafe { array.add(index).write(copy) };
        }
        // SAFETY: as above.
        unsafe { array.add(count - 1).write(ptr::null_mut()) };
        Ok(array)
    }
}

/// A record and its strings, kept until the next call.
pub struct Kept<R> {
    record: MaybeUninit<R>,
    strings: Vec<MaybeUninit<u8>>,
}

// SAFETY: the pointers of the record lead to its own strings, and to nothing of a thread's.
unsafe impl<R> Send for Kept<R> {}

impl<R> Default for Kept<R> {
    fn default() -> Self {
        Self::new()
    }
}

impl<R> Kept<R> {
    pub const fn new() -> Self {
        Kept { record: MaybeUninit::uninit(), strings: Vec::new() }
    }

    /// Makes a record with as much room as its strings need.
    pub fn fill(
        &mut self,
        mut make: impl FnMut(&mut Place<'_>) -> Result<R, Errno>,
    ) -> Result<*mut R, Errno> {
        loop {
            match make(&mut Place::new(&mut self.strings)) {
                Ok(record) => return Ok(self.record.write(record)),
                Err(Errno::ERANGE) => {
                    let length = (2 * self.strings.len()).max(256);
                    self.strings.try_reserve_exact(length - self.strings.len()).map_err(|_| Errno::ENOMEM)?;
                    self.strings.resize(length, MaybeUninit::uninit());
                }
                Err(error) => return Err(error),
            }
        }
    }
}
