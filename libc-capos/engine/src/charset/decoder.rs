//! The decoder of any character set.

use super::codec::{Decode, Decoded, State};
use super::composed::Composed;
use super::double::Double;
use super::euc_jp::EucJp;
use super::gb18030::Gb18030;
use super::iso2022jp::Iso2022Jp;
use super::kind::Charset;
use super::latin1::{Ascii, Latin1};
use super::single::Single;
use super::tables;
use super::utf7::Utf7;
use super::utf8::Utf8;
use super::utf16::Units16;
use super::utf32::Units32;

/// Decodes as much of `input` as there is or has room in `codes`.
pub(super) fn decode(charset: Charset, state: &mut State, input: &[u8], codes: &mut [u32]) -> Decoded {
    match charset {
        Charset::Ascii => Ascii.run(state, input, codes),
        Charset::Latin1 => Latin1.run(state, input, codes),
        Charset::Utf7 => Utf7.run(state, input, codes),
        Charset::Utf8 => Utf8.run(state, input, codes),
        Charset::Utf16(order) => Units16::<true>(order).run(state, input, codes),
        Charset::Utf32(order) => Units32::<true>(order).run(state, input, codes),
        Charset::Ucs2(order) => Units16::<false>(order).run(state, input, codes),
        Charset::Ucs4(order) => Units32::<false>(order).run(state, input, codes),
        Charset::Single(number) => single(number).run(state, input, codes),
        Charset::Composed(which) => Composed::new(which).run(state, input, codes),
        Charset::Double(grid) => Double::new(grid).run(state, input, codes),
        Charset::EucJp => EucJp.run(state, input, codes),
        Charset::Gb18030 => Gb18030.run(state, input, codes),
        Charset::Iso2022Jp => Iso2022Jp.run(state, input, codes),
    }
}

/// The character that a decoder in this state holds back.
pub(super) fn held_back(charset: Charset, state: State) -> Option<u32> {
    (matches!(charset, Charset::Composed(_)) && state != 0).then_some(state)
}

/// The character set with that number.
pub(super) fn single(number: u8) -> Single {
    Single(&tables::single::HIGH[usize::from(number) % tables::single::COUNT])
}
