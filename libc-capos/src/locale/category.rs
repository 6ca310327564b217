//! The categories of a locale.

use crate::types::c_int;
use core::ffi::CStr;

/// A category, with its `LC_*` number.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Category {
    Ctype = 0,
    Numeric = 1,
    Time = 2,
    Collate = 3,
    Monetary = 4,
    Messages = 5,
}

impl Category {
    pub const ALL: [Category; 6] = [
        Category::Ctype,
        Category::Numeric,
        Category::Time,
        Category::Collate,
        Category::Monetary,
        Category::Messages,
    ];
    /// `LC_ALL`.
    pub const ALL_NUMBER: c_int = 6;

    /// The category of an `LC_*` number; `None` for `LC_ALL` and for numbers that are none.
    pub fn new(number: c_int) -> Option<Category> {
        Category::ALL.get(usize::try_from(number).ok()?).copied()
    }

    /// The environment variable that names the category's locale.
    pub const fn variable(self) -> &'static CStr {
        match self {
            Category::Ctype => c"LC_CTYPE",
            Category::Numeric => c"LC_NUMERIC",
            Category::Time => c"LC_TIME",
            Category::Collate => c"LC_COLLATE",
            Category::Monetary => c"LC_MONETARY",
            Category::Messages => c"LC_MESSAGES",
        }
    }
}
