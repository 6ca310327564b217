//! DES for blocks of 64 bits, each in a byte of its own.

use crate::sync::Mutex;
use crate::types::{c_char, c_int};
use capos_libc_engine::crypt::KeySchedule;

const BITS: usize = 64;

static KEYS: Mutex<Option<KeySchedule>> = Mutex::new(None);

/// # Safety
/// `bits` points to 64 bytes.
unsafe fn collected(bits: *const c_char) -> u64 {
    // SAFETY: the caller's promise. Only the lowest bit of each counts.
    (0..BITS).fold(0, |block, at| block << 1 | u64::from(unsafe { *bits.add(at) } as u8 & 1))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setkey.html>
///
/// # Safety
/// `key` points to 64 bytes of one bit each.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setkey(key: *const c_char) {
    // SAFETY: the caller's promise.
    *KEYS.lock() = Some(KeySchedule::new(unsafe { collected(key) }));
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/encrypt.html>
///
/// # Safety
/// `block` points to 64 writable bytes of one bit each.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn encrypt(block: *mut c_char, edflag: c_int) {
    // Before any key, the key is all zeros.
    let keys = KEYS.lock().unwrap_or_else(|| KeySchedule::new(0));
    // SAFETY: the caller's promise.
    unsafe {
        let text = collected(block);
        let result = if edflag == 0 { keys.encrypt(text) } else { keys.decrypt(text) };
        for at in 0..BITS {
            *block.add(at) = (result >> (BITS - 1 - at) & 1) as c_char;
        }
    }
}
