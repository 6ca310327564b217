//! Asynchronous input and output: requests are carried out by threads of the library.
//!
//! [`control_block`] is the program's side, [`requests`] the queue and the threads, [`completion`] what happens when a
//! request or a list of them is done.

mod completion;
mod control_block;
mod operation;
mod requests;

pub use completion::{Group, wait_for};
pub use control_block::aiocb;
pub use operation::Operation;
pub use requests::{Cancelled, cancel, submit};
