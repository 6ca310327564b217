//! Types of directory entries, and what `posix_getdents` can be asked.

use crate::types::c_int;

pub const DT_UNKNOWN: c_int = 0;
pub const DT_FIFO: c_int = 1;
pub const DT_CHR: c_int = 2;
pub const DT_DIR: c_int = 4;
pub const DT_BLK: c_int = 6;
pub const DT_REG: c_int = 8;
pub const DT_LNK: c_int = 10;
pub const DT_SOCK: c_int = 12;
pub const DT_MQ: c_int = 16;
pub const DT_SEM: c_int = 17;
pub const DT_SHM: c_int = 18;
pub const DT_TMO: c_int = 19;
pub const DT_FORCE_TYPE: c_int = 1;
