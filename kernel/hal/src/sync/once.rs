//! A value that is set once and read ever after.

use core::cell::UnsafeCell;
use core::mem::MaybeUninit;
use core::sync::atomic::AtomicU8;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};

const EMPTY: u8 = 0;
const WRITING: u8 = 1;
const SET: u8 = 2;

/// For statics that boot fills in. The value is never dropped.
pub struct Once<T> {
    state: AtomicU8,
    value: UnsafeCell<MaybeUninit<T>>,
}

// SAFETY: the value is written before `SET` is published and only shared references exist after; `T: Send`
// lets another CPU than the writer use it, `T: Sync` lets several.
unsafe impl<T: Send + Sync> Sync for Once<T> {}

impl<T> Once<T> {
    pub const fn new() -> Self {
        Once { state: AtomicU8::new(EMPTY), value: UnsafeCell::new(MaybeUninit::uninit()) }
    }

    /// Gives the value back if one was set already or is being set.
    pub fn set(&self, value: T) -> Result<(), T> {
        if self.state.compare_exchange(EMPTY, WRITING, Relaxed, Relaxed).is_err() {
            return Err(value);
        }
        // SAFETY: only the one caller that moved the state from EMPTY to WRITING gets here, and readers wait
        // for SET.
        unsafe { (*self.value.get()).write(value) };
        self.state.store(SET, Release);
        Ok(())
    }

    #[inline]
    pub fn get(&self) -> Option<&T> {
        if self.state.load(Acquire) != SET {
            return None;
        }
        // SAFETY: SET was read with Acquire, so the value is written, and nobody writes it again.
        Some(unsafe { (*self.value.get()).assume_init_ref() })
    }
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Once::new()
    }
}
