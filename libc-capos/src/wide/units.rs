//! Reading wide strings.

use crate::types::wchar_t;
use core::marker::PhantomData;

/// The units of a wide string, read one by one and not beyond the null.
#[derive(Clone, Copy)]
pub struct Units<'a> {
    next: *const wchar_t,
    _string: PhantomData<&'a wchar_t>,
}

impl Units<'_> {
    /// # Safety
    /// `string` is a null-terminated wide string that nobody changes during the lifetime, or that has the null
    /// only behind everything that will be asked for.
    pub unsafe fn new(string: *const wchar_t) -> Self {
        Units { next: string, _string: PhantomData }
    }
}

impl Iterator for Units<'_> {
    type Item = wchar_t;

    #[inline(always)]
    fn next(&mut self) -> Option<wchar_t> {
        // SAFETY: `new` was promised a null, and the address never moves beyond it.
        unsafe {
            let unit = *self.next;
            if unit == 0 {
                return None;
            }
            self.next = self.next.add(1);
            Some(unit)
        }
    }
}

/// Units before the null.
///
/// # Safety
/// `string` is a null-terminated wide string.
#[inline]
pub unsafe fn length(string: *const wchar_t) -> usize {
    // SAFETY: the caller's promise.
    unsafe { capos_libc_mem::wcslen(string) }
}
