//! ext4 on a disk: the `rsext4` crate behind a cache of pages and a cache of nodes.
//!
//! | part | what |
//! | --- | --- |
//! | `storage` | the disk, and what replaying the journal of one that can not be written has changed |
//! | `device` | the disk and the clock as the crate wants them |
//! | `engine` | the crate's file system, its lock, and the errors it answers |
//! | `inode_times` | the nanoseconds of times, which the crate stores and does not tell |
//! | `cache` | the pages of all files, bounded |
//! | `node` | what is known of a file while somebody uses it, and for some time after |
//! | `listing` | a directory's entries in an order that changes keep |
//! | `volume` | `FileSystem` over these |
//! | `names`, `contents`, `write_back` | its larger methods |
//! | `attributes` | extended attributes |
//! | `background` | writing back what nobody synchronises |
//!
//! Names and attributes go to the crate at once, which keeps them in its running transaction. Contents stay in the
//! cache until they are synchronised or the cache is half full of them; then they are written to the disk before the
//! transaction that makes them reachable is committed, as in ext4's ordered mode.

mod attributes;
mod background;
mod cache;
mod contents;
mod device;
mod engine;
mod inode_times;
mod listing;
mod names;
mod node;
mod storage;
mod volume;
mod write_back;

pub use background::write_back_some;
pub use volume::Ext4Volume;
pub use write_back::{note_mounted, shut_down};
