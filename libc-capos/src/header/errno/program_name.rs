//! The program's name as GNU and BSD programs read it: variables that start-up sets from `argv[0]`.

use crate::types::c_char;
use core::ffi::CStr;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, Ordering};

/// GNU: the name that the program was called by.
#[unsafe(no_mangle)]
pub static program_invocation_name: AtomicPtr<c_char> = AtomicPtr::new(null_mut());

/// GNU: the same without its directories.
#[unsafe(no_mangle)]
pub static program_invocation_short_name: AtomicPtr<c_char> = AtomicPtr::new(null_mut());

/// BSD: `program_invocation_short_name`; no header declares it.
#[unsafe(no_mangle)]
pub static __progname: AtomicPtr<c_char> = AtomicPtr::new(null_mut());

/// Sets the variables.
pub fn set_program_name(name: &'static CStr) {
    let short = name.to_bytes().iter().rposition(|&c| c == b'/').map_or(0, |slash| slash + 1);
    let short = name.to_bytes_with_nul()[short..].as_ptr().cast_mut().cast();
    program_invocation_name.store(name.as_ptr().cast_mut(), Ordering::Relaxed);
    program_invocation_short_name.store(short, Ordering::Relaxed);
    __progname.store(short, Ordering::Relaxed);
}
