//! Random numbers for processes and for the kernel's own choices.

mod generator;
mod lasting;
mod pool;

pub use generator::Generator;
pub use lasting::lasting_word;
pub use pool::{fill, words};

#[cfg(test)]
mod tests;
