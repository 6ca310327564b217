//! Flags of `preadv2` and `pwritev2`, and the limit of vectors.

use crate::types::c_int;

pub const UIO_MAXIOV: c_int = 1024;
pub const RWF_HIPRI: c_int = 1;
pub const RWF_DSYNC: c_int = 2;
pub const RWF_SYNC: c_int = 4;
pub const RWF_NOWAIT: c_int = 8;
pub const RWF_APPEND: c_int = 16;
