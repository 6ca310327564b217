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

/// Words of a name.
const NAME: usize = (MAX_CAPABILITY_NAME + 1) / 8;

/// What a capability is called in a CapSet: UTF-8, not empty, not too long, and without a NUL.
#[derive(Clone, Copy, Debug)]
pub struct CapabilityName {
    /// The bytes, padded with NULs, in the order of memory.
    words: [u64; NAME],
}

impl CapabilityName {
    /// `None` if that is no name.
    #[inline]
    pub fn new(name: &[u8]) -> Option<Self> {
        if !(1..=MAX_CAPABILITY_NAME).contains(&name.len()) {
            return None;
        }
        let mut padded = [0; MAX_CAPABILITY_NAME + 1];
        padded[..name.len()].copy_from_slice(name);
        let mut words = [0; NAME];
        for (word, bytes) in words.iter_mut().zip(padded.as_chunks().0) {
            *word = u64::from_le_bytes(*bytes);
        }
        let is_name = match ascii_length(words) {
            Some(length) => length == name.len(),
            None => !name.contains(&0) && core::str::from_utf8(name).is_ok(),
        };
        is_name.then_some(CapabilityName { words })
    }
}

impl PartialEq for CapabilityName {
    fn eq(&self, other: &Self) -> bool {
        // Names mostly differ in their first letters.
        self.words[0] == other.words[0] && self.words[1..] == other.words[1..]
    }
}

impl Eq for CapabilityName {}

/// Where the first NUL is; `None` unless every byte is ASCII.
fn ascii_length(words: [u64; NAME]) -> Option<usize> {
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    if words.iter().fold(0, |all, word| all | word) & HIGH != 0 {
        return None;
    }
    // Of bytes without their highest bit only NUL does not reach it by adding 127.
    let nuls = words.map(|word| !(word + !HIGH) & HIGH);
    let word = nuls.iter().position(|&nuls| nuls != 0)?;
    Some(word * 8 + nuls[word].trailing_zeros() as usize / 8)
}

impl CapSetEntry {
    pub fn new(name: CapabilityName, interface: u64, handle: Handle) -> Self {
        let mut bytes = [0; MAX_CAPABILITY_NAME + 1];
        for (bytes, word) in bytes.as_chunks_mut().0.iter_mut().zip(name.words) {
            *bytes = word.to_le_bytes();
        }
        CapSetEntry { name: bytes, interface, handle: handle.bits(), reserved: 0 }
    }

    pub fn name(&self) -> &[u8] {
        let end = self.name.iter().position(|&byte| byte == 0).unwrap_or(self.name.len());
        &self.name[..end]
    }

    /// As `name` compared, without the search for the name's end.
    #[inline]
    pub fn is_called(&self, name: &[u8]) -> bool {
        // The first letter tells most names apart.
        name.first() == self.name.first()
            && self.name.starts_with(name)
            && self.name.get(name.len()).is_none_or(|&byte| byte == 0)
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
