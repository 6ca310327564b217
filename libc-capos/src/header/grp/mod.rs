//! `<grp.h>`

mod entries;
mod membership;
mod stream;

pub use entries::{endgrent, getgrent, getgrgid, getgrgid_r, getgrnam, getgrnam_r, setgrent};
pub use membership::{getgrouplist, initgroups};
pub use stream::{fgetgrent, putgrent};
