//! `<stdbit.h>`: bits of unsigned integers.

mod count;
mod first;
mod leading;
mod power;
mod trailing;

pub use count::*;
pub use first::*;
pub use leading::*;
pub use power::*;
pub use trailing::*;
