//! The workbench: Linux by raw system calls, so that the same library runs natively.

mod attributes;
mod clock;
mod directories;
mod entropy;
mod file_control;
mod fs;
mod memory;
mod process;
mod signals;
mod startup;
mod syscall;
mod system;
mod threads;
mod tty;
mod vdso;
mod volumes;

/// The Linux kernel as a platform.
pub struct Linux;
