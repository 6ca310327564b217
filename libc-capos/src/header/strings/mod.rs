//! `<strings.h>`

mod bits;
mod caseless;
mod legacy;

pub use bits::*;
pub use caseless::*;
pub use legacy::*;
