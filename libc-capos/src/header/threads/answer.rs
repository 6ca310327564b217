//! How these functions answer.

use crate::errno::Errno;
use crate::types::c_int;

pub const SUCCESS: c_int = 0;
const BUSY: c_int = 1;
const ERROR: c_int = 2;
const NO_MEMORY: c_int = 3;
const TIMED_OUT: c_int = 4;

/// One of `thrd_success`, `thrd_busy`, …
pub fn status(outcome: Result<(), Errno>) -> c_int {
    match outcome {
        Ok(()) => SUCCESS,
        Err(Errno::EBUSY) => BUSY,
        Err(Errno::ENOMEM | Errno::EAGAIN) => NO_MEMORY,
        Err(Errno::ETIMEDOUT) => TIMED_OUT,
        Err(_) => ERROR,
    }
}
