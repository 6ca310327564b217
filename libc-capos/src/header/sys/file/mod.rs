//! `<sys/file.h>`

mod lock;

pub use lock::flock;
