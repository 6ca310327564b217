//! What disks of every backend share.

/// Bytes of the unit in which disks are addressed.
pub const SECTOR_SIZE: usize = 512;

/// The disk did not do what it was asked: it failed, or there is no such sector.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DiskError;
