//! Texts of signal numbers.

use super::error_text::in_thread_buffer;
use crate::types::{c_char, c_int};
use core::ffi::CStr;
use core::ptr::null;

/// Abbreviation and text of each signal, by number less one.
const SIGNALS: [(&CStr, &CStr); 31] = [
    (c"HUP", c"Hangup"),
    (c"INT", c"Interrupt"),
    (c"QUIT", c"Quit"),
    (c"ILL", c"Illegal instruction"),
    (c"TRAP", c"Trace/breakpoint trap"),
    (c"ABRT", c"Aborted"),
    (c"BUS", c"Bus error"),
    (c"FPE", c"Floating point exception"),
    (c"KILL", c"Killed"),
    (c"USR1", c"User defined signal 1"),
    (c"SEGV", c"Segmentation fault"),
    (c"USR2", c"User defined signal 2"),
    (c"PIPE", c"Broken pipe"),
    (c"ALRM", c"Alarm clock"),
    (c"TERM", c"Terminated"),
    (c"STKFLT", c"Stack fault"),
    (c"CHLD", c"Child exited"),
    (c"CONT", c"Continued"),
    (c"STOP", c"Stopped (signal)"),
    (c"TSTP", c"Stopped"),
    (c"TTIN", c"Stopped (tty input)"),
    (c"TTOU", c"Stopped (tty output)"),
    (c"URG", c"Urgent I/O condition"),
    (c"XCPU", c"CPU time limit exceeded"),
    (c"XFSZ", c"File size limit exceeded"),
    (c"VTALRM", c"Virtual timer expired"),
    (c"PROF", c"Profiling timer expired"),
    (c"WINCH", c"Window changed"),
    (c"POLL", c"I/O possible"),
    (c"PWR", c"Power failure"),
    (c"SYS", c"Bad system call"),
];

/// The first signal number a program may use as a real-time signal; three below it belong to the library.
const SIGRTMIN: c_int = 35;
const SIGRTMAX: c_int = 64;

fn entry(signal: c_int) -> Option<&'static (&'static CStr, &'static CStr)> {
    SIGNALS.get(usize::try_from(signal).ok()?.checked_sub(1)?)
}

/// The abbreviation of a standard signal.
pub fn signal_name(signal: c_int) -> Option<&'static CStr> {
    entry(signal).map(|(name, _)| *name)
}

/// The text of any number, perhaps in memory of the calling thread.
pub fn signal_text(signal: c_int) -> *mut c_char {
    if let Some((_, text)) = entry(signal) {
        return text.as_ptr().cast_mut();
    }
    if (SIGRTMIN..=SIGRTMAX).contains(&signal) {
        return in_thread_buffer("Real-time signal", signal - SIGRTMIN);
    }
    in_thread_buffer("Unknown signal", signal)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strsignal.html>
#[unsafe(no_mangle)]
pub extern "C" fn strsignal(signal: c_int) -> *mut c_char {
    signal_text(signal)
}

/// GNU: the text of a standard signal; NULL for other numbers.
#[unsafe(no_mangle)]
pub extern "C" fn sigdescr_np(signal: c_int) -> *const c_char {
    entry(signal).map_or(null(), |(_, text)| text.as_ptr())
}

/// GNU: the abbreviation of a standard signal, such as "HUP"; NULL for other numbers.
#[unsafe(no_mangle)]
pub extern "C" fn sigabbrev_np(signal: c_int) -> *const c_char {
    entry(signal).map_or(null(), |(name, _)| name.as_ptr())
}
