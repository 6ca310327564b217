//! The machine: x86-64 with a local APIC, booted by the PVH protocol.

mod backtrace;
pub mod block;
pub mod boot;
mod clock;
pub mod context;
pub mod cpu;
pub mod entropy;
mod firmware;
pub mod frame;
pub mod heap;
mod interrupt;
mod layout;
mod memory_routines;
mod message_interrupts;
mod moves;
pub mod net;
pub mod paging;
mod panic;
mod pci;
pub mod power;
pub mod serial;
mod stack;
pub mod task;
pub mod time;
mod trap;
pub mod user;

pub use backtrace::{SymbolTable, set_symbols};
pub(crate) use trap::set_callbacks;
