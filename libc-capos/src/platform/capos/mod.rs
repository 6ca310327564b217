//! capOS by way of capos-rt: POSIX over the capabilities the process was granted.
//!
//! [`descriptors`] holds what other kernels keep for POSIX: the descriptor table. Everything else looks up the
//! capability it needs in the CapSet and calls it; a missing one is an ordinary error. [`error`] maps every
//! failure to one errno.

mod affinity;
mod attributes;
mod children;
mod clock;
mod counters;
mod descriptors;
mod directories;
mod entropy;
mod epoll;
mod error;
mod file_control;
mod fs;
mod identity;
mod interprocess;
mod locked_memory;
mod looks;
mod memory;
mod network;
mod own_files;
mod path;
mod pipes;
mod process;
mod pseudo_terminals;
mod record_locks;
mod resources;
mod signal_readers;
mod signals;
mod sockets;
mod startup;
mod status;
mod system;
mod threads;
mod tty;
mod vectors;
mod volumes;
mod waiting;

pub use signals::ThreadState;

/// capOS as a platform.
pub struct Capos;
