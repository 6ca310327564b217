//! Processes: capabilities, quota and threads under one identity, and how they end.

mod exit_status;
// The noun's own file.
#[allow(clippy::module_inception)]
mod process;

pub use exit_status::ExitStatus;
pub use process::{Process, ProcessParts};

#[cfg(test)]
mod tests;
