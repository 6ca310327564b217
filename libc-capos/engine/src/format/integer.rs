//! `%d %i %u %o %x %X %b %B %p`.

use super::environment::Environment;
use super::grouping::Grouping;
use super::padding::Field;
use super::sink::{Counted, Failure, Sink};
use super::spec::{Flags, Length};
use crate::float::write_u64;

/// Converts `value`, of which `length` says how much counts.
pub(super) fn integer<S: Sink, E: Environment>(
    sink: &mut Counted<'_, S>,
    environment: &E,
    field: Field,
    conversion: u8,
    length: Length,
    value: u64,
) -> Result<(), Failure> {
    let unused = 64 - length.bits();
    match conversion {
        b'd' | b'i' => {
            let value = ((value << unused) as i64) >> unused;
            decimal(sink, environment, field, field.sign(value < 0), value.unsigned_abs())
        }
        b'u' => decimal(sink, environment, field, b"", value << unused >> unused),
        _ => power_of_two(sink, field, conversion, value << unused >> unused),
    }
}

#[inline]
fn decimal<S: Sink, E: Environment>(
    sink: &mut Counted<'_, S>,
    environment: &E,
    mut field: Field,
    sign: &[u8],
    value: u64,
) -> Result<(), Failure> {
    let mut buffer = [0; 20];
    let mut start = write_u64(&mut buffer, value);
    // Without a precision, zero is one digit; with a precision of zero it is none.
    if value == 0 && field.precision.is_none() {
        start -= 1;
        buffer[start] = b'0';
    }
    if field.width == 0 && field.precision.is_none() && !field.flags.has(Flags::GROUP) {
        if let &[sign] = sign {
            sink.ascii(&[sign])?;
        }
        return sink.ascii(&buffer[start..]);
    }
    let digits = &buffer[start..];
    let zeros = field.precision.unwrap_or(0).saturating_sub(digits.len());
    if field.precision.is_some() {
        field.flags = field.flags.without(Flags::ZERO);
    }
    let grouping = Grouping::new(environment, field.flags.has(Flags::GROUP));
    let length = zeros.saturating_add(grouping.length::<S>(digits.len()));
    field.pad_number(sink, sign, length, |sink| {
        sink.fill(b'0', zeros)?;
        grouping.write(sink, digits, 0)
    })
}

/// Octal, hexadecimal, binary.
fn power_of_two<S: Sink>(
    sink: &mut Counted<'_, S>,
    mut field: Field,
    conversion: u8,
    value: u64,
) -> Result<(), Failure> {
    let alternate = field.flags.has(Flags::ALTERNATE);
    let (bits, prefix): (u32, &[u8]) = match conversion {
        b'o' => (3, b""),
        b'b' => (1, b"0b"),
        b'B' => (1, b"0B"),
        b'X' => (4, b"0X"),
        _ => (4, b"0x"),
    };
    let letters: &[u8; 16] = if conversion == b'X' { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
    let mut buffer = [0; 64];
    let mut start = buffer.len();
    let mut rest = value;
    while rest != 0 {
        start -= 1;
        buffer[start] = letters[(rest & ((1 << bits) - 1)) as usize];
        rest >>= bits;
    }
    let digits = &buffer[start..];
    let mut zeros = field.precision.unwrap_or(1).saturating_sub(digits.len());
    // The alternative form of octal raises the precision so far that the first digit is a zero.
    if conversion == b'o' && alternate && zeros == 0 {
        zeros = 1;
    }
    if field.precision.is_some() {
        field.flags = field.flags.without(Flags::ZERO);
    }
    let pointer = conversion == b'p';
    let prefix = if pointer || (alternate && value != 0) { prefix } else { b"" };
    field.pad_number(sink, prefix, zeros.saturating_add(digits.len()), |sink| {
        sink.fill(b'0', zeros)?;
        if digits.is_empty() { Ok(()) } else { sink.ascii(digits) }
    })
}
