//! `<ulimit.h>`

mod file_size;

pub use file_size::ulimit;
