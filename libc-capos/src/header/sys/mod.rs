//! The `sys/` headers.

pub mod mman;
pub mod random;
pub mod stat;
pub mod time;
pub mod utsname;
pub mod wait;
