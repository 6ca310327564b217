//! `Listing`: a directory's entries in the order of their names' hashes.
//!
//! The order in which the disk has them changes when the directory grows an index or an entry moves; the hash of a
//! name does not, so a listing that stopped there goes on behind it whatever else changed.

use alloc::boxed::Box;
use alloc::vec::Vec;

use rsext4::{DirectoryCursor, DirectoryEntryType, Ext4Result, InodeNumber};

use super::super::{Inode, Kind};
use super::engine::Core;

/// Entries read at a time.
const BATCH: usize = 128;

/// Cursors are file positions, and what is above lists names of its own before these.
const CURSOR_BITS: u32 = 62;

pub struct Listing {
    entries: Vec<Listed>,
}

pub struct Listed {
    /// Never 0, and no other entry's.
    pub cursor: u64,
    pub inode: Inode,
    pub kind: Kind,
    pub name: Box<[u8]>,
}

impl Listing {
    pub fn read(core: &mut Core, directory: InodeNumber) -> Ext4Result<Self> {
        let mut entries = Vec::new();
        let mut cursor = DirectoryCursor::Start;
        loop {
            let batch = core.files.read_directory(directory, cursor, BATCH)?;
            let Some(last) = batch.last() else { break };
            cursor = last.next_cursor;
            for entry in batch {
                if entry.name != b"." && entry.name != b".." {
                    let kind = match kind(entry.file_type) {
                        Some(kind) => kind,
                        None => {
                            Kind::of(u32::from(core.files.inode(entry.inode)?.mode)).unwrap_or(Kind::Regular)
                        }
                    };
                    entries.push(Listed {
                        cursor: hash(&entry.name),
                        inode: entry.inode.as_u64(),
                        kind,
                        name: entry.name.into(),
                    });
                }
            }
            if cursor == DirectoryCursor::End {
                break;
            }
        }
        entries.sort_unstable_by(|one, other| (one.cursor, &one.name).cmp(&(other.cursor, &other.name)));
        let mut last = 0;
        for entry in &mut entries {
            entry.cursor = entry.cursor.max(last + 1);
            last = entry.cursor;
        }
        Ok(Listing { entries })
    }

    /// What comes behind the cursor.
    pub fn behind(&self, cursor: u64) -> &[Listed] {
        &self.entries[self.entries.partition_point(|entry| entry.cursor <= cursor)..]
    }
}

/// `None` where the disk does not say it in the directory.
fn kind(kind: DirectoryEntryType) -> Option<Kind> {
    match kind {
        DirectoryEntryType::RegularFile => Some(Kind::Regular),
        DirectoryEntryType::Directory => Some(Kind::Directory),
        DirectoryEntryType::CharacterDevice | DirectoryEntryType::BlockDevice => Some(Kind::CharacterDevice),
        DirectoryEntryType::Fifo => Some(Kind::Fifo),
        DirectoryEntryType::Socket => Some(Kind::Socket),
        DirectoryEntryType::Symlink => Some(Kind::SymbolicLink),
        DirectoryEntryType::Unknown => None,
    }
}

/// FNV-1a, folded.
fn hash(name: &[u8]) -> u64 {
    let hash = name.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    });
    (hash >> CURSOR_BITS ^ hash) & ((1 << CURSOR_BITS) - 1)
}
