//! `Handle`: a capability's name in one process, slot index and generation together.

/// Names a slot of the capability table. A slot's generation grows each time it is emptied, so that a handle
/// kept past its release is recognised as stale instead of naming the slot's next tenant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(transparent)]
pub struct Handle(u32);

impl Handle {
    /// Bits of the slot index; the rest is the generation.
    pub const INDEX_BITS: u32 = 16;
    /// Never names a capability: generation 0 is not used.
    pub const NONE: Handle = Handle(0);

    pub const fn new(index: u16, generation: u16) -> Self {
        Handle((generation as u32) << Self::INDEX_BITS | index as u32)
    }

    pub const fn from_bits(bits: u32) -> Self {
        Handle(bits)
    }

    pub const fn bits(self) -> u32 {
        self.0
    }

    pub const fn index(self) -> u16 {
        self.0 as u16
    }

    pub const fn generation(self) -> u16 {
        (self.0 >> Self::INDEX_BITS) as u16
    }
}
