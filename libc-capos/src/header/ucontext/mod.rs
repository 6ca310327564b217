//! `<ucontext.h>`: POSIX withdrew its functions in 2008; coroutines of many programs rest on them.

mod make;
mod switch;

pub use make::makecontext;
pub use switch::{getcontext, setcontext, swapcontext};
