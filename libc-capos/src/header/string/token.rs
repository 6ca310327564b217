//! Cutting strings into tokens.

use crate::types::c_char;
use capos_libc_mem as mem;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, Ordering};

/// Where `strtok` goes on. Atomic, so that misuse by several threads loses tokens and nothing else.
static NEXT: AtomicPtr<c_char> = AtomicPtr::new(null_mut());

/// The first token at `s`, and where to look for the next one; NULL if there is none.
///
/// # Safety
/// `s` is NULL or a writable string, `delimiters` is a string.
unsafe fn next_token(s: *mut c_char, delimiters: *const c_char) -> (*mut c_char, *mut c_char) {
    if s.is_null() {
        return (null_mut(), null_mut());
    }
    // SAFETY: the caller's promise; a span of a string ends inside it.
    unsafe {
        let token = s.add(mem::strspn(s.cast(), delimiters.cast()));
        if *token == 0 {
            return (null_mut(), null_mut());
        }
        (token, mem::cut(token.cast(), delimiters.cast()).cast())
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strtok.html>
///
/// # Safety
/// `s` is NULL or a writable string, `delimiters` is a string; what earlier calls were given is still there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtok(s: *mut c_char, delimiters: *const c_char) -> *mut c_char {
    let from = if s.is_null() { NEXT.load(Ordering::Relaxed) } else { s };
    // SAFETY: the caller's promise.
    let (token, next) = unsafe { next_token(from, delimiters) };
    NEXT.store(next, Ordering::Relaxed);
    token
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strtok_r.html>
///
/// # Safety
/// As for [`strtok`]; `state` points to a pointer, which an earlier call set if `s` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtok_r(
    s: *mut c_char,
    delimiters: *const c_char,
    state: *mut *mut c_char,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        let (token, next) = next_token(if s.is_null() { *state } else { s }, delimiters);
        *state = next;
        token
    }
}

/// BSD: the token at `*string`, empty ones included; `*string` moves on, and is NULL after the last one.
///
/// # Safety
/// `string` points to NULL or to a writable string, `delimiters` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strsep(string: *mut *mut c_char, delimiters: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        let token = *string;
        if !token.is_null() {
            *string = mem::cut(token.cast(), delimiters.cast()).cast();
        }
        token
    }
}
