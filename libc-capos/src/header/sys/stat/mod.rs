//! `<sys/stat.h>`

pub mod constants;
mod make;
mod status;

pub use make::{chmod, fchmod, fchmodat, futimens, mkdir, mkdirat, umask, utimensat};
pub use status::{fstat, fstatat, lstat, stat};
