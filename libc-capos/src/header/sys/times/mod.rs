//! `<sys/times.h>`

mod used;

pub use used::times;
