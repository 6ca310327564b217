//! `<sys/wait.h>`

mod child;
pub mod constants;

pub use child::{wait, waitpid};
