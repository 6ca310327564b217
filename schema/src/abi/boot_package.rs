//! The boot package: what the boot loader hands to the kernel as the initial RAM disk.
//!
//! A header, the `Manifest` message, then the files, each on a page boundary. All integers little endian.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BootPackageHeader {
    /// Of the whole package, header included.
    pub total_length: u64,
    /// Of the Manifest message, which starts at [`BootPackageHeader::SIZE`]; a multiple of 8.
    pub manifest_length: u64,
}

impl BootPackageHeader {
    pub const MAGIC: [u8; 8] = *b"capOSpkg";
    pub const VERSION: u64 = 1;
    /// Bytes: magic, version, total_length, manifest_length, 32 reserved.
    pub const SIZE: usize = 64;

    pub fn encode(&self) -> [u8; Self::SIZE] {
        let mut bytes = [0; Self::SIZE];
        bytes[0..8].copy_from_slice(&Self::MAGIC);
        bytes[8..16].copy_from_slice(&Self::VERSION.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.total_length.to_le_bytes());
        bytes[24..32].copy_from_slice(&self.manifest_length.to_le_bytes());
        bytes
    }

    /// Names the field that is wrong.
    pub fn decode(bytes: &[u8]) -> Result<Self, &'static str> {
        let word =
            |at: usize| bytes.get(at..at + 8).and_then(|word| word.try_into().ok()).map(u64::from_le_bytes);
        if bytes.get(0..8) != Some(&Self::MAGIC[..]) {
            return Err("magic");
        }
        if word(8) != Some(Self::VERSION) {
            return Err("version");
        }
        let total_length = word(16).ok_or("total_length")?;
        let manifest_length = word(24).ok_or("manifest_length")?;
        if total_length > bytes.len() as u64 || total_length < Self::SIZE as u64 {
            return Err("total_length");
        }
        if manifest_length % 8 != 0 || manifest_length > total_length - Self::SIZE as u64 {
            return Err("manifest_length");
        }
        Ok(BootPackageHeader { total_length, manifest_length })
    }
}
