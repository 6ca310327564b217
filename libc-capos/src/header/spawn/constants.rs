//! Flags of the attributes.

use crate::types::c_int;

pub const POSIX_SPAWN_RESETIDS: c_int = 1;
pub const POSIX_SPAWN_SETPGROUP: c_int = 2;
pub const POSIX_SPAWN_SETSIGDEF: c_int = 4;
pub const POSIX_SPAWN_SETSIGMASK: c_int = 8;
pub const POSIX_SPAWN_SETSCHEDPARAM: c_int = 16;
pub const POSIX_SPAWN_SETSCHEDULER: c_int = 32;
/// What GNU programs set; processes are always made that way.
pub const POSIX_SPAWN_USEVFORK: c_int = 64;
pub const POSIX_SPAWN_SETSID: c_int = 128;
/// All of them.
pub const KNOWN: c_int = 255;
