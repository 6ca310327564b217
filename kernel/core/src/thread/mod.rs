//! Threads: the state a scheduler sees, and the loop between user mode and the kernel's entries.

mod end;
mod entry;
mod robust_list;
mod run;
// The noun's own file.
#[allow(clippy::module_inception)]
mod thread;
mod times;

pub use end::ThreadEnd;
pub use thread::{Start, Thread, ThreadError};
pub use times::{ProcessorTime, Times};

#[cfg(test)]
mod tests;
