//! What `dbm_store` does with a key that is there.

use crate::types::c_int;

pub const DBM_INSERT: c_int = 0;
pub const DBM_REPLACE: c_int = 1;
