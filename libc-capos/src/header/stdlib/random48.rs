//! The 48-bit linear congruential generators.

use crate::sync::Mutex;
use crate::types::{c_double, c_long, c_ushort};
use capos_libc_engine::random::Linear48;
use core::cell::UnsafeCell;

static GENERATOR: Mutex<Linear48> = Mutex::new(Linear48::new());

/// Steps the state at `own`, or that of all where there is none.
///
/// # Safety
/// `own` is `None` or points to three elements.
#[inline(always)]
unsafe fn step(own: Option<*mut c_ushort>) -> u64 {
    GENERATOR.with(|generator| match own {
        None => generator.step_own(),
        // SAFETY: the caller's promise.
        Some(state) => generator.step(unsafe { &mut *state.cast::<[u16; 3]>() }),
    })
}

/// The upper 31 bits.
fn positive(bits: u64) -> c_long {
    (bits >> 17) as c_long
}

/// The upper 32 bits, as a signed number.
fn signed(bits: u64) -> c_long {
    ((bits >> 16) as u32).cast_signed().into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/drand48.html>
#[unsafe(no_mangle)]
pub extern "C" fn drand48() -> c_double {
    // SAFETY: no state of the caller's.
    Linear48::to_double(unsafe { step(None) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/erand48.html>
///
/// # Safety
/// `state` points to three elements.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn erand48(state: *mut c_ushort) -> c_double {
    // SAFETY: the caller's promise.
    Linear48::to_double(unsafe { step(Some(state)) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lrand48.html>
#[unsafe(no_mangle)]
pub extern "C" fn lrand48() -> c_long {
    // SAFETY: no state of the caller's.
    positive(unsafe { step(None) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nrand48.html>
///
/// # Safety
/// `state` points to three elements.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrand48(state: *mut c_ushort) -> c_long {
    // SAFETY: the caller's promise.
    positive(unsafe { step(Some(state)) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mrand48.html>
#[unsafe(no_mangle)]
pub extern "C" fn mrand48() -> c_long {
    // SAFETY: no state of the caller's.
    signed(unsafe { step(None) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/jrand48.html>
///
/// # Safety
/// `state` points to three elements.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrand48(state: *mut c_ushort) -> c_long {
    // SAFETY: the caller's promise.
    signed(unsafe { step(Some(state)) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/srand48.html>
#[unsafe(no_mangle)]
pub extern "C" fn srand48(seed: c_long) {
    GENERATOR.lock().seed(seed as u32);
}

/// The state before the last `seed48`, which the caller may read until the next one.
struct Previous(UnsafeCell<[c_ushort; 3]>);
// SAFETY: written under the lock of `GENERATOR`; POSIX lets the function be unsafe for threads that read it.
unsafe impl Sync for Previous {}

static PREVIOUS: Previous = Previous(UnsafeCell::new([0; 3]));

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/seed48.html>
///
/// # Safety
/// `state` points to three elements.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn seed48(state: *mut c_ushort) -> *mut c_ushort {
    let mut generator = GENERATOR.lock();
    // SAFETY: the caller's promise, and the lock. The new state is read first: it may be the one returned before.
    unsafe {
        let old = generator.seed_whole(*state.cast::<[u16; 3]>());
        PREVIOUS.0.get().write(old);
    }
    PREVIOUS.0.get().cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lcong48.html>
///
/// # Safety
/// `parameters` points to seven elements.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lcong48(parameters: *mut c_ushort) {
    // SAFETY: the caller's promise.
    GENERATOR.lock().set_all(unsafe { *parameters.cast::<[u16; 7]>() });
}
