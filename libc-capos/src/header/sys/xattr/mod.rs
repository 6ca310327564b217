//! `<sys/xattr.h>`

mod change;
mod read;

pub use change::{fremovexattr, fsetxattr, lremovexattr, lsetxattr, removexattr, setxattr};
pub use read::{fgetxattr, flistxattr, getxattr, lgetxattr, listxattr, llistxattr};
