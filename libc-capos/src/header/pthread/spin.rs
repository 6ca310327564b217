//! Spin locks.

use crate::errno::Errno;
use crate::platform::{Sys, Threads};
use crate::thread::tcb;
use crate::types::{c_int, pthread_spinlock_t};
use core::hint;
use core::sync::atomic::AtomicU32;
use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};

/// Attempts before the processor is left to others: the holder may need it.
const SPINS: u32 = 100;

/// # Safety
/// `lock` is initialized.
unsafe fn word<'a>(lock: *mut pthread_spinlock_t) -> &'a AtomicU32 {
    // SAFETY: the caller's promise.
    unsafe { AtomicU32::from_ptr(lock.cast()) }
}

/// Zero is free, else the word is the owner's number.
fn attempt(word: &AtomicU32) -> Result<u32, u32> {
    word.compare_exchange(0, tcb().id.get(), Acquire, Relaxed)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_spin_init.html>
///
/// # Safety
/// `lock` is writable, and nobody uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_spin_init(lock: *mut pthread_spinlock_t, _pshared: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { lock.write(0) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_spin_destroy.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_spin_destroy(_lock: *mut pthread_spinlock_t) -> c_int {
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_spin_lock.html>
///
/// # Safety
/// `lock` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_spin_lock(lock: *mut pthread_spinlock_t) -> c_int {
    // SAFETY: the caller's promise.
    let word = unsafe { word(lock) };
    let mut spins = 0;
    while let Err(owner) = attempt(word) {
        if owner == tcb().id.get() {
            return Errno::EDEADLK.number();
        }
        spins += 1;
        if spins % SPINS == 0 {
            Sys::sched_yield();
        } else {
            hint::spin_loop();
        }
    }
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_spin_trylock.html>
///
/// # Safety
/// `lock` is initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_spin_trylock(lock: *mut pthread_spinlock_t) -> c_int {
    // SAFETY: the caller's promise.
    attempt(unsafe { word(lock) }).map_or(Errno::EBUSY.number(), |_| 0)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_spin_unlock.html>
///
/// # Safety
/// `lock` is initialized, and the caller holds it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_spin_unlock(lock: *mut pthread_spinlock_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { word(lock) }.store(0, Release);
    0
}
