//! What went wrong, as text.

use super::constants::*;
use crate::abi::cstr_or_null;
use crate::errno;
use crate::name_service::LookupError;
use crate::platform::{Fs, Sys};
use crate::thread;
use crate::types::{c_char, c_int};
use alloc::vec::Vec;
use core::ffi::CStr;

const STANDARD_ERROR: c_int = 2;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gai_strerror.html>
#[unsafe(no_mangle)]
pub extern "C" fn gai_strerror(ecode: c_int) -> *const c_char {
    let text = match ecode {
        0 => c"Success",
        EAI_BADFLAGS => c"Invalid flags",
        EAI_NONAME => c"Name or service not known",
        EAI_AGAIN => c"Temporary failure in name resolution",
        EAI_FAIL => c"Non-recoverable failure in name resolution",
        EAI_NODATA => c"No address associated with the name",
        EAI_FAMILY => c"Address family not supported",
        EAI_SOCKTYPE => c"Socket type not supported",
        EAI_SERVICE => c"Service not available for the socket type",
        EAI_ADDRFAMILY => c"No address of this family for the name",
        EAI_MEMORY => c"Memory allocation failure",
        EAI_SYSTEM => c"System error",
        EAI_OVERFLOW => c"Argument buffer overflow",
        _ => c"Unknown error",
    };
    text.as_ptr()
}

fn host_error_text(error: c_int) -> &'static CStr {
    match error {
        NETDB_INTERNAL => c"Resolver internal error",
        NETDB_SUCCESS => c"Resolver error 0 (no error)",
        HOST_NOT_FOUND => c"Unknown host",
        TRY_AGAIN => c"Host name lookup failure",
        NO_RECOVERY => c"Unknown server error",
        NO_DATA => c"No address associated with name",
        _ => c"Unknown resolver error",
    }
}

/// The text of a value of `h_errno` (4.3BSD).
#[unsafe(no_mangle)]
pub extern "C" fn hstrerror(error: c_int) -> *const c_char {
    host_error_text(error).as_ptr()
}

/// Writes the text of `h_errno` to the standard error output (4.3BSD).
///
/// # Safety
/// `prefix` is NULL or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn herror(prefix: *const c_char) {
    let mut line = Vec::new();
    // SAFETY: the caller's promise.
    if let Some(prefix) = unsafe { cstr_or_null(prefix) }.filter(|prefix| !prefix.is_empty()) {
        line.extend_from_slice(prefix.to_bytes());
        line.extend_from_slice(b": ");
    }
    line.extend_from_slice(host_error_text(thread::tcb().host_error.get()).to_bytes());
    line.push(b'\n');
    // There is nobody to tell that the message can not be written.
    let _ = Sys::write(STANDARD_ERROR, &line);
}

/// The address behind the macro `h_errno` (POSIX.1-2001).
#[unsafe(no_mangle)]
pub extern "C" fn __h_errno_location() -> *mut c_int {
    thread::tcb().host_error.as_ptr()
}

/// The value of `h_errno` for a failed search; `errno` says more about the system's errors.
pub fn host_error(error: LookupError) -> c_int {
    match error {
        LookupError::NoSuchName => HOST_NOT_FOUND,
        LookupError::NoData => NO_DATA,
        LookupError::TryAgain => TRY_AGAIN,
        LookupError::System(error) => {
            errno::set(error);
            NETDB_INTERNAL
        }
    }
}

/// The error of `getaddrinfo` and `getnameinfo` for a failed search.
pub fn info_error(error: LookupError) -> c_int {
    match error {
        LookupError::NoSuchName => EAI_NONAME,
        LookupError::NoData => EAI_NODATA,
        LookupError::TryAgain => EAI_AGAIN,
        LookupError::System(errno::Errno::ENOMEM) => EAI_MEMORY,
        LookupError::System(error) => {
            errno::set(error);
            EAI_SYSTEM
        }
    }
}
