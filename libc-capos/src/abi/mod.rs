//! The border to C: raw pointers become checked views here, and nowhere else.

mod buffer;
mod copy;
mod cstr;
mod last;
pub mod long_complex;
pub mod long_double;
mod out;
mod rounding;
mod search;
mod text;
pub mod va;

pub use buffer::{slice, slice_mut, uninit_slice_mut};
pub use copy::copy_short;
pub use cstr::{cstr, cstr_or_null};
pub use last::Last;
pub use out::Out;
pub use rounding::current_rounding;
pub use search::{find_byte, string_up_to, wide_string};
pub use text::{NarrowText, WideText};
