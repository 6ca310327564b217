//! Per-thread state: the thread control block at `%fs:0` and the program's static TLS before it.

mod control_block;
mod static_tls;

pub use control_block::{ControlBlock, MESSAGE, tcb};
pub use static_tls::{MainThreadError, set_up_main};
