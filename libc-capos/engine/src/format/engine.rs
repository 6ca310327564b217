//! The loop over a format string.

use super::environment::{Arguments, Environment};
use super::float::{Real, float};
use super::integer::integer;
use super::padding::Field;
use super::positional::{Kind, Table, Value, read};
use super::sink::{Counted, Failure, Sink, Unit};
use super::spec::{Amount, Flags, Length, Spec};
use super::text;

const PERCENT: u32 = 0x25;

/// Formats, and returns the number of units produced.
pub fn format<S: Sink, A: Arguments, E: Environment>(
    sink: &mut S,
    format: &[S::Unit],
    arguments: &mut A,
    environment: &E,
) -> Result<usize, Failure> {
    let mut sink = Counted::new(sink);
    let mut source = Source { format, arguments, table: Table::new() };
    let mut rest = format;
    loop {
        let literal = rest.iter().position(|unit| unit.code() == PERCENT).unwrap_or(rest.len());
        if literal > 0 {
            sink.units(&rest[..literal])?;
        }
        if literal == rest.len() {
            return Ok(sink.count());
        }
        let mut spec = Spec::BLANK;
        let length = spec.parse(&rest[literal + 1..])?;
        rest = rest.get(literal + 1 + length..).unwrap_or(&[]);
        convert(&mut sink, &mut source, environment, &spec)?;
    }
}

/// The arguments, in order or by number.
struct Source<'a, U, A> {
    format: &'a [U],
    arguments: &'a mut A,
    table: Table,
}

impl<U: Unit, A: Arguments> Source<'_, U, A> {
    #[inline]
    fn take(&mut self, position: Option<u8>, kind: Kind) -> Result<Value, Failure> {
        match position {
            None if self.table.is_empty() => Ok(read(self.arguments, kind)),
            None => Err(Failure::InvalidFormat),
            Some(position) => self.at(position),
        }
    }

    #[cold]
    fn at(&mut self, position: u8) -> Result<Value, Failure> {
        if self.table.is_empty() {
            self.table.read(self.format, self.arguments)?;
        }
        self.table.get(position).ok_or(Failure::InvalidFormat)
    }

    /// The value of a width or precision, which may be negative if it is an argument.
    #[inline]
    fn amount(&mut self, amount: Amount) -> Result<Option<i64>, Failure> {
        let position = match amount {
            Amount::None => return Ok(None),
            Amount::Given(value) => return Ok(Some(i64::from(value))),
            Amount::Next => None,
            Amount::Argument(position) => Some(position),
        };
        match self.take(position, Kind::Int)? {
            Value::Integer(value) => Ok(Some(i64::from(value as i32))),
            _ => Err(Failure::InvalidFormat),
        }
    }

    #[inline(always)]
    fn field(&mut self, spec: &Spec) -> Result<Field, Failure> {
        let mut flags = spec.flags;
        let width = self.amount(spec.width)?.unwrap_or(0);
        if width < 0 {
            flags = flags.with(Flags::LEFT);
        }
        // A negative precision is as if there were none.
        let precision = self.amount(spec.precision)?.and_then(|value| usize::try_from(value).ok());
        Ok(Field { flags, width: width.unsigned_abs() as usize, precision })
    }
}

fn convert<S: Sink, A: Arguments, E: Environment>(
    sink: &mut Counted<'_, S>,
    source: &mut Source<'_, S::Unit, A>,
    environment: &E,
    spec: &Spec,
) -> Result<(), Failure> {
    if spec.conversion == b'%' {
        return sink.ascii(b"%");
    }
    let kind = Kind::of(spec).ok_or(Failure::InvalidFormat)?;
    let field = source.field(spec)?;
    if kind == Kind::Nothing {
        return text::narrow(sink, environment, field, environment.error_text());
    }
    let value = source.take(spec.position, kind)?;
    let wide = spec.length == Length::Long;
    match (spec.conversion, value) {
        (b'd' | b'i' | b'u' | b'o' | b'x' | b'X' | b'b' | b'B', Value::Integer(value)) => {
            integer(sink, environment, field, spec.conversion, spec.length, value)
        }
        (b's', Value::Integer(address)) => text::string(sink, environment, field, wide, address),
        (b'c', Value::Integer(value)) => text::character(sink, environment, field, wide, value as u32),
        (b'p', Value::Integer(address)) => pointer(sink, environment, field, address),
        (b'n', Value::Integer(address)) => {
            environment.store(address, spec.length, sink.count());
            Ok(())
        }
        (conversion, Value::Double(value)) => {
            float(sink, environment, field, conversion, Real::Double(value))
        }
        (conversion, Value::LongDouble(value)) => {
            float(sink, environment, field, conversion, Real::Extended(value))
        }
        _ => Err(Failure::InvalidFormat),
    }
}

/// `%p`: hexadecimal with its prefix, or `(nil)` as C programs on Linux expect.
fn pointer<S: Sink, E: Environment>(
    sink: &mut Counted<'_, S>,
    environment: &E,
    field: Field,
    address: u64,
) -> Result<(), Failure> {
    if address == 0 {
        return field.pad(sink, 5, |sink| sink.ascii(b"(nil)"));
    }
    integer(sink, environment, field, b'p', Length::Long, address)
}
