//! `%d %i %u %o %x %b %p`.

use super::environment::{Source, Stop};
use super::reader::Item;
use crate::number::ParsedInteger;

/// Takes an integer in `base`; base 0 takes it from the prefix.
pub(super) fn integer<S: Source>(item: &mut Item<'_, '_, S>, mut base: u32) -> Result<ParsedInteger, Stop> {
    let negative = item.sign();
    let mut digits = 0_usize;
    if item.accept(b'0') {
        digits = 1;
        // After "0x" a digit must come: what has been read cannot all be given back.
        if matches!(base, 0 | 16) && item.accept(b'x') {
            (base, digits) = (16, 0);
        } else if matches!(base, 0 | 2) && item.accept(b'b') {
            (base, digits) = (2, 0);
        } else if base == 0 {
            base = 8;
        }
    } else if base == 0 {
        base = 10;
    }
    let (mut magnitude, mut overflow) = (0_u64, false);
    digits += item.digits(base, |digit| {
        match magnitude.checked_mul(u64::from(base)).and_then(|sum| sum.checked_add(u64::from(digit))) {
            Some(sum) => magnitude = sum,
            None => overflow = true,
        }
    });
    if digits == 0 {
        return Err(Stop::Mismatch);
    }
    let magnitude = if overflow { u64::MAX } else { magnitude };
    Ok(ParsedInteger { negative, magnitude, overflow, end: digits })
}

/// `%p`: what printing a pointer gives.
pub(super) fn pointer<S: Source>(item: &mut Item<'_, '_, S>) -> Result<u64, Stop> {
    if !item.accept(b'(') {
        return integer(item, 16).map(|number| number.to_unsigned(64).0);
    }
    let null = b"nil)".iter().all(|&letter| item.accept(letter));
    if null { Ok(0) } else { Err(Stop::Mismatch) }
}
