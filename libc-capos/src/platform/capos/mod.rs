//! capOS by way of capos-rt: POSIX over the capabilities the process was granted.
//!
//! [`descriptors`] holds what other kernels keep for POSIX: the descriptor table. Everything else looks up the
//! capability it needs in the CapSet and calls it; a missing one is an ordinary error. [`error`] maps every
//! failure to one errno.

mod children;
mod clock;
mod counters;
mod descriptors;
mod directories;
mod entropy;
mod error;
mod file_control;
mod fs;
mod identity;
mod memory;
mod path;
mod pipes;
mod process;
mod record_locks;
mod resources;
mod signals;
mod startup;
mod system;
mod threads;
mod tty;
mod volumes;

/// capOS as a platform.
pub struct Capos;
