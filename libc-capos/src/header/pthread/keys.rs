//! Thread-specific data.

use super::answer::number;
use crate::abi::Out;
use crate::thread;
use crate::types::{c_int, c_void, pthread_key_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_key_create.html>
///
/// # Safety
/// `key` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_key_create(
    key: *mut pthread_key_t,
    destructor: Option<unsafe extern "C" fn(*mut c_void)>,
) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(key) };
    number(thread::create_key(destructor).map(|key| out.write(key)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_key_delete.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_key_delete(key: pthread_key_t) -> c_int {
    number(thread::delete_key(key))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_getspecific.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_getspecific(key: pthread_key_t) -> *mut c_void {
    thread::value(key)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_setspecific.html>
#[unsafe(no_mangle)]
pub extern "C" fn pthread_setspecific(key: pthread_key_t, value: *const c_void) -> c_int {
    number(thread::set_value(key, value.cast_mut()))
}

/// What C++ runtimes call for each thread-local object that has a destructor.
///
/// # Safety
/// `function` may be called with `object` when the thread ends.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __cxa_thread_atexit_impl(
    function: Option<unsafe extern "C" fn(*mut c_void)>,
    object: *mut c_void,
    _dso: *mut c_void,
) -> c_int {
    match function {
        Some(function) => crate::errno::status(thread::at_thread_exit(function, object)),
        None => 0,
    }
}
