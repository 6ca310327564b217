//! Making processes.

use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, O_RDWR};
use crate::platform::{Fs, Process, Sys};
use crate::process;
use crate::start;
use crate::types::{c_int, pid_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fork.html>
#[unsafe(no_mangle)]
pub extern "C" fn fork() -> pid_t {
    errno::result(process::fork())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/_Fork.html>
#[unsafe(no_mangle)]
pub extern "C" fn _Fork() -> pid_t {
    errno::result(process::fork_plain())
}

/// `fork` for a child that does nothing but execute a program (removed from POSIX). The child has its own memory here,
/// so that it cannot harm its parent.
#[unsafe(no_mangle)]
pub extern "C" fn vfork() -> pid_t {
    errno::result(process::fork_plain())
}

/// Goes on without a terminal and without the parent (BSD): in a session of its own, in the root directory and with
/// the standard descriptors on `/dev/null`, unless told to leave these.
#[unsafe(no_mangle)]
pub extern "C" fn daemon(keep_directory: c_int, keep_descriptors: c_int) -> c_int {
    let outcome = || {
        if process::fork()? != 0 {
            start::exit_now(0);
        }
        Sys::setsid()?;
        if keep_directory == 0 {
            Sys::chdir(c"/")?;
        }
        if keep_descriptors == 0 {
            let null = Sys::openat(AT_FDCWD, c"/dev/null", O_RDWR, 0)?;
            for standard in (0..=2).filter(|&fd| fd != null) {
                Sys::dup3(null, standard, 0)?;
            }
            if null > 2 {
                Sys::close(null)?;
            }
        }
        Ok::<(), Errno>(())
    };
    errno::status(outcome())
}
