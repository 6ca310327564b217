//! Disks: virtio block devices on PCI.
//!
//! A request is polled for: the caller waits until the disk is done. A request to QEMU's disk takes about as long as
//! two task switches, and the file system above (`rsext4`) does not know requests that are under way. What bounds
//! the wait is the length of one request, [`MAX_REQUEST`]; whoever moves more lets others run in between.

mod disk;
mod dma;

pub use disk::Disk;
pub(super) use dma::Dma;

/// Bytes that one request moves at most.
pub const MAX_REQUEST: usize = 64 << 10;
