//! `<sys/stat.h>`

pub mod constants;
mod make;
mod special;
mod status;
mod statx;

pub use make::{chmod, fchmod, fchmodat, futimens, mkdir, mkdirat, umask, utimensat};
pub use special::{lchmod, mkfifo, mkfifoat, mknod, mknodat};
pub use status::{fstat, fstatat, lstat, stat};
pub use statx::statx;
