//! `%e %f %g` and, by way of [`super::hex_float`], `%a`.

use super::environment::Environment;
use super::grouping::Grouping;
use super::hex_float::hex_float;
use super::padding::Field;
use super::sink::{Counted, Failure, Sink};
use super::spec::Flags;
use super::text::multibyte;
use crate::float::{
    Cutoff, Decimal, ExactDouble, ExactExtended, F80, Finite, Unpacked, short_decimal, write_u64,
};

/// A floating argument.
#[derive(Clone, Copy, Debug)]
pub(super) enum Real {
    Double(f64),
    Extended(F80),
}

/// Converts `value`; `conversion` is one of `aAeEfFgG`.
pub(super) fn float<S: Sink, E: Environment>(
    sink: &mut Counted<'_, S>,
    environment: &E,
    field: Field,
    conversion: u8,
    value: Real,
) -> Result<(), Failure> {
    let (unpacked, extended) = match value {
        Real::Double(value) => (Unpacked::from(value), false),
        Real::Extended(value) => (Unpacked::from(value), true),
    };
    let upper = conversion.is_ascii_uppercase();
    let value = match unpacked {
        Unpacked::Finite(value) => value,
        Unpacked::Infinite { negative } => {
            return word(sink, field, negative, if upper { b"INF" } else { b"inf" });
        }
        Unpacked::Nan { negative } => {
            return word(sink, field, negative, if upper { b"NAN" } else { b"nan" });
        }
    };
    let style = conversion.to_ascii_lowercase();
    if style == b'a' {
        return hex_float(sink, environment, field, upper, value, extended);
    }
    let mut precision = field.precision.unwrap_or(6);
    if style == b'g' {
        precision = precision.max(1);
    }
    let cutoff = match style {
        b'f' => Cutoff::Fraction(precision as u32),
        b'e' => Cutoff::Significant(precision as u32 + 1),
        _ => Cutoff::Significant(precision as u32),
    };
    let layout = Layout { environment, field, upper, style, precision, negative: value.negative };
    let mut buffer = [0; 20];
    match short_decimal(value, environment.rounding(), cutoff, &mut buffer) {
        Some(decimal) => layout.print(sink, decimal),
        // The larger space takes longer to clear than most numbers to convert.
        None if extended && !ExactDouble::has_room_for(value) => print_extended(sink, &layout, value, cutoff),
        None => print_double(sink, &layout, value, cutoff),
    }
}

/// An infinity or NaN, which zeros never pad.
fn word<S: Sink>(
    sink: &mut Counted<'_, S>,
    mut field: Field,
    negative: bool,
    word: &[u8],
) -> Result<(), Failure> {
    field.flags = field.flags.without(Flags::ZERO);
    field.pad_number(sink, field.sign(negative), word.len(), |sink| sink.ascii(word))
}

// The working space of the exact conversions is large: it gets frames of its own.

#[cold]
#[inline(never)]
fn print_double<S: Sink, E: Environment>(
    sink: &mut Counted<'_, S>,
    layout: &Layout<'_, E>,
    value: Finite,
    cutoff: Cutoff,
) -> Result<(), Failure> {
    let mut exact = ExactDouble::new(value);
    layout.print(sink, exact.convert(value, layout.environment.rounding(), cutoff))
}

#[cold]
#[inline(never)]
fn print_extended<S: Sink, E: Environment>(
    sink: &mut Counted<'_, S>,
    layout: &Layout<'_, E>,
    value: Finite,
    cutoff: Cutoff,
) -> Result<(), Failure> {
    let mut exact = ExactExtended::new(value);
    layout.print(sink, exact.convert(value, layout.environment.rounding(), cutoff))
}

/// How the digits of a conversion are to be laid out.
struct Layout<'a, E> {
    environment: &'a E,
    field: Field,
    upper: bool,
    style: u8,
    precision: usize,
    negative: bool,
}

impl<E: Environment> Layout<'_, E> {
    fn print<S: Sink>(&self, sink: &mut Counted<'_, S>, decimal: Decimal<'_>) -> Result<(), Failure> {
        match self.style {
            b'f' => self.fixed(sink, decimal, self.precision),
            b'e' => self.exponential(sink, decimal, self.precision),
            _ => self.general(sink, decimal),
        }
    }

    /// `%g`: whichever of the other two suits the exponent, without zeros at the end unless `#` asks for them.
    fn general<S: Sink>(&self, sink: &mut Counted<'_, S>, decimal: Decimal<'_>) -> Result<(), Failure> {
        let strip = !self.field.flags.has(Flags::ALTERNATE);
        let decimal = if strip { decimal.trimmed() } else { decimal };
        let exponent = decimal.exponent;
        if exponent < -4 || i64::from(exponent) >= self.precision as i64 {
            let digits = if strip { decimal.digits.len() } else { self.precision };
            return self.exponential(sink, decimal, digits.saturating_sub(1));
        }
        let after = if strip { decimal.digits.len() as i64 } else { self.precision as i64 };
        self.fixed(sink, decimal, usize::try_from(after - 1 - i64::from(exponent)).unwrap_or(0))
    }

    fn fixed<S: Sink>(
        &self,
        sink: &mut Counted<'_, S>,
        decimal: Decimal<'_>,
        precision: usize,
    ) -> Result<(), Failure> {
        let Decimal { digits, exponent } = decimal;
        let (whole, fraction, whole_zeros, leading) = match usize::try_from(exponent) {
            _ if digits.is_empty() => (&b"0"[..], digits, 0, 0),
            Err(_) => (&b"0"[..], digits, 0, (-1 - exponent) as usize),
            Ok(exponent) => {
                let (whole, fraction) = digits.split_at(digits.len().min(exponent + 1));
                (whole, fraction, exponent + 1 - whole.len(), 0)
            }
        };
        let leading = leading.min(precision);
        let trailing = precision.saturating_sub(leading + fraction.len());
        let grouping = Grouping::new(self.environment, self.field.flags.has(Flags::GROUP));
        let point = self.point(precision);
        let length = grouping
            .length::<S>(whole.len() + whole_zeros)
            .saturating_add(multibyte::length::<S, E>(self.environment, point))
            .saturating_add(precision);
        self.field.pad_number(sink, self.field.sign(self.negative), length, |sink| {
            grouping.write(sink, whole, whole_zeros)?;
            if point.is_empty() {
                return Ok(());
            }
            multibyte::write(sink, self.environment, point)?;
            sink.fill(b'0', leading)?;
            if !fraction.is_empty() {
                sink.ascii(fraction)?;
            }
            sink.fill(b'0', trailing)
        })
    }

    fn exponential<S: Sink>(
        &self,
        sink: &mut Counted<'_, S>,
        decimal: Decimal<'_>,
        precision: usize,
    ) -> Result<(), Failure> {
        let (first, fraction) = decimal.digits.split_at(decimal.digits.len().min(1));
        let first = if first.is_empty() { b"0" } else { first };
        let point = self.point(precision);
        let mut buffer = [0; 20];
        let letter = if self.upper { b'E' } else { b'e' };
        let suffix = exponent_suffix(&mut buffer, letter, decimal.exponent, 2);
        let length =
            (1 + suffix.len() + multibyte::length::<S, E>(self.environment, point)).saturating_add(precision);
        self.field.pad_number(sink, self.field.sign(self.negative), length, |sink| {
            sink.ascii(first)?;
            if !point.is_empty() {
                multibyte::write(sink, self.environment, point)?;
                if !fraction.is_empty() {
                    sink.ascii(fraction)?;
                }
                sink.fill(b'0', precision - fraction.len())?;
            }
            sink.ascii(suffix)
        })
    }

    /// The radix character, unless nothing follows it and `#` does not ask for it.
    fn point(&self, precision: usize) -> &[u8] {
        if precision > 0 || self.field.flags.has(Flags::ALTERNATE) {
            self.environment.decimal_point()
        } else {
            b""
        }
    }
}

/// `letter`, a sign, and the exponent in at least `least` digits.
pub(super) fn exponent_suffix(buffer: &mut [u8; 20], letter: u8, exponent: i32, least: usize) -> &[u8] {
    let mut start = write_u64(buffer, u64::from(exponent.unsigned_abs()));
    while start > buffer.len() - least {
        start -= 1;
        buffer[start] = b'0';
    }
    start -= 2;
    buffer[start] = letter;
    buffer[start + 1] = if exponent < 0 { b'-' } else { b'+' };
    &buffer[start..]
}
