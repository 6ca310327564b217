//! `<utime.h>`

mod set;

pub use set::utime;
