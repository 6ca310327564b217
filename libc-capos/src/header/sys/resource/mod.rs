//! `<sys/resource.h>`

mod limits;
mod priority;

pub use limits::{getrlimit, getrusage, setrlimit};
pub use priority::{getpriority, setpriority};
