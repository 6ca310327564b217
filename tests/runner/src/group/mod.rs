//! The kinds of tests.

pub mod check;
pub mod guest;
pub mod host;
pub mod native;
pub mod smoke;
mod verdict;

pub use verdict::{Judge, c_test, exit_status};
