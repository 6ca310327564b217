//! `<sys/wait.h>`

pub mod constants;
mod wait;

pub use wait::{wait, waitpid};
