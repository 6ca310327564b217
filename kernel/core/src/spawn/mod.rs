//! Starting processes: a program of the boot package, its grants, its quota and its launch parameters.

mod error;
mod image;
mod launch;
mod startup;

pub use error::SpawnError;
pub use launch::{Launch, Launched, launch};

#[cfg(test)]
mod tests;
