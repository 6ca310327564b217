//! The workbench: Linux by raw system calls, so that the same library runs natively.

mod clock;
mod entropy;
mod fs;
mod memory;
mod process;
mod signals;
mod startup;
mod syscall;
mod system;
mod threads;
mod tty;

/// The Linux kernel as a platform.
pub struct Linux;
