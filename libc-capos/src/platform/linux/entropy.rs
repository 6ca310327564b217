//! Random bytes.

use super::Linux;
use super::syscall::{args, nr, syscall};
use crate::errno::Errno;
use crate::platform::Entropy;

impl Entropy for Linux {
    fn getrandom(buffer: &mut [u8], flags: u32) -> Result<usize, Errno> {
        // SAFETY: the buffer is writable for its length.
        unsafe { syscall(nr::GETRANDOM, args([buffer.as_mut_ptr() as usize, buffer.len(), flags as usize])) }
    }
}
