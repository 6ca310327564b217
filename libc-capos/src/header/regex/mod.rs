//! `<regex.h>`

mod compile;
mod error;
mod execute;

pub use compile::{Compiled, regcomp, regfree};
pub use error::regerror;
pub use execute::regexec;
