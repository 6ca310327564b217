//! Random bytes from the system.

use crate::errno::Errno;

/// Required family: heap hardening and `getrandom` draw from it.
pub trait Entropy {
    /// Fills a prefix of `buffer` and returns its length. `flags` are the `GRND_*` of `<sys/random.h>`.
    fn getrandom(buffer: &mut [u8], flags: u32) -> Result<usize, Errno>;
}
