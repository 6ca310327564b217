//! The one table of C types. `headergen` turns the same files into `bits/alltypes.h`, each type once.
//!
//! What Rust cannot spell (arrays as types, incomplete types, `va_list`) has its C text in `special.h.in`.

mod crypt;
mod files;
mod floating;
mod ipc;
mod locale;
mod nameser;
mod network;
mod regex;
mod resource;
mod scalar;
mod search;
mod signal;
mod spawn;
mod special;
mod stdlib;
mod system;
mod terminal;
mod threads;
mod time;
mod user;
mod waiting;

pub use crypt::*;
pub use files::*;
pub use floating::*;
pub use ipc::*;
pub use locale::*;
pub use nameser::*;
pub use network::*;
pub use regex::*;
pub use resource::*;
pub use scalar::*;
pub use search::*;
pub use signal::*;
pub use spawn::*;
pub use special::*;
pub use stdlib::*;
pub use system::*;
pub use terminal::*;
pub use threads::*;
pub use time::*;
pub use user::*;
pub use waiting::*;
