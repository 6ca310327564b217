//! `<sys/statfs.h>`; `<sys/vfs.h>` is another name for it.

mod entries;

pub use entries::{fstatfs, statfs};
