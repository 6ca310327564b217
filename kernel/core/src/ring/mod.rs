//! The ring: submissions taken from and completions put into memory that a thread shares with the kernel.

mod enter;
mod memory;
mod pending;

pub use pending::Ring;

#[cfg(test)]
mod tests;
