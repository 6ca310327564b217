//! The hardware abstraction of the capOS kernel: the only kernel crate with unsafe code.
//!
//! Two backends offer the same safe API. `x86_64/` drives the machine; `host/` imitates one inside a process
//! of the development machine (frames on the heap, page tables as maps, tasks as threads, a clock that tests
//! advance), so that everything above this crate builds and runs under plain `cargo test`.
//!
//! The kernel runs with interrupts off: they are taken only in user mode and in
//! [`cpu::halt_until_interrupt`], so a [`Callbacks`] method never interrupts kernel code.
//!
//! | module | what |
//! | --- | --- |
//! | [`boot`] | what the boot loader handed over |
//! | [`frame`], [`heap`] | counted references to physical pages; the kernel's own memory |
//! | [`paging`] | page tables |
//! | [`user`] | copies to and from user memory |
//! | [`context`] | user registers; entering and leaving user mode |
//! | [`task`] | kernel stacks and switching between them |
//! | [`block`] | disks |
//! | [`net`] | the network interface |
//! | [`time`], [`serial`], [`entropy`], [`power`], [`cpu`] | devices |
//! | [`sync`] | locks with an order in their type, per-CPU data |
#![cfg_attr(target_os = "none", no_std)]

extern crate alloc;

mod address;
mod callbacks;
mod disk_error;
mod frames;
mod heap_usage;
mod logging;
mod logic;
mod protection;
mod registers;
pub mod sync;
pub mod user;

#[cfg(not(target_os = "none"))]
pub mod host;
#[cfg(not(target_os = "none"))]
use host as backend;
#[cfg(target_os = "none")]
mod x86_64;
#[cfg(target_os = "none")]
use x86_64 as backend;

pub use address::{PAGE_SIZE, UserAddress, UserPage, UserPages};
#[cfg(target_os = "none")]
pub use backend::{SymbolTable, set_symbols};
pub use backend::{block, boot, context, cpu, entropy, frame, heap, net, paging, power, serial, task, time};
pub use callbacks::{Access, Callbacks, install};
pub use disk_error::{DiskError, SECTOR_SIZE};
pub use logging::write_line;
pub use protection::Protection;
pub use registers::{Registers, UserExit, vector};

/// Names the function that boot ends in: `fn(BootInfo) -> !`.
#[macro_export]
macro_rules! entry {
    ($main:path) => {
        #[cfg(target_os = "none")]
        #[unsafe(no_mangle)]
        fn capos_kernel_main(info: $crate::boot::BootInfo) -> ! {
            let main: fn($crate::boot::BootInfo) -> ! = $main;
            main(info)
        }
    };
}
