//! `<shadow.h>`

mod entries;
mod lock;

pub use entries::{endspent, fgetspent, getspent, getspnam, getspnam_r, putspent, setspent, sgetspent};
pub use lock::{lckpwdf, ulckpwdf};
