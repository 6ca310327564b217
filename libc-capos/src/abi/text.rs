//! Null-terminated strings read unit by unit, for functions that stop long before the end.

use capos_libc_engine::number::Text;

use crate::types::{c_char, wchar_t};

/// A string of bytes.
pub struct NarrowText(*const u8);

/// A string of wide characters.
pub struct WideText(*const u32);

impl NarrowText {
    /// # Safety
    /// `string` points to a null-terminated string, which stays as it is while `self` lives.
    pub unsafe fn new(string: *const c_char) -> Self {
        Self(string.cast())
    }
}

impl WideText {
    /// # Safety
    /// `string` points to a null-terminated wide string, which stays as it is while `self` lives.
    pub unsafe fn new(string: *const wchar_t) -> Self {
        Self(string.cast())
    }
}

impl Text for NarrowText {
    #[inline(always)]
    fn at(&self, index: usize) -> u32 {
        // SAFETY: 1. `new` was promised a null-terminated string; 2. `Text::at` is never asked for anything
        // behind the null.
        u32::from(unsafe { *self.0.add(index) })
    }
}

impl Text for WideText {
    #[inline(always)]
    fn at(&self, index: usize) -> u32 {
        // SAFETY: as for `NarrowText`.
        unsafe { *self.0.add(index) }
    }

    fn is_space(&self, unit: u32) -> bool {
        crate::locale::is_wide_space(unit)
    }
}
