//! Directory entries as `File.list` gives them: one behind the other, each at a multiple of 8.
//!
//! | offset | size | |
//! | --- | --- | --- |
//! | 0 | 8 | inode number |
//! | 8 | 8 | position behind the entry, for `File.seek` |
//! | 16 | 2 | length of the whole entry, a multiple of 8 |
//! | 18 | 1 | file type: `st_mode >> 12` |
//! | 19 | | name, NUL, padding |
//!
//! This is Linux's `linux_dirent64` and the `dirent` of libc, so entries need no conversion.

/// File type of a directory.
pub const DIRECTORY: u8 = 4;

const NAME: usize = 19;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DirectoryEntry<'a> {
    pub inode: u64,
    pub next: u64,
    pub kind: u8,
    pub name: &'a [u8],
}

impl<'a> DirectoryEntry<'a> {
    /// Gives the length; `None` if the room is too small.
    pub fn encode(&self, room: &mut [u8]) -> Option<usize> {
        let length = (NAME + self.name.len() + 1).next_multiple_of(8);
        let entry = room.get_mut(..length)?;
        entry[..8].copy_from_slice(&self.inode.to_le_bytes());
        entry[8..16].copy_from_slice(&self.next.to_le_bytes());
        entry[16..18].copy_from_slice(&u16::try_from(length).ok()?.to_le_bytes());
        entry[18] = self.kind;
        entry[NAME..NAME + self.name.len()].copy_from_slice(self.name);
        entry[NAME + self.name.len()..].fill(0);
        Some(length)
    }

    /// The entry at the start of the bytes, and its length.
    pub fn decode(bytes: &'a [u8]) -> Option<(Self, usize)> {
        let word = |at: usize| Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
        let length = usize::from(u16::from_le_bytes(bytes.get(16..18)?.try_into().ok()?));
        let padded = bytes.get(NAME..length)?;
        let name = &padded[..padded.iter().position(|&byte| byte == 0)?];
        Some((DirectoryEntry { inode: word(0)?, next: word(8)?, kind: bytes[18], name }, length))
    }
}
