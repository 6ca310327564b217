//! Multibyte characters: bytes to wide characters and back, restartable at every byte.
//!
//! [`Charset`] is the codeset of a locale, [`State`] what a conversion remembers between calls
//! (`mbstate_t`). [`decode`]/[`encode`] handle a character, [`decode_string`]/[`encode_string`] a
//! string, and [`unicode`] the `char8_t`, `char16_t` and `char32_t` of `<uchar.h>`.

mod charset;
mod state;
mod string;
pub mod unicode;
mod utf8;

pub use charset::{Charset, Step, decode, decode_whole, encode};
pub use state::State;
pub use string::{Stopped, Why, decode_string, encode_string};

/// The bytes or the wide character have no counterpart (`EILSEQ`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalid;

/// The longest multibyte character of any locale (`MB_LEN_MAX`).
pub const MAX_LEN: usize = 4;

#[cfg(test)]
mod tests;
