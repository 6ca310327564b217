//! `<sys/uio.h>`

pub mod constants;
mod vectors;

pub use vectors::{preadv, preadv2, pwritev, pwritev2, readv, writev};
