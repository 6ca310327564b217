//! Domains and what they are bound to.

use crate::abi::cstr_or_null;
use crate::errno::{self, Errno};
use crate::message;
use crate::types::c_char;
use core::ffi::CStr;
use core::ptr;

/// The pointer that C takes for a name; programs must not write to it, as the standard says.
fn to_c(name: &'static CStr) -> *mut c_char {
    name.as_ptr().cast_mut()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/textdomain.html>
///
/// # Safety
/// `domainname` is NULL or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn textdomain(domainname: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr_or_null(domainname) };
    errno::pointer(message::select(name).map(to_c).ok_or(Errno::ENOMEM))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/bindtextdomain.html>
///
/// # Safety
/// Both are NULL or strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bindtextdomain(domainname: *const c_char, dirname: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let (domain, directory) = unsafe { (cstr_or_null(domainname), cstr_or_null(dirname)) };
    match domain {
        Some(domain) if !domain.is_empty() => {
            errno::pointer(message::bind_directory(domain, directory).map(to_c).ok_or(Errno::ENOMEM))
        }
        _ => ptr::null_mut(),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/bind_textdomain_codeset.html>
///
/// # Safety
/// Both are NULL or strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bind_textdomain_codeset(
    domainname: *const c_char,
    codeset: *const c_char,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    let (domain, codeset) = unsafe { (cstr_or_null(domainname), cstr_or_null(codeset)) };
    match domain {
        Some(domain) if !domain.is_empty() => {
            let bound = message::bind_codeset(domain, codeset).map_err(|message::NoMemory| Errno::ENOMEM);
            errno::pointer(bound.map(|name| name.map_or(ptr::null_mut(), to_c)))
        }
        _ => ptr::null_mut(),
    }
}
