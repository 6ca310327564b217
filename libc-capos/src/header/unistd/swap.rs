//! Swapping bytes.

use crate::types::{c_void, ssize_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/swab.html>
///
/// # Safety
/// `from` has `count` readable and `to` as many writable bytes; they do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn swab(from: *const c_void, to: *mut c_void, count: ssize_t) {
    let (from, to) = (from.cast::<[u8; 2]>(), to.cast::<[u8; 2]>());
    // The byte behind the last pair, if there is one, stays as it is.
    for pair in 0..usize::try_from(count).unwrap_or(0) / 2 {
        // SAFETY: the caller's promise.
        unsafe {
            let [a, b] = from.add(pair).read();
            to.add(pair).write([b, a]);
        }
    }
}
