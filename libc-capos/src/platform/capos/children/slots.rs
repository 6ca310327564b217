//! `Slots`: as many places as there are descriptors. Places behind the last that was filled are never written, so that
//! a table of them costs what it holds.

use crate::platform::capos::descriptors::OPEN_MAX;
use core::mem::MaybeUninit;

pub struct Slots<T> {
    places: [MaybeUninit<Option<T>>; OPEN_MAX],
    /// Places from here on are empty.
    used: usize,
}

impl<T: Copy> Slots<T> {
    pub const fn new() -> Self {
        Slots { places: [const { MaybeUninit::uninit() }; OPEN_MAX], used: 0 }
    }

    /// Up to the last one that was ever filled.
    pub fn used(&self) -> &[Option<T>] {
        // SAFETY: `set` has written each place below `used`.
        unsafe { self.places[..self.used].assume_init_ref() }
    }

    pub fn get(&self, index: usize) -> Option<T> {
        self.used().get(index).copied().flatten()
    }

    /// Panics if there is no such place.
    pub fn set(&mut self, index: usize, content: Option<T>) {
        if index >= self.used {
            self.places[self.used..index].fill(MaybeUninit::new(None));
            self.used = index + 1;
        }
        self.places[index].write(content);
    }

    /// The first place that is empty.
    pub fn vacancy(&self) -> Option<usize> {
        let used = self.used();
        let first = used.iter().position(Option::is_none).unwrap_or(used.len());
        (first < OPEN_MAX).then_some(first)
    }
}
