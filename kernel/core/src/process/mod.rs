//! Processes: capabilities, quota and threads under one identity, and how they end.

mod exit_status;
pub mod family;
pub mod jobs;
// The noun's own file.
#[allow(clippy::module_inception)]
mod process;
pub mod registry;
mod usage;

pub use exit_status::ExitStatus;
pub use process::{Process, ProcessParts};
pub use usage::ProcessUsage;

#[cfg(test)]
mod tests;
