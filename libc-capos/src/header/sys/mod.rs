//! The `sys/` headers.

pub mod mman;
pub mod random;
pub mod stat;
pub mod utsname;
pub mod time;
