//! What is on the line: breaks, queues, flow, the session.

use crate::errno;
use crate::terminal;
use crate::types::{c_int, pid_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tcsendbreak.html>
///
/// The duration is the system's choice, as POSIX leaves it.
#[unsafe(no_mangle)]
pub extern "C" fn tcsendbreak(fd: c_int, _duration: c_int) -> c_int {
    errno::status(terminal::send_break(fd))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tcdrain.html>
#[unsafe(no_mangle)]
pub extern "C" fn tcdrain(fd: c_int) -> c_int {
    errno::status(terminal::drain(fd))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tcflush.html>
#[unsafe(no_mangle)]
pub extern "C" fn tcflush(fd: c_int, queue: c_int) -> c_int {
    errno::status(terminal::flush(fd, queue))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tcflow.html>
#[unsafe(no_mangle)]
pub extern "C" fn tcflow(fd: c_int, action: c_int) -> c_int {
    errno::status(terminal::flow(fd, action))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tcgetsid.html>
#[unsafe(no_mangle)]
pub extern "C" fn tcgetsid(fd: c_int) -> pid_t {
    errno::result(terminal::session(fd))
}
