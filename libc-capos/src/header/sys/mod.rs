//! The `sys/` headers.

pub mod auxv;
pub mod epoll;
pub mod eventfd;
pub mod file;
pub mod ioctl;
pub mod ipc;
pub mod mman;
pub mod msg;
pub mod random;
pub mod resource;
pub mod select;
pub mod sem;
pub mod sendfile;
pub mod shm;
pub mod signalfd;
pub mod socket;
pub mod stat;
pub mod statfs;
pub mod statvfs;
pub mod time;
pub mod timerfd;
pub mod times;
pub mod uio;
pub mod utsname;
pub mod wait;
pub mod xattr;
