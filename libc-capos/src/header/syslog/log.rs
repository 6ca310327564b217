//! What the log of the process was opened with, and lines of the log.

use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_NOCTTY, O_WRONLY};
use crate::header::time::local;
use crate::platform::{Clock, Fs, Process, Sys, System};
use crate::start;
use crate::sync::Mutex;
use crate::types::c_int;
use alloc::format;
use alloc::vec::Vec;
use core::ffi::CStr;

const LOG_PID: c_int = 0x01;
const LOG_CONS: c_int = 0x02;
const LOG_NDELAY: c_int = 0x08;
const LOG_PERROR: c_int = 0x20;
const LOG_USER: c_int = 1 << 3;
const PRIORITY: c_int = 7;
const FACILITY: c_int = 0x3f8;
const CLOCK_REALTIME: c_int = 0;
const STANDARD_ERROR: c_int = 2;
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

struct Log {
    /// What lines begin with: the program's name unless it is given.
    name: Option<&'static CStr>,
    options: c_int,
    facility: c_int,
    mask: c_int,
}

static LOG: Mutex<Log> = Mutex::new(Log { name: None, options: 0, facility: LOG_USER, mask: 0xff });

pub fn open(name: Option<&'static CStr>, options: c_int, facility: c_int) {
    let mut log = LOG.lock();
    (log.name, log.options) = (name, options);
    if facility & FACILITY != 0 {
        log.facility = facility & FACILITY;
    }
    if options & LOG_NDELAY != 0 {
        Sys::open_log();
    }
}

pub fn close() {
    LOG.lock().name = None;
    Sys::close_log();
}

/// Replaces the set of priorities that are logged; 0 only asks.
pub fn set_mask(mask: c_int) -> c_int {
    let mut log = LOG.lock();
    let before = log.mask;
    if mask != 0 {
        log.mask = mask;
    }
    before
}

/// Whether messages of that priority are logged.
pub fn wanted(priority: c_int) -> bool {
    LOG.lock().mask & (1 << (priority & PRIORITY)) != 0
}

/// Sends a message.
pub fn send(priority: c_int, message: &[u8]) {
    let log = LOG.lock();
    let facility = if priority & FACILITY != 0 { priority & FACILITY } else { log.facility };
    let code = facility | priority & PRIORITY;
    let name = log.name.unwrap_or_else(start::program_name).to_bytes();
    let id = if log.options & LOG_PID != 0 { format!("[{}]", Sys::getpid()) } else { Default::default() };
    let text = [name, id.as_bytes(), b": ", message.strip_suffix(b"\n").unwrap_or(message)].concat();
    if log.options & LOG_PERROR != 0 {
        write_line(STANDARD_ERROR, &text);
    }
    let line = [format!("<{code}>{} ", stamp()).as_bytes(), &text].concat();
    if Sys::log(&line).is_err() && log.options & LOG_CONS != 0 {
        let console = Sys::openat(AT_FDCWD, c"/dev/console", O_WRONLY | O_NOCTTY | O_CLOEXEC, 0);
        if let Ok(console) = console {
            write_line(console, &text);
            let _ = Sys::close(console);
        }
    }
}

/// There is nobody to tell about failures.
fn write_line(fd: c_int, text: &[u8]) {
    let line: Vec<u8> = [text, b"\n"].concat();
    let _ = Sys::write(fd, &line);
}

/// The time as logs have it: "Nov 23 11:30:22".
fn stamp() -> alloc::string::String {
    let now = Sys::clock_gettime(CLOCK_REALTIME).map_or(0, |time| time.tv_sec);
    match local(now) {
        Ok(time) => format!(
            "{} {:2} {:02}:{:02}:{:02}",
            MONTHS[usize::try_from(time.tm_mon).unwrap_or(0) % 12],
            time.tm_mday,
            time.tm_hour,
            time.tm_min,
            time.tm_sec
        ),
        Err(_) => "Jan  1 00:00:00".into(),
    }
}
