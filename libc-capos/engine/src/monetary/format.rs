//! The loop over a format string.

use super::conventions::Conventions;
use super::layout::{Sides, length};
use super::number::Number;
use super::spec::Spec;

/// An amount, rounded to a number of decimal places.
#[derive(Clone, Copy, Debug)]
pub struct Amount<'a> {
    pub is_negative: bool,
    /// Decimal digits with `.` before the fraction, no sign; or a word such as `inf`.
    pub text: &'a [u8],
}

/// The amounts to print, in order.
pub trait Amounts {
    /// The next one with so many decimal places; it was passed as a `long double` if `is_extended`. `None` without
    /// memory.
    fn next(&mut self, places: usize, is_extended: bool) -> Option<Amount<'_>>;
}

/// Why formatting ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The format is none (`EINVAL`).
    Format,
    /// The text does not fit (`E2BIG`).
    Full,
    Memory,
}

/// Formats amounts: hands the text to `put`, in pieces, and returns its length, which is at most `room`.
pub fn format(
    mut format: &[u8],
    conventions: &Conventions<'_>,
    amounts: &mut impl Amounts,
    room: usize,
    put: &mut dyn FnMut(&[u8]),
) -> Result<usize, Error> {
    let mut used = 0;
    let mut take = |len: usize| {
        used += len;
        if used <= room { Ok(()) } else { Err(Error::Full) }
    };
    while !format.is_empty() {
        let literal = format.iter().position(|&byte| byte == b'%').unwrap_or(format.len());
        take(literal)?;
        put(&format[..literal]);
        format = match &format[literal..] {
            [] => break,
            [_, b'%', rest @ ..] => {
                take(1)?;
                put(b"%");
                rest
            }
            [_, rest @ ..] => {
                let (spec, rest) = Spec::parse(rest).ok_or(Error::Format)?;
                let usual = conventions.fraction[usize::from(!spec.is_international)];
                let places = spec.right.unwrap_or(usual);
                // Longer than the room anyway; the digits need not be made.
                if places.max(spec.left.unwrap_or(0)).max(spec.width) > room {
                    return Err(Error::Full);
                }
                let amount = amounts.next(places, spec.is_extended).ok_or(Error::Memory)?;
                one(&spec, conventions, amount, &mut take, put)?;
                rest
            }
        };
    }
    Ok(used)
}

/// Formats one amount.
fn one(
    spec: &Spec,
    conventions: &Conventions<'_>,
    amount: Amount<'_>,
    take: &mut impl FnMut(usize) -> Result<(), Error>,
    put: &mut dyn FnMut(&[u8]),
) -> Result<(), Error> {
    let sides = Sides::new(spec, conventions, amount.is_negative);
    let (before, after) = (length(&sides.before), length(&sides.after));
    // With a left precision, positive and negative amounts are to be equally long on both sides.
    let (more_before, more_after) = if spec.left.is_some() {
        let other = Sides::new(spec, conventions, !amount.is_negative);
        (length(&other.before).saturating_sub(before), length(&other.after).saturating_sub(after))
    } else {
        (0, 0)
    };
    let number = Number::new(amount.text, spec, conventions);
    let len = more_before + before + number.len() + after + more_after;
    let padding = spec.width.saturating_sub(len);
    take(len + padding)?;
    let (left, right) = if spec.is_left { (0, padding) } else { (padding, 0) };
    let blanks = |count: usize, put: &mut dyn FnMut(&[u8])| (0..count).for_each(|_| put(b" "));
    blanks(left + more_before, put);
    sides.before.iter().for_each(|text| put(text));
    number.write(put);
    sides.after.iter().for_each(|text| put(text));
    blanks(more_after + right, put);
    Ok(())
}
