//! `<crypt.h>`, and `encrypt` and `setkey` of `<unistd.h>` and `<stdlib.h>`.

mod block;
mod hash;

pub use block::{encrypt, setkey};
pub use hash::{crypt, crypt_r};
