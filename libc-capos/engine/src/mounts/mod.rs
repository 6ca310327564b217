//! Lines of `/etc/fstab` and `/proc/mounts`.

mod line;
#[cfg(test)]
mod tests;

pub use line::{Mount, has_option};
