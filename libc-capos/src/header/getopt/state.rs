//! The variables through which `getopt` and its caller talk.

use crate::types::{c_char, c_int};
use core::ptr;

/// The argument of the option just found.
#[unsafe(no_mangle)]
pub static mut optarg: *mut c_char = ptr::null_mut();
/// The index of the next argument to look at.
#[unsafe(no_mangle)]
pub static mut optind: c_int = 1;
/// Whether to report mistakes on standard error.
#[unsafe(no_mangle)]
pub static mut opterr: c_int = 1;
/// The option a mistake is about.
#[unsafe(no_mangle)]
pub static mut optopt: c_int = 0;
/// Set by a BSD program to start over.
#[unsafe(no_mangle)]
pub static mut optreset: c_int = 0;

/// How far `optarg`'s element of `argv` has been read: a byte offset, 0 at its start.
static mut POSITION: usize = 0;

/// A copy of the variables for one call; POSIX declares `getopt` not thread-safe, so plain copies do.
pub(super) struct State {
    pub argument: *mut c_char,
    pub index: usize,
    pub report: bool,
    pub option: c_int,
    pub position: usize,
}

impl State {
    pub fn load() -> State {
        // SAFETY: plain reads and writes of the C variables; races are the caller's business by the standard.
        unsafe {
            // 0 is how GNU programs start over, optreset how BSD programs do.
            if optind == 0 || optreset != 0 {
                optreset = 0;
                optind = (optind).max(1);
                POSITION = 0;
            }
            State {
                argument: ptr::null_mut(),
                index: optind as usize,
                report: opterr != 0,
                option: optopt,
                position: POSITION,
            }
        }
    }

    pub fn store(&self) {
        // SAFETY: as in `load`.
        unsafe {
            optarg = self.argument;
            optind = self.index as c_int;
            optopt = self.option;
            POSITION = self.position;
        }
    }
}
