//! Signals to threads.

use super::constants::NSIG;
use crate::errno::Errno;
use crate::thread;
use crate::types::{c_int, pthread_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_kill.html>
///
/// # Safety
/// `thread` is a thread that was not joined and, if detached, has not ended.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_kill(thread: pthread_t, sig: c_int) -> c_int {
    if !(0..NSIG).contains(&sig) {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    thread::signal(unsafe { &*thread }, sig).map_or_else(Errno::number, |()| 0)
}
