//! `Usage`: what the kernel's heap holds.

/// Blocks that are allocated, and their bytes as they were asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Usage {
    pub blocks: u64,
    pub bytes: u64,
}
