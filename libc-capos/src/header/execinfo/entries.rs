//! Traces, and their text. Programs carry no symbols at run time, so an address is all there is to show.

use super::frames::collect;
use crate::abi::{slice, slice_mut};
use crate::heap;
use crate::platform::{Fs, Sys};
use crate::start;
use crate::types::{c_char, c_int, c_void};
use alloc::format;
use alloc::vec::Vec;
use core::ptr;

/// <https://man7.org/linux/man-pages/man3/backtrace.3.html>
///
/// # Safety
/// `buffer` has `size` writable places.
#[unsafe(no_mangle)]
#[inline(never)]
pub unsafe extern "C" fn backtrace(buffer: *mut *mut c_void, size: c_int) -> c_int {
    // SAFETY: the caller's promise.
    let places = unsafe { slice_mut(buffer, usize::try_from(size).unwrap_or(0)) };
    collect(places) as c_int
}

/// "program [0x1234]".
fn described(address: *mut c_void) -> Vec<u8> {
    let mut text = start::program_name().to_bytes().to_vec();
    text.extend_from_slice(format!(" [{address:p}]").as_bytes());
    text
}

/// <https://man7.org/linux/man-pages/man3/backtrace.3.html>
///
/// # Safety
/// `buffer` has `size` addresses.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn backtrace_symbols(buffer: *const *mut c_void, size: c_int) -> *mut *mut c_char {
    // SAFETY: the caller's promise.
    let addresses = unsafe { slice(buffer, usize::try_from(size).unwrap_or(0)) };
    let texts: Vec<Vec<u8>> = addresses.iter().map(|&address| described(address)).collect();
    let pointers = texts.len() * size_of::<*mut c_char>();
    let bytes: usize = texts.iter().map(|text| text.len() + 1).sum();
    // One block for all, as the caller frees only that.
    let Ok(block) = heap::allocate((pointers + bytes).max(1)) else { return ptr::null_mut() };
    let places = block.cast::<*mut c_char>();
    // SAFETY: the block has room for the pointers, and the texts with their NULs behind them.
    unsafe {
        let mut at = block.cast::<u8>().add(pointers);
        for (index, text) in texts.iter().enumerate() {
            *places.add(index) = at.cast();
            at.copy_from_nonoverlapping(text.as_ptr(), text.len());
            *at.add(text.len()) = 0;
            at = at.add(text.len() + 1);
        }
    }
    places
}

/// <https://man7.org/linux/man-pages/man3/backtrace.3.html>
///
/// Allocates nothing: a broken heap may be the reason for the trace.
///
/// # Safety
/// `buffer` has `size` addresses.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn backtrace_symbols_fd(buffer: *const *mut c_void, size: c_int, fd: c_int) {
    // SAFETY: the caller's promise.
    for &address in unsafe { slice(buffer, usize::try_from(size).unwrap_or(0)) } {
        let mut digits = *b" [0x0000000000000000]\n";
        for (at, digit) in digits[4..20].iter_mut().enumerate() {
            *digit = b"0123456789abcdef"[address as usize >> (60 - 4 * at) & 15];
        }
        let _ = Sys::write(fd, start::program_name().to_bytes());
        let _ = Sys::write(fd, &digits);
    }
}
