//! The encoder of any character set.

use super::codec::{Bytes, Encode, Encoded, State};
use super::composed::Decomposed;
use super::decoder::single;
use super::double::Double;
use super::euc_jp::EucJpCodes;
use super::gb18030::Gb18030Codes;
use super::iso2022jp::Iso2022JpCodes;
use super::kind::{Charset, Order};
use super::latin1::{Ascii, Latin1};
use super::reverse::{OutOfMemory, Reverse};
use super::slot::Slot;
use super::utf7::Utf7;
use super::utf8::Utf8;
use super::utf16::Units16;
use super::utf32::Units32;

/// An encoder with the tables it needs, which are made when it is.
pub(super) enum Encoder {
    Ascii,
    Latin1,
    Utf7,
    Utf8,
    Utf16(Order),
    Utf32(Order),
    Ucs2(Order),
    Ucs4(Order),
    Table(Reverse),
    Decomposed(Decomposed),
    EucJp(EucJpCodes),
    Gb18030(Gb18030Codes),
    Iso2022Jp(Iso2022JpCodes),
}

impl Encoder {
    pub fn new(charset: Charset) -> Result<Encoder, OutOfMemory> {
        Ok(match charset {
            Charset::Ascii => Encoder::Ascii,
            Charset::Latin1 => Encoder::Latin1,
            Charset::Utf7 => Encoder::Utf7,
            Charset::Utf8 => Encoder::Utf8,
            Charset::Utf16(order) => Encoder::Utf16(order),
            Charset::Utf32(order) => Encoder::Utf32(order),
            Charset::Ucs2(order) => Encoder::Ucs2(order),
            Charset::Ucs4(order) => Encoder::Ucs4(order),
            Charset::Single(number) => Encoder::Table(single(number).reverse()?),
            Charset::Composed(which) => Encoder::Decomposed(Decomposed::new(which)?),
            Charset::Double(grid) => Encoder::Table(Double::new(grid).reverse()?),
            Charset::EucJp => Encoder::EucJp(EucJpCodes::new()?),
            Charset::Gb18030 => Encoder::Gb18030(Gb18030Codes::new()?),
            Charset::Iso2022Jp => Encoder::Iso2022Jp(Iso2022JpCodes::new()?),
        })
    }

    /// Encodes until something stops it.
    pub fn encode<S: Slot>(&self, state: &mut State, codes: &[u32], output: &mut [S]) -> Encoded {
        match self {
            Encoder::Ascii => Ascii.run(state, codes, output),
            Encoder::Latin1 => Latin1.run(state, codes, output),
            Encoder::Utf7 => Utf7.run(state, codes, output),
            Encoder::Utf8 => Utf8.run(state, codes, output),
            Encoder::Utf16(order) => Units16::<true>(*order).run(state, codes, output),
            Encoder::Utf32(order) => Units32::<true>(*order).run(state, codes, output),
            Encoder::Ucs2(order) => Units16::<false>(*order).run(state, codes, output),
            Encoder::Ucs4(order) => Units32::<false>(*order).run(state, codes, output),
            Encoder::Table(reverse) => reverse.run(state, codes, output),
            Encoder::Decomposed(decomposed) => decomposed.run(state, codes, output),
            Encoder::EucJp(table) => table.run(state, codes, output),
            Encoder::Gb18030(table) => table.run(state, codes, output),
            Encoder::Iso2022Jp(table) => table.run(state, codes, output),
        }
    }

    /// What brings the output back to the initial state.
    pub fn finish(&self, state: State) -> Bytes {
        match self {
            Encoder::Utf7 => Utf7.finish(state),
            Encoder::Iso2022Jp(table) => table.finish(state),
            _ => Bytes::NONE,
        }
    }
}
