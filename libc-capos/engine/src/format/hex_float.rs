//! `%a`: hexadecimal floating point.

use super::environment::Environment;
use super::float::exponent_suffix;
use super::padding::Field;
use super::sink::{Counted, Failure, Sink};
use super::spec::Flags;
use super::text::multibyte;
use crate::float::{Finite, Tail};

/// Bits behind the point: a double has its one leading bit before it, an extended value a full hexadecimal
/// digit, as its 64 bits suggest.
const DOUBLE_FRACTION: u32 = 52;
const EXTENDED_FRACTION: u32 = 60;

pub(super) fn hex_float<S: Sink, E: Environment>(
    sink: &mut Counted<'_, S>,
    environment: &E,
    field: Field,
    upper: bool,
    value: Finite,
    extended: bool,
) -> Result<(), Failure> {
    let fraction_bits = if extended { EXTENDED_FRACTION } else { DOUBLE_FRACTION };
    let most = fraction_bits as usize / 4;
    let mut exponent = if value.mantissa == 0 { 0 } else { value.exponent + fraction_bits as i32 };
    let wanted = field.precision.unwrap_or(most);
    let kept = most.min(wanted);
    let mut mantissa = u128::from(value.mantissa);
    let cut = fraction_bits - 4 * kept as u32;
    if cut > 0 {
        let rest = mantissa & ((1 << cut) - 1);
        let tail = Tail::new(rest.cmp(&(1 << (cut - 1))), rest == 0, false);
        mantissa >>= cut;
        mantissa += u128::from(environment.rounding().away(value.negative, mantissa & 1 != 0, tail));
        if mantissa >> (4 * kept) == 16 {
            mantissa >>= 4;
            exponent += 4;
        }
    }
    let letters: &[u8; 16] = if upper { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
    let mut digits = [b'0'; 16];
    for (index, digit) in digits[..=kept].iter_mut().enumerate() {
        *digit = letters[(mantissa >> (4 * (kept - index))) as usize & 15];
    }
    let mut fraction = &digits[1..=kept];
    if field.precision.is_none() {
        let zeros = fraction.iter().rev().take_while(|&&digit| digit == b'0').count();
        fraction = &fraction[..fraction.len() - zeros];
    }
    let padding = field.precision.map_or(0, |precision| precision - fraction.len());
    let point = if !fraction.is_empty() || padding > 0 || field.flags.has(Flags::ALTERNATE) {
        environment.decimal_point()
    } else {
        b""
    };
    let sign = field.sign(value.negative);
    let mut prefix = [0; 3];
    let marked = sign.len() + 2;
    prefix[..sign.len()].copy_from_slice(sign);
    prefix[sign.len()..marked].copy_from_slice(if upper { b"0X" } else { b"0x" });
    let mut buffer = [0; 20];
    let suffix = exponent_suffix(&mut buffer, if upper { b'P' } else { b'p' }, exponent, 1);
    let length = (1 + fraction.len() + suffix.len() + multibyte::length::<S, E>(environment, point))
        .saturating_add(padding);
    field.pad_number(sink, &prefix[..marked], length, |sink| {
        sink.ascii(&digits[..1])?;
        if !point.is_empty() {
            multibyte::write(sink, environment, point)?;
            if !fraction.is_empty() {
                sink.ascii(fraction)?;
            }
            sink.fill(b'0', padding)?;
        }
        sink.ascii(suffix)
    })
}
