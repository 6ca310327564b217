//! `<sys/time.h>`

mod entries;
mod interval;

pub use entries::*;
pub use interval::{getitimer, setitimer};
