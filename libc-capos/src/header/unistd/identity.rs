//! Who the process is, and its end.

use crate::errno;
use crate::platform::{Identity, Process, Sys};
use crate::start;
use crate::types::{c_int, gid_t, pid_t, uid_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/_exit.html>
#[unsafe(no_mangle)]
pub extern "C" fn _exit(status: c_int) -> ! {
    start::exit_now(status)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpid.html>
#[unsafe(no_mangle)]
pub extern "C" fn getpid() -> pid_t {
    Sys::getpid()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getppid.html>
#[unsafe(no_mangle)]
pub extern "C" fn getppid() -> pid_t {
    Sys::getppid()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getuid.html>
#[unsafe(no_mangle)]
pub extern "C" fn getuid() -> uid_t {
    Sys::users()[0]
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/geteuid.html>
#[unsafe(no_mangle)]
pub extern "C" fn geteuid() -> uid_t {
    Sys::users()[1]
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getgid.html>
#[unsafe(no_mangle)]
pub extern "C" fn getgid() -> gid_t {
    Sys::groups()[0]
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getegid.html>
#[unsafe(no_mangle)]
pub extern "C" fn getegid() -> gid_t {
    Sys::groups()[1]
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpgrp.html>
#[unsafe(no_mangle)]
pub extern "C" fn getpgrp() -> pid_t {
    errno::result(Sys::getpgid(0))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpgid.html>
#[unsafe(no_mangle)]
pub extern "C" fn getpgid(pid: pid_t) -> pid_t {
    errno::result(Sys::getpgid(pid))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setpgid.html>
#[unsafe(no_mangle)]
pub extern "C" fn setpgid(pid: pid_t, group: pid_t) -> c_int {
    errno::status(Sys::setpgid(pid, group))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getsid.html>
#[unsafe(no_mangle)]
pub extern "C" fn getsid(pid: pid_t) -> pid_t {
    errno::result(Sys::getsid(pid))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setsid.html>
#[unsafe(no_mangle)]
pub extern "C" fn setsid() -> pid_t {
    errno::result(Sys::setsid())
}
