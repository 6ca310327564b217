//! `<wctype.h>`

mod case;
mod classes;
mod classes_l;
mod classify;
mod names;

pub use case::{towlower, towlower_l, towupper, towupper_l};
pub use classes::*;
pub use classes_l::*;
pub use classify::{is, map};
pub use names::{iswctype, iswctype_l, towctrans, towctrans_l, wctrans, wctrans_l, wctype, wctype_l};
