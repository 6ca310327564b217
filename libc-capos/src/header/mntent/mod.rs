//! `<mntent.h>`: the table of mounted file systems, as far as there is a file of it.

mod read;
mod record;
mod write;

pub use read::{endmntent, getmntent, getmntent_r, hasmntopt, setmntent};
pub use write::addmntent;
