//! The `sys/` headers.

pub mod auxv;
pub mod file;
pub mod ioctl;
pub mod ipc;
pub mod mman;
pub mod random;
pub mod resource;
pub mod sendfile;
pub mod stat;
pub mod statfs;
pub mod statvfs;
pub mod time;
pub mod times;
pub mod uio;
pub mod utsname;
pub mod wait;
pub mod xattr;
