//! The memory of a stream's buffer: allocated, or lent by `setvbuf`.

use alloc::alloc::{alloc_zeroed, dealloc};
use core::alloc::Layout;
use core::mem::MaybeUninit;
use core::ptr::NonNull;

use crate::errno::Errno;

/// Initialised memory of fixed size. Its address comes first, for `<stdio.h>`.
#[repr(C)]
pub(super) struct Buffer {
    start: NonNull<u8>,
    length: usize,
    owned: bool,
}

// SAFETY: the memory is used by whoever holds the buffer, through the stream's lock.
unsafe impl Send for Buffer {}

impl Buffer {
    pub const EMPTY: Self = Self { start: NonNull::dangling(), length: 0, owned: false };
    /// Data begin here; the bytes before are for characters pushed back.
    pub const START: usize = 8;
    /// What a stream gets unless `setvbuf` says otherwise.
    pub const USUAL: usize = 4096;

    /// Allocates room for `capacity` bytes of data.
    pub fn allocate(capacity: usize) -> Result<Self, Errno> {
        let length = capacity.checked_add(Self::START).ok_or(Errno::ENOMEM)?;
        let layout = Layout::array::<u8>(length).map_err(|_| Errno::ENOMEM)?;
        // SAFETY: the size is not zero.
        let start = NonNull::new(unsafe { alloc_zeroed(layout) }).ok_or(Errno::ENOMEM)?;
        Ok(Self { start, length, owned: true })
    }

    /// Uses memory of the program; `None` if it is too small to be of use.
    ///
    /// # Safety
    /// The memory is writable and initialised, and the program leaves it alone until the stream is closed.
    pub unsafe fn borrow(start: *mut u8, length: usize) -> Option<Self> {
        let start = NonNull::new(start)?;
        (length > Self::START).then_some(Self { start, length, owned: false })
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The index behind the last byte.
    #[inline]
    pub fn limit(&self) -> usize {
        self.length
    }

    #[inline]
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: `allocate` or the caller of `borrow` vouches for the memory.
        unsafe { core::slice::from_raw_parts(self.start.as_ptr(), self.length) }
    }

    #[inline]
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: as in `bytes`; the buffer is borrowed mutably.
        unsafe { core::slice::from_raw_parts_mut(self.start.as_ptr(), self.length) }
    }

    /// The part from [`Self::START`] to `limit`, to be read into.
    pub fn fill_area(&mut self, limit: usize) -> &mut [MaybeUninit<u8>] {
        let area = &mut self.bytes_mut()[Self::START..limit];
        // SAFETY: platforms write initialised bytes only, so the memory stays initialised.
        unsafe { core::slice::from_raw_parts_mut(area.as_mut_ptr().cast(), area.len()) }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if self.owned
            && let Ok(layout) = Layout::array::<u8>(self.length)
        {
            // SAFETY: allocated with this layout by `allocate`, and dead now.
            unsafe { dealloc(self.start.as_ptr(), layout) }
        }
    }
}
