//! Loading code at run time, which a static program can not: every attempt fails with a message, as it does in other
//! C libraries' static programs. Nothing is ever loaded, so there are no handles either.

use crate::thread;
use crate::types::{c_char, c_int, c_void};
use core::ptr;

// What `dlerror` says.
const NO_LOADING: &core::ffi::CStr = c"Dynamic loading not supported";
const NO_SYMBOL: &core::ffi::CStr = c"Symbol not found: the program has no dynamic symbols";
const NO_HANDLE: &core::ffi::CStr = c"Invalid library handle";

fn fail(message: &'static core::ffi::CStr) {
    thread::tcb().dl_error.set(message.as_ptr().cast_mut().cast());
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dlopen.html>
#[unsafe(no_mangle)]
pub extern "C" fn dlopen(_file: *const c_char, _mode: c_int) -> *mut c_void {
    fail(NO_LOADING);
    ptr::null_mut()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dlsym.html>
#[unsafe(no_mangle)]
pub extern "C" fn dlsym(_handle: *mut c_void, _name: *const c_char) -> *mut c_void {
    fail(NO_SYMBOL);
    ptr::null_mut()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dlclose.html>
#[unsafe(no_mangle)]
pub extern "C" fn dlclose(_handle: *mut c_void) -> c_int {
    fail(NO_HANDLE);
    -1
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dlerror.html>
#[unsafe(no_mangle)]
pub extern "C" fn dlerror() -> *mut c_char {
    thread::tcb().dl_error.replace(ptr::null_mut()).cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dladdr.html>
///
/// No address belongs to a loaded object, which the result 0 says.
#[unsafe(no_mangle)]
pub extern "C" fn dladdr(_address: *const c_void, _information: *mut Dl_info_t) -> c_int {
    0
}

/// What `dladdr` would fill in. Its C text stands in the header's template.
#[repr(C)]
pub struct Dl_info_t {
    pub dli_fname: *const c_char,
    pub dli_fbase: *mut c_void,
    pub dli_sname: *const c_char,
    pub dli_saddr: *mut c_void,
}
