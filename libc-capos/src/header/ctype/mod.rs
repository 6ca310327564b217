//! `<ctype.h>`

mod case;
mod classes;
mod classes_l;

pub use case::{isascii, toascii, tolower, tolower_l, toupper, toupper_l};
pub use classes::*;
pub use classes_l::*;
