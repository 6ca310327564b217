//! `<stdio.h>`
//!
//! The entries, grouped as the standard groups them; the streams themselves are in [`crate::stream`].

mod constants;
pub(super) mod entry;
mod files;
mod input;
mod lines;
mod locking;
mod memory;
mod messages;
mod open;
mod output;
mod positioning;
mod printing;
mod processes;
mod scanning;
mod status;
pub(super) mod streams;
mod temporary;

pub use constants::*;
pub use files::*;
pub use input::*;
pub use lines::*;
pub use locking::*;
pub use memory::*;
pub use messages::*;
pub use open::*;
pub use output::*;
pub use positioning::*;
pub use printing::*;
pub use processes::*;
pub use scanning::*;
pub use status::*;
pub use streams::*;
pub use temporary::*;
