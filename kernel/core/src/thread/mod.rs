//! Threads: the state a scheduler sees, and the loop between user mode and the kernel's entries.

mod entry;
mod run;
mod thread;

pub use thread::{Start, Thread, ThreadError};

#[cfg(test)]
mod tests;
