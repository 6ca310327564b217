//! `CapSetEntry`: one capability a process starts with. The CapSet is an array of them in read-only memory.

use super::Handle;
use super::limits::MAX_CAPABILITY_NAME;

#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct CapSetEntry {
    /// UTF-8, padded with NULs, at least one.
    pub name: [u8; MAX_CAPABILITY_NAME + 1],
    pub interface: u64,
    pub handle: u32,
    pub reserved: u32,
}

const _: () = assert!(size_of::<CapSetEntry>() == 48);

impl CapSetEntry {
    /// Whether a capability can be called so: the name is not empty, not too long, and has no NUL.
    pub fn is_name(name: &str) -> bool {
        (1..=MAX_CAPABILITY_NAME).contains(&name.len()) && !name.as_bytes().contains(&0)
    }

    /// `None` if that is no name.
    pub fn new(name: &str, interface: u64, handle: Handle) -> Option<Self> {
        if !Self::is_name(name) {
            return None;
        }
        let bytes = name.as_bytes();
        let mut padded = [0; MAX_CAPABILITY_NAME + 1];
        padded[..bytes.len()].copy_from_slice(bytes);
        Some(CapSetEntry { name: padded, interface, handle: handle.bits(), reserved: 0 })
    }

    pub fn name(&self) -> &[u8] {
        let end = self.name.iter().position(|&byte| byte == 0).unwrap_or(self.name.len());
        &self.name[..end]
    }

    pub const SIZE: usize = size_of::<Self>();

    /// The bytes as the process finds them.
    pub fn encode(&self) -> [u8; Self::SIZE] {
        let mut bytes = [0; Self::SIZE];
        bytes[..32].copy_from_slice(&self.name);
        bytes[32..40].copy_from_slice(&self.interface.to_le_bytes());
        bytes[40..44].copy_from_slice(&self.handle.to_le_bytes());
        bytes[44..48].copy_from_slice(&self.reserved.to_le_bytes());
        bytes
    }
}
