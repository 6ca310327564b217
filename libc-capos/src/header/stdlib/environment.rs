//! Environment variables.

use crate::abi::{cstr, cstr_or_null};
use crate::errno::{self, Errno};
use crate::heap;
use crate::platform::{Identity, Sys};
use crate::start::{environment_block, set_environment_block, variable};
use crate::sync::Mutex;
use crate::types::{c_char, c_int};
use alloc::vec::Vec;
use capos_libc_mem as mem;
use core::ffi::CStr;
use core::ptr::null_mut;

/// What the library made of the environment so far.
struct Environment {
    /// The array that `environ` points to, unless the program has put another one there: NULL-terminated.
    array: Vec<*mut c_char>,
    /// Strings made by `setenv`, which end with their variable.
    made: Vec<*mut c_char>,
}

// SAFETY: plain addresses; the lock serialises what is done through them.
unsafe impl Send for Environment {}

static ENVIRONMENT: Mutex<Environment> = Mutex::new(Environment { array: Vec::new(), made: Vec::new() });

/// Whether `entry` is the variable `name`.
///
/// # Safety
/// `entry` is a string.
unsafe fn is_variable(entry: *const c_char, name: &[u8]) -> bool {
    // SAFETY: a string; the byte after a match of the name is in it.
    unsafe {
        mem::strncmp(entry.cast(), name.as_ptr(), name.len()) == 0 && *entry.add(name.len()) == b'=' as c_char
    }
}

impl Environment {
    /// Makes `environ` point to the array, with what it pointed to in it.
    fn adopt(&mut self) -> Result<(), Errno> {
        let block = environment_block();
        if !self.array.is_empty() && block == self.array.as_mut_ptr() {
            return Ok(());
        }
        let mut entries: Vec<*mut c_char> = Vec::new();
        let mut at = block;
        // SAFETY: `environ` is NULL or a NULL-terminated array.
        while let Some(entry) = unsafe { at.as_ref() }.copied().filter(|entry| !entry.is_null()) {
            entries.try_reserve(2).map_err(|_| Errno::ENOMEM)?;
            entries.push(entry);
            at = at.wrapping_add(1);
        }
        entries.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
        entries.push(null_mut());
        self.array = entries;
        self.publish();
        Ok(())
    }

    fn publish(&mut self) {
        set_environment_block(self.array.as_mut_ptr());
    }

    /// Where the variable is.
    fn position(&self, name: &[u8]) -> Option<usize> {
        let last = self.array.len() - 1;
        // SAFETY: the entries before the last one are strings.
        self.array[..last].iter().position(|&entry| unsafe { is_variable(entry, name) })
    }

    /// Puts an entry in the place of its variable, or at the end.
    fn put(&mut self, name: &[u8], entry: *mut c_char) -> Result<(), Errno> {
        match self.position(name) {
            Some(i) => {
                let old = core::mem::replace(&mut self.array[i], entry);
                self.forget(old);
            }
            None => {
                self.array.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
                let last = self.array.len() - 1;
                self.array.insert(last, entry);
                self.publish();
            }
        }
        Ok(())
    }

    /// Frees a string that is no longer in the environment, if it was made here.
    fn forget(&mut self, entry: *mut c_char) {
        if let Some(i) = self.made.iter().position(|&made| made == entry) {
            self.made.swap_remove(i);
            // SAFETY: made by `set`, and the environment was its only user: POSIX lets `setenv` invalidate it.
            unsafe { heap::free(entry.cast()) };
        }
    }

    /// `setenv`.
    fn set(&mut self, name: &[u8], value: &CStr, overwrite: bool) -> Result<(), Errno> {
        self.adopt()?;
        if !overwrite && self.position(name).is_some() {
            return Ok(());
        }
        let value = value.to_bytes_with_nul();
        self.made.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
        let entry = heap::allocate(name.len() + 1 + value.len())?.cast::<u8>();
        // SAFETY: room for the name, "=", and the value with its terminator.
        unsafe {
            mem::memcpy(entry, name.as_ptr(), name.len());
            *entry.add(name.len()) = b'=';
            mem::memcpy(entry.add(name.len() + 1), value.as_ptr(), value.len());
        }
        let entry = entry.cast::<c_char>();
        self.put(name, entry).inspect_err(|_| {
            // SAFETY: nobody has seen the block.
            unsafe { heap::free(entry.cast()) }
        })?;
        self.made.push(entry);
        Ok(())
    }

    /// `unsetenv`: every occurrence goes.
    fn unset(&mut self, name: &[u8]) -> Result<(), Errno> {
        self.adopt()?;
        while let Some(i) = self.position(name) {
            let old = self.array.remove(i);
            self.forget(old);
        }
        Ok(())
    }
}

/// Sets a variable of the environment, whatever it was.
pub fn set_variable(name: &[u8], value: &CStr) -> Result<(), Errno> {
    ENVIRONMENT.lock().set(name, value, true)
}

/// A name that can be set: not empty, without "=".
fn settable(name: Option<&CStr>) -> Result<&[u8], Errno> {
    match name.map(CStr::to_bytes) {
        Some(name) if !name.is_empty() && !name.contains(&b'=') => Ok(name),
        _ => Err(Errno::EINVAL),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getenv.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getenv(name: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr(name) };
    if name.to_bytes().contains(&b'=') {
        return null_mut();
    }
    variable(name).map_or(null_mut(), |value| value.as_ptr().cast_mut())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/secure_getenv.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn secure_getenv(name: *const c_char) -> *mut c_char {
    let ([user, effective_user, _], [group, effective_group, _]) = (Sys::users(), Sys::groups());
    if user != effective_user || group != effective_group {
        return null_mut();
    }
    // SAFETY: the caller's promise.
    variable(unsafe { cstr(name) }).map_or(null_mut(), |value| value.as_ptr().cast_mut())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setenv.html>
///
/// # Safety
/// `name` is NULL or a string, `value` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setenv(name: *const c_char, value: *const c_char, overwrite: c_int) -> c_int {
    // SAFETY: the caller's promise.
    let (name, value) = unsafe { (cstr_or_null(name), cstr(value)) };
    errno::status(settable(name).and_then(|name| ENVIRONMENT.lock().set(name, value, overwrite != 0)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/unsetenv.html>
///
/// # Safety
/// `name` is NULL or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn unsetenv(name: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr_or_null(name) };
    errno::status(settable(name).and_then(|name| ENVIRONMENT.lock().unset(name)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/putenv.html>
///
/// Without "=" the variable is removed, as elsewhere.
///
/// # Safety
/// `string` is a string, which becomes part of the environment.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn putenv(string: *mut c_char) -> c_int {
    // SAFETY: the caller's promise.
    let text = unsafe { cstr(string) }.to_bytes();
    let mut environment = ENVIRONMENT.lock();
    errno::status(match text.iter().position(|&c| c == b'=') {
        Some(0) => Err(Errno::EINVAL),
        Some(end) => environment.adopt().and_then(|()| environment.put(&text[..end], string)),
        None => environment.unset(text),
    })
}

/// GNU: removes every variable.
#[unsafe(no_mangle)]
pub extern "C" fn clearenv() -> c_int {
    let mut environment = ENVIRONMENT.lock();
    for entry in core::mem::take(&mut environment.array) {
        environment.forget(entry);
    }
    set_environment_block(null_mut());
    0
}
