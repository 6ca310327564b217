//! Bits of VirtualMemory's protections and flags, with the values of <sys/mman.h>.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Protection(pub u32);

impl Protection {
    pub const NONE: u32 = 0;
    pub const READ: u32 = 1;
    pub const WRITE: u32 = 2;
    pub const EXECUTE: u32 = 4;
    pub const ALL: u32 = 7;
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MapFlags(pub u32);

impl MapFlags {
    /// Changes to a mapped object are seen by all who map it; otherwise the mapping is a private copy.
    pub const SHARED: u32 = 0x01;
    /// Exactly at the hint, replacing what is there.
    pub const FIXED: u32 = 0x10;
    /// Exactly at the hint, or fail.
    pub const FIXED_NO_REPLACE: u32 = 0x10_0000;
    pub const ALL: u32 = Self::SHARED | Self::FIXED | Self::FIXED_NO_REPLACE;
}
