//! From the loader's jump to the kernel's main function.

mod entry;
mod info;
mod start;
mod start_info;

pub(super) use info::package_frames;
pub use info::{BootInfo, package_frame};
pub(super) use start_info::bytes as firmware_bytes;
