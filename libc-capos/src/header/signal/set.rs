//! Signal sets: bit n-1 is signal n.

use super::constants::NSIG;
use crate::errno::{self, Errno};
use crate::types::{c_int, c_ulong, sigset_t};

pub const EMPTY: sigset_t = sigset_t { __bits: [0; 16] };

/// Signals the library keeps for itself (cancellation and timers); no set of a program contains them.
const INTERNAL: c_ulong = 0b111 << 31;

/// The bit of a signal that programs may name.
fn bit(signal: c_int) -> Result<c_ulong, Errno> {
    let bit = match signal {
        1..NSIG => 1 << (signal - 1),
        _ => 0,
    };
    if bit & !INTERNAL == 0 { Err(Errno::EINVAL) } else { Ok(bit) }
}

/// Adds a signal.
pub fn insert(set: &mut sigset_t, signal: c_int) -> Result<(), Errno> {
    bit(signal).map(|bit| set.__bits[0] |= bit)
}

/// Takes a signal out.
pub fn remove(set: &mut sigset_t, signal: c_int) -> Result<(), Errno> {
    bit(signal).map(|bit| set.__bits[0] &= !bit)
}

pub fn contains(set: &sigset_t, signal: c_int) -> bool {
    bit(signal).is_ok_and(|bit| set.__bits[0] & bit != 0)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigemptyset.html>
///
/// # Safety
/// `set` points to a writable set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigemptyset(set: *mut sigset_t) -> c_int {
    // SAFETY: by the contract.
    unsafe { set.write(EMPTY) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigfillset.html>
///
/// # Safety
/// `set` points to a writable set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigfillset(set: *mut sigset_t) -> c_int {
    let mut full = EMPTY;
    full.__bits[0] = !INTERNAL;
    // SAFETY: by the contract.
    unsafe { set.write(full) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigaddset.html>
///
/// # Safety
/// `set` points to an initialized set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigaddset(set: *mut sigset_t, signal: c_int) -> c_int {
    // SAFETY: by the contract.
    errno::status(insert(unsafe { &mut *set }, signal))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigdelset.html>
///
/// # Safety
/// `set` points to an initialized set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigdelset(set: *mut sigset_t, signal: c_int) -> c_int {
    // SAFETY: by the contract.
    errno::status(remove(unsafe { &mut *set }, signal))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigismember.html>
///
/// # Safety
/// `set` points to an initialized set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigismember(set: *const sigset_t, signal: c_int) -> c_int {
    // SAFETY: by the contract.
    errno::result(bit(signal).map(|bit| c_int::from(unsafe { (*set).__bits[0] } & bit != 0)))
}

/// Whether a set is empty (GNU).
///
/// # Safety
/// `set` points to an initialized set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigisemptyset(set: *const sigset_t) -> c_int {
    // SAFETY: by the contract.
    c_int::from(unsafe { (*set).__bits[0] } == 0)
}

/// # Safety
/// `result` is writable, the others are initialized sets.
unsafe fn combine(
    result: *mut sigset_t,
    [left, right]: [*const sigset_t; 2],
    how: impl Fn(c_ulong, c_ulong) -> c_ulong,
) -> c_int {
    let mut combined = EMPTY;
    // SAFETY: by the contract.
    unsafe {
        combined.__bits[0] = how((*left).__bits[0], (*right).__bits[0]);
        result.write(combined);
    }
    0
}

/// What is in either set (GNU).
///
/// # Safety
/// `result` is writable, the others are initialized sets.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigorset(result: *mut sigset_t, left: *const sigset_t, right: *const sigset_t) -> c_int {
    // SAFETY: the same contract.
    unsafe { combine(result, [left, right], |left, right| left | right) }
}

/// What is in both sets (GNU).
///
/// # Safety
/// `result` is writable, the others are initialized sets.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigandset(result: *mut sigset_t, left: *const sigset_t, right: *const sigset_t) -> c_int {
    // SAFETY: the same contract.
    unsafe { combine(result, [left, right], |left, right| left & right) }
}
