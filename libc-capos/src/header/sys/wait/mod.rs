//! `<sys/wait.h>`

mod child;
pub mod constants;

pub use child::{wait, wait3, wait4, waitid, waitpid};
