//! Formatting at the end of a growing object.

use super::stack::obstack;
use crate::abi::va::VaArgs;
use crate::header::stdio::to_heap;
use crate::heap;
use crate::types::{c_char, c_int, va_list};
use core::ptr;

/// Adds the text without its NUL.
///
/// # Safety
/// As for [`obstack_printf`].
unsafe fn append(h: *mut obstack, format: *const c_char, arguments: &mut VaArgs<'_>) -> c_int {
    let mut text = ptr::null_mut();
    // SAFETY: the caller's promise; after `grow` the object has room for the text.
    unsafe {
        let length = to_heap(&raw mut text, format, arguments);
        if let Ok(count) = usize::try_from(length) {
            let room = (*h).chunk_limit as usize - (*h).next_free as usize;
            if room < count {
                (*h).grow(count);
            }
            ptr::copy_nonoverlapping(text, (*h).next_free, count);
            (*h).next_free = (*h).next_free.add(count);
            heap::free(text.cast());
        }
        length
    }
}

/// <https://sourceware.org/glibc/manual/latest/html_node/Dynamic-Output.html>
///
/// # Safety
/// `h` was started; a format and the arguments it names.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn obstack_printf(h: *mut obstack, format: *const c_char, mut arguments: ...) -> c_int {
    // SAFETY: the same contract.
    unsafe { append(h, format, &mut VaArgs::of(&mut arguments)) }
}

/// <https://sourceware.org/glibc/manual/latest/html_node/Dynamic-Output.html>
///
/// # Safety
/// As for [`obstack_printf`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn obstack_vprintf(
    h: *mut obstack,
    format: *const c_char,
    arguments: va_list,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { append(h, format, &mut VaArgs::new(arguments)) }
}
