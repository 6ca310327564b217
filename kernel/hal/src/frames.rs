//! Sizes of Ethernet frames.

/// The longest frame: 1500 bytes and the Ethernet header.
pub const MAX_FRAME: usize = 1514;
