//! `<iconv.h>`

mod convert;
mod descriptor;

pub use convert::iconv;
pub use descriptor::{iconv_close, iconv_open, iconv_t};
