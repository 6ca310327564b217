//! Data bases of keys and contents in two files, as `<ndbm.h>` wants them: extendible hashing.
//!
//! `NAME.pag` has pages of pairs. A pair's page is found by the lower bits of its key's hash, of which as many count as
//! the tree in `NAME.dir` has branches there: a set bit is a page that was divided.

mod base;
mod page;
mod storage;
#[cfg(test)]
mod tests;

pub use base::{Cursor, Database, Error, Existing, MAX_PAIR};
pub use storage::{Part, Storage};
