//! `<mntent.h>`

mod entries;

pub use entries::{addmntent, endmntent, getmntent, getmntent_r, hasmntopt, setmntent};
