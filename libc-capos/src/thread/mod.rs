//! Per-thread state: the thread control block at `%fs:0` and the program's static TLS before it.

mod alone;
mod control_block;
mod static_tls;

pub use alone::{end_of_solitude, is_alone};
pub use control_block::{ControlBlock, MESSAGE, tcb};
pub use static_tls::{MainThreadError, set_up_main};
