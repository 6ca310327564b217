//! `<mntent.h>`

mod entries;
mod record;

pub use entries::{addmntent, endmntent, getmntent, getmntent_r, hasmntopt, setmntent};
