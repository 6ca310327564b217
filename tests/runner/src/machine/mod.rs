//! QEMU: the command line, boots under a time limit, and the interactive machine.

mod boot;
mod command;
mod host_terminal;

pub use boot::{Boot, BootEnd, PANIC_MARK, boot, converse};
pub use command::{Console, Machine, kernel_status};
pub use host_terminal::HostTerminal;
