//! How these functions answer: with an error number.

use crate::errno::Errno;
use crate::types::c_int;

/// Zero, or the number of the error.
pub fn number(outcome: Result<(), Errno>) -> c_int {
    outcome.map_or_else(Errno::number, |()| 0)
}
