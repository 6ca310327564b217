//! Where `crypt_r` writes.

use super::{c_char, c_int};

/// The memory of one user of `crypt_r`.
#[repr(C)]
pub struct crypt_data {
    pub initialized: c_int,
    pub __buf: [c_char; 256],
}
