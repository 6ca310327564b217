//! Results through pointers.

use core::marker::PhantomData;
use core::ptr::NonNull;

/// An output parameter: a place that can be written once or more, possibly absent (NULL).
pub struct Out<'a, T> {
    place: Option<NonNull<T>>,
    _life: PhantomData<&'a mut T>,
}

impl<T> Out<'_, T> {
    /// The place behind `pointer`; NULL means that the caller does not want the value.
    ///
    /// # Safety
    /// `pointer` is NULL or points to writable, aligned memory for a `T`, which nobody else uses while `self`
    /// lives. It need not be initialized.
    pub unsafe fn new(pointer: *mut T) -> Self {
        Out { place: NonNull::new(pointer), _life: PhantomData }
    }

    pub fn is_wanted(&self) -> bool {
        self.place.is_some()
    }

    /// Stores the value, if the caller wants it.
    pub fn write(&mut self, value: T) {
        if let Some(place) = self.place {
            // SAFETY: `new` was promised a writable place for our use alone.
            unsafe { place.write(value) }
        }
    }
}
