//! From the boot package to running processes.

mod boot;
mod callbacks;
mod command_line;
mod disks;
mod networks;
mod processes;
mod services;
mod volumes;

pub use boot::boot;
pub use disks::Disks;
pub use services::Services;
pub use volumes::{VolumeError, Volumes};

#[cfg(test)]
mod tests;
