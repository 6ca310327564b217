//! Locales: `C` (alias `POSIX`) and `C.UTF-8`, per category, global and per thread.
//!
//! The two differ only in their character set, so a [`Locale`] is six bits, and every `locale_t` there can be
//! points into one constant table: objects cost no memory, and nothing about them can fail or race.

mod category;
mod current;
mod name;
mod value;

pub use category::Category;
pub use current::{change_global, charset, current, global, handle, is_wide_space, set_thread};
pub use name::{codeset, combined_name, name, parse};
pub use value::{GLOBAL_HANDLE, Locale};
