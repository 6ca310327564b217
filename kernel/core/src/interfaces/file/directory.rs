//! Listing a directory.

use capos_schema::abi::directory_entry::{self, DirectoryEntry};
use capos_schema::capos_capnp::ErrorCode;

use super::File;
use crate::file_system::{Entry, FileResult, Listed};
use crate::object::{Call, CallResult, Outcome};

/// Cursors: 0 and 1 are `.` and `..`; then the names that are bound here; then those of the directory itself,
/// whose file system numbers them.
const BOUND: u64 = 2;
const OWN: u64 = BOUND + 64;

/// Entries are gathered here and then copied, as the file system is locked while it lists.
const ROOM: usize = 2048;

impl File {
    pub(super) fn list(&self, call: &mut Call<'_>) -> CallResult {
        let status = self.node().status()?;
        if !status.is_directory() {
            return Err(ErrorCode::NotDirectory.into());
        }
        if !self.flags().reads() {
            return Err(ErrorCode::NotPermitted.into());
        }
        if status.links == 0 {
            // It was removed, and `.` and `..` with it.
            call.set_value(0);
            return Ok(Outcome::Done);
        }
        let mut cursor = *self.cursor.lock();
        let mut moved = 0;
        loop {
            let mut batch = Batch::new(call.bulk_length() - moved);
            self.fill(&mut cursor, &mut batch)?;
            call.bulk_out(moved, &batch.bytes[..batch.length])?;
            moved += batch.length as u64;
            if moved == 0 && batch.is_short {
                return Err(
                    call.exception(ErrorCode::InvalidArgument, "bulk buffer: too small for the next entry")
                );
            }
            if batch.length == 0 || batch.is_short {
                break;
            }
        }
        *self.cursor.lock() = cursor;
        call.set_value(moved);
        Ok(Outcome::Done)
    }

    /// Entries from the cursor on, which moves behind the last that found room.
    fn fill(&self, cursor: &mut u64, batch: &mut Batch) -> FileResult<()> {
        let inode = self.node().inode();
        if *cursor == 0 {
            if batch.add(inode, directory_entry::DIRECTORY, b".", 1) == Listed::Full {
                return Ok(());
            }
            *cursor = 1;
        }
        if *cursor == 1 {
            // Above the root of what this description can see there is nothing: it is above itself.
            let above = self.position.above().map_or(inode, |above| above.inode());
            if batch.add(above, directory_entry::DIRECTORY, b"..", BOUND) == Listed::Full {
                return Ok(());
            }
            *cursor = BOUND;
        }
        if *cursor < OWN {
            for (index, (name, node)) in self.position.bound_names().enumerate() {
                let next = BOUND + index as u64 + 1;
                if *cursor >= next {
                    continue;
                }
                if batch.add(node.inode(), directory_entry::DIRECTORY, name, next) == Listed::Full {
                    return Ok(());
                }
                *cursor = next;
            }
            *cursor = OWN;
        }
        let start = *cursor - OWN;
        let hides = self.position.bound_names().next().is_some();
        self.node().file_system().list(inode, start, &mut |entry: Entry<'_>| {
            let next = OWN + entry.next;
            if !hides || !self.position.has_bound(entry.name) {
                let kind = (entry.kind.bits() >> 12) as u8;
                if batch.add(entry.inode, kind, entry.name, next) == Listed::Full {
                    return Listed::Full;
                }
            }
            *cursor = next;
            Listed::More
        })
    }
}

/// Entries on their way to the caller.
struct Batch {
    bytes: [u8; ROOM],
    length: usize,
    limit: usize,
    /// The caller's own room, not this one's, ended it.
    is_short: bool,
}

impl Batch {
    fn new(room: u64) -> Self {
        Batch { bytes: [0; ROOM], length: 0, limit: room.min(ROOM as u64) as usize, is_short: false }
    }

    fn add(&mut self, inode: u64, kind: u8, name: &[u8], next: u64) -> Listed {
        let entry = DirectoryEntry { inode, next, kind, name };
        match entry.encode(&mut self.bytes[self.length..self.limit]) {
            Some(length) => {
                self.length += length;
                Listed::More
            }
            None => {
                self.is_short = self.limit < ROOM;
                Listed::Full
            }
        }
    }
}
