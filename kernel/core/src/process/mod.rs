//! Processes: capabilities, quota and threads under one identity, and how they end.

pub mod attributes;
mod exit_status;
pub mod family;
pub mod jobs;
// The noun's own file.
#[allow(clippy::module_inception)]
mod process;
mod processor_limit;
pub mod registry;
mod usage;

pub use attributes::Attributes;
pub use exit_status::ExitStatus;
pub use process::{Process, ProcessParts};
pub use usage::ProcessUsage;

#[cfg(test)]
mod tests;
