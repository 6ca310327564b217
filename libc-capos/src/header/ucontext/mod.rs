//! `<ucontext.h>`

mod context;
mod start;
mod switch;

pub use start::makecontext;
pub use switch::{getcontext, setcontext, swapcontext};
