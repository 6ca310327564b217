//! What functions without a buffer return.

use core::cell::UnsafeCell;

/// A result that the next call overwrites, as POSIX lets it; several threads are the program's care.
pub struct Last<T>(UnsafeCell<T>);

// SAFETY: programs that call such functions from several threads race on the result by contract.
unsafe impl<T> Sync for Last<T> {}

impl<T> Last<T> {
    pub const fn new(value: T) -> Self {
        Last(UnsafeCell::new(value))
    }

    /// The place of the result.
    ///
    /// # Safety
    /// No other call uses it meanwhile.
    #[allow(clippy::mut_from_ref, reason = "the caller promises exclusive use")]
    pub unsafe fn place(&self) -> &mut T {
        // SAFETY: the caller's promise.
        unsafe { &mut *self.0.get() }
    }
}
