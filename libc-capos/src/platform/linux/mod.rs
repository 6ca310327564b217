//! The workbench: Linux by raw system calls, so that the same library runs natively.

mod attributes;
mod cancellation;
mod children;
mod clock;
mod clone;
mod directories;
mod entropy;
mod file_control;
mod fs;
mod identity;
mod log;
mod memory;
mod process;
mod resources;
mod signals;
mod spawn;
mod startup;
mod syscall;
mod system;
mod threads;
mod timers;
mod tty;
mod vdso;
mod volumes;

/// The Linux kernel as a platform.
pub struct Linux;
