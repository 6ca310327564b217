//! The one table of C types. `headergen` turns the same files into `bits/alltypes.h`, each type once.
//!
//! What Rust cannot spell (arrays as types, incomplete types, `va_list`) has its C text in `special.h.in`.

mod floating;
mod locale;
mod regex;
mod scalar;
mod search;
mod signal;
mod special;
mod stdlib;
mod system;
mod time;

pub use floating::*;
pub use locale::*;
pub use regex::*;
pub use scalar::*;
pub use search::*;
pub use signal::*;
pub use special::*;
pub use stdlib::*;
pub use system::*;
pub use time::*;
