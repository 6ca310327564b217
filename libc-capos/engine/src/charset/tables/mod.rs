//! Tables of the character sets, written by `scripts/charset-tables`. See docs/libc/charsets.md.

pub(super) mod composed;
pub(super) mod corrections;
pub(super) mod four_bytes;
pub(super) mod names;
pub(super) mod single;
pub(super) mod transliterations;
