//! The border to C: raw pointers become checked views here, and nowhere else.

mod buffer;
mod cstr;
pub mod long_double;
mod out;

pub use buffer::{slice, slice_mut, uninit_slice_mut};
pub use cstr::{cstr, cstr_or_null};
pub use out::Out;
