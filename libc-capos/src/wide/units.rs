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

    /// The address of the unit that comes next; at the end, of the null.
    pub fn position(&self) -> *const wchar_t {
        self.next
    }

    /// The next unit, 0 at the end again and again.
    #[inline(always)]
    pub fn next_or_null(&mut self) -> wchar_t {
        self.next().unwrap_or(0)
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
    unsafe { Units::new(string) }.count()
}
