//! `<uchar.h>`

mod convert;

pub use convert::{c8rtomb, c16rtomb, c32rtomb, mbrtoc8, mbrtoc16, mbrtoc32};
