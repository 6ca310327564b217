//! The stack and its chunks. The C text of the structure stands in the header's template, with the inline functions
//! that use it.

use crate::platform::{Fs, Process, Sys};
use crate::types::{c_char, c_int, c_uint, c_void, size_t};
use core::ptr;

#[repr(C)]
pub struct Chunk {
    limit: *mut c_char,
    previous: *mut Chunk,
    contents: [c_char; 1],
}

/// Bytes before a chunk's contents.
const HEADER: usize = core::mem::offset_of!(Chunk, contents);

type PlainAllocation = unsafe extern "C" fn(size: size_t) -> *mut c_void;
type PlainRelease = unsafe extern "C" fn(chunk: *mut c_void);
type Allocation = unsafe extern "C" fn(argument: *mut c_void, size: size_t) -> *mut c_void;
type Release = unsafe extern "C" fn(argument: *mut c_void, chunk: *mut c_void);

/// The program's allocator, in one of two forms.
#[repr(C)]
#[derive(Clone, Copy)]
pub union Function<P: Copy, A: Copy> {
    pub plain: P,
    pub with_argument: A,
}

#[repr(C)]
pub struct obstack {
    pub chunk_size: size_t,
    pub chunk: *mut Chunk,
    pub object_base: *mut c_char,
    pub next_free: *mut c_char,
    pub chunk_limit: *mut c_char,
    pub temporary: *mut c_void,
    pub alignment_mask: size_t,
    pub allocate: Function<PlainAllocation, Allocation>,
    pub release: Function<PlainRelease, Release>,
    pub argument: *mut c_void,
    pub bits: c_uint,
}

// Bit fields of the C structure.
pub const USE_ARGUMENT: c_uint = 1;
const MAYBE_EMPTY_OBJECT: c_uint = 2;

/// Called when there is no memory; it must not return.
#[unsafe(no_mangle)]
pub static mut obstack_alloc_failed_handler: Option<unsafe extern "C" fn()> = Some(print_and_exit);

/// The exit status of the handler that is there from the start.
#[unsafe(no_mangle)]
pub static mut obstack_exit_failure: c_int = 1;

unsafe extern "C" fn print_and_exit() {
    let _ = Sys::write(2, b"memory exhausted\n");
    // SAFETY: a plain read of the C variable.
    Sys::exit(unsafe { obstack_exit_failure })
}

fn out_of_memory() -> ! {
    // SAFETY: a plain read of the C variable, and the program's function.
    unsafe {
        if let Some(handler) = obstack_alloc_failed_handler {
            handler();
        }
    }
    crate::start::abort()
}

impl obstack {
    /// A chunk for `size` bytes, header included.
    ///
    /// # Safety
    /// The allocator may be called.
    pub unsafe fn new_chunk(&self, size: size_t) -> *mut Chunk {
        // SAFETY: the caller's promise; the block has room for the header.
        unsafe {
            let block = match self.bits & USE_ARGUMENT {
                0 => (self.allocate.plain)(size),
                _ => (self.allocate.with_argument)(self.argument, size),
            };
            if block.is_null() {
                out_of_memory();
            }
            let chunk = block.cast::<Chunk>();
            (*chunk).limit = block.cast::<c_char>().add(size);
            chunk
        }
    }

    /// # Safety
    /// `chunk` came from [`obstack::new_chunk`].
    unsafe fn free_chunk(&self, chunk: *mut Chunk) {
        // SAFETY: the caller's promise.
        unsafe {
            match self.bits & USE_ARGUMENT {
                0 => (self.release.plain)(chunk.cast()),
                _ => (self.release.with_argument)(self.argument, chunk.cast()),
            }
        }
    }

    /// Where the first object of a chunk is.
    fn first_place(&self, chunk: *mut Chunk) -> *mut c_char {
        let contents = chunk.cast::<c_char>().wrapping_add(HEADER);
        let padding = (contents as usize).wrapping_neg() & self.alignment_mask;
        contents.wrapping_add(padding)
    }

    /// Starts with a first chunk.
    ///
    /// # Safety
    /// The allocator may be called.
    pub unsafe fn start(&mut self) {
        // SAFETY: the caller's promise.
        unsafe {
            let chunk = self.new_chunk(self.chunk_size);
            (*chunk).previous = ptr::null_mut();
            self.chunk = chunk;
            self.chunk_limit = (*chunk).limit;
        }
        self.object_base = self.first_place(self.chunk);
        self.next_free = self.object_base;
    }

    /// Moves the growing object to a new chunk with room for `length` more bytes.
    ///
    /// # Safety
    /// The stack was started.
    pub unsafe fn grow(&mut self, length: size_t) {
        let used = self.next_free as usize - self.object_base as usize;
        let wanted = used
            .checked_add(length)
            .and_then(|size| size.checked_add(HEADER + self.alignment_mask))
            .and_then(|size| size.checked_add(used / 8 + 100));
        let Some(wanted) = wanted else { out_of_memory() };
        let old = self.chunk;
        // SAFETY: the caller's promise; the new chunk has room for what the old one holds of the object.
        unsafe {
            let chunk = self.new_chunk(wanted.max(self.chunk_size));
            (*chunk).previous = old;
            let place = self.first_place(chunk);
            ptr::copy_nonoverlapping(self.object_base, place, used);
            // An old chunk with nothing but this object goes, unless an empty object may lie at the same place.
            if self.bits & MAYBE_EMPTY_OBJECT == 0 && self.object_base == self.first_place(old) {
                (*chunk).previous = (*old).previous;
                self.free_chunk(old);
            }
            self.chunk = chunk;
            self.chunk_limit = (*chunk).limit;
            self.object_base = place;
            self.next_free = place.add(used);
        }
        self.bits &= !MAYBE_EMPTY_OBJECT;
    }

    /// Frees `object` and everything made after it; with NULL everything. A pointer that is no object of this stack
    /// ends the process.
    ///
    /// # Safety
    /// The stack was started.
    pub unsafe fn free_to(&mut self, object: *mut c_char) {
        let mut chunk = self.chunk;
        // SAFETY: the caller's promise; chunks are linked down to the first.
        unsafe {
            let holds = |chunk: *mut Chunk| chunk.cast() < object && object <= (*chunk).limit;
            while !chunk.is_null() && !holds(chunk) {
                let previous = (*chunk).previous;
                self.free_chunk(chunk);
                chunk = previous;
                // The object that begins the chunk below may be empty.
                self.bits |= MAYBE_EMPTY_OBJECT;
            }
            if !chunk.is_null() {
                self.chunk_limit = (*chunk).limit;
                self.object_base = object;
                self.next_free = object;
            } else if !object.is_null() {
                crate::start::abort();
            }
        }
        self.chunk = chunk;
    }

    /// The chunks, from the newest.
    pub fn chunks(&self) -> impl Iterator<Item = (*mut c_char, *mut c_char)> + '_ {
        let mut chunk = self.chunk;
        core::iter::from_fn(move || {
            // SAFETY: chunks are linked down to the first.
            let header = unsafe { chunk.as_ref() }?;
            let bounds = (chunk.cast::<c_char>(), header.limit);
            chunk = header.previous;
            Some(bounds)
        })
    }
}
