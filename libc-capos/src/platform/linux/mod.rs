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
mod interprocess;
mod log;
mod memory;
mod network;
mod process;
mod resources;
mod signals;
mod sockets;
mod spawn;
mod startup;
mod syscall;
mod system;
mod threads;
mod timers;
mod tty;
mod vdso;
mod volumes;
mod waiting;

/// What the platform keeps of a thread: nothing, that is the kernel's business.
#[derive(Default)]
pub struct ThreadState;

impl ThreadState {
    pub const fn new() -> Self {
        ThreadState
    }
}

/// The Linux kernel as a platform.
pub struct Linux;
