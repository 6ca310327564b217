//! The value of a locale, and its handles.

use super::Category;
use crate::types::{__locale_struct, locale_t};
use capos_libc_engine::encoding::Charset;

/// Which of the two locales each category is: bit n set means that category n is `C.UTF-8`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Locale(u8);

const COUNT: usize = 1 << Category::ALL.len();

/// What handles point at. Only the addresses matter: element n stands for `Locale(n)`.
static HANDLES: [u8; COUNT] = [0; COUNT];

/// `LC_GLOBAL_LOCALE`.
pub const GLOBAL_HANDLE: locale_t = usize::MAX as locale_t;

impl Locale {
    /// All categories `C`: what a program starts with.
    pub const C: Locale = Locale(0);

    pub const fn from_bits(bits: u8) -> Locale {
        Locale(bits % COUNT as u8)
    }

    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The same with `category` made `C.UTF-8` or `C`.
    #[must_use]
    pub const fn with(self, category: Category, utf8: bool) -> Locale {
        let bit = 1 << category as u8;
        Locale(if utf8 { self.0 | bit } else { self.0 & !bit })
    }

    pub const fn is_utf8(self, category: Category) -> bool {
        self.0 & (1 << category as u8) != 0
    }

    /// The character set of `LC_CTYPE`.
    #[inline]
    pub const fn charset(self) -> Charset {
        if self.is_utf8(Category::Ctype) { Charset::Utf8 } else { Charset::Bytes }
    }

    /// The handle of this value.
    pub fn to_handle(self) -> locale_t {
        (&raw const HANDLES[usize::from(self.0)]).cast_mut().cast::<__locale_struct>()
    }

    /// The value of a handle that [`Locale::to_handle`] gave.
    #[inline]
    pub fn from_handle(handle: locale_t) -> Locale {
        let offset = (handle as usize).wrapping_sub(&raw const HANDLES as usize);
        Locale((offset % COUNT) as u8)
    }
}
