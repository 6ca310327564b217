//! The system as a whole: names, limits, resource counts.

use crate::errno::Errno;
use crate::types::{c_char, utsname};

/// Fills a fixed C string field of `utsname`, cut to what fits with its NUL.
pub fn utsname_field(text: &[u8]) -> [c_char; 65] {
    let mut field = [0; 65];
    for (to, from) in field[..64].iter_mut().zip(text) {
        *to = *from as c_char;
    }
    field
}

/// Required family: `uname` and the number of processors.
pub trait System {
    fn uname() -> Result<utsname, Errno>;

    /// Processors this process may use now.
    fn processors_online() -> usize;

    /// Bytes of physical memory: total and free.
    fn physical_memory() -> Result<(u64, u64), Errno> {
        Err(Errno::ENOSYS)
    }

    /// The limit on open descriptors.
    fn open_max() -> usize {
        1024
    }

    /// Processes that wanted to run, on average over 1, 5 and 15 minutes, in 65536ths.
    fn load_averages() -> Result<[u64; 3], Errno> {
        Err(Errno::ENOSYS)
    }

    fn set_host_name(_name: &[u8]) -> Result<(), Errno> {
        Err(Errno::EPERM)
    }

    /// Connects with the system's log now, which [`System::log`] does if need be.
    fn open_log() {}

    fn close_log() {}

    /// Sends a line to the system's log: "<priority>time name: text".
    fn log(_line: &[u8]) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }
}
