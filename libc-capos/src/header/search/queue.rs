//! Doubly linked lists, linear or circular.

use crate::types::c_void;
use core::ptr;

/// What the program's elements begin with.
#[repr(C)]
struct Links {
    next: *mut Links,
    previous: *mut Links,
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/insque.html>
///
/// # Safety
/// `element` begins with two links; `pred` is NULL or an element of a list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn insque(element: *mut c_void, pred: *mut c_void) {
    let (element, pred) = (element.cast::<Links>(), pred.cast::<Links>());
    // SAFETY: the caller's promise.
    unsafe {
        if pred.is_null() {
            *element = Links { next: ptr::null_mut(), previous: ptr::null_mut() };
            return;
        }
        let next = (*pred).next;
        *element = Links { next, previous: pred };
        (*pred).next = element;
        if !next.is_null() {
            (*next).previous = element;
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/remque.html>
///
/// # Safety
/// `element` is an element of a list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn remque(element: *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe {
        let Links { next, previous } = element.cast::<Links>().read();
        if !next.is_null() {
            (*next).previous = previous;
        }
        if !previous.is_null() {
            (*previous).next = next;
        }
    }
}
