//! The clock pages: what a process needs to read the clocks without a call.

mod pages;

pub use pages::{ClockPages, wall_time};

#[cfg(test)]
mod tests;
