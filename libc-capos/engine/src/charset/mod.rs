//! Character sets and conversions between them: the logic of `<iconv.h>`.
//!
//! [`Target`] reads the names, [`Charset`] says which sets there are, [`Converter`] converts, by way of Unicode.
//! Decoders and encoders are one file each family; [`tables`] holds their data.

mod chart;
mod codec;
mod composed;
mod convert;
mod decoder;
mod double;
mod encoder;
mod euc_jp;
mod gb18030;
mod iso2022jp;
mod kind;
mod latin1;
mod name;
mod reverse;
mod single;
mod slot;
mod tables;
mod transliterate;
mod utf16;
mod utf32;
mod utf7;
mod utf8;

pub use convert::{Converted, Converter, Error};
pub use kind::{Charset, Compositions, Grid, Order};
pub use name::Target;
pub use reverse::OutOfMemory;
pub use slot::Slot;

#[cfg(test)]
mod tests;
