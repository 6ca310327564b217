//! From the boot package to running processes.

mod boot;
mod callbacks;
mod processes;
mod services;

pub use boot::boot;
pub use services::Services;

#[cfg(test)]
mod tests;
