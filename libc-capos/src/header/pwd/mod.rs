//! `<pwd.h>`

mod entries;
mod stream;

pub use entries::{endpwent, getpwent, getpwnam, getpwnam_r, getpwuid, getpwuid_r, setpwent};
pub use stream::{fgetpwent, putpwent};
