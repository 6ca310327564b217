//! Starting processes: a program, its grants, its quota and its launch parameters; another program in a process that
//! runs; and a copy of a process.

mod error;
mod fork;
mod image;
mod launch;
mod program;
mod startup;

pub use error::SpawnError;
pub use fork::{ForkStart, fork};
pub use launch::{Grants, Launch, Launched, StartSignals, exec, launch};
pub use program::{Parameters, ProgramFile};

#[cfg(test)]
mod tests;
