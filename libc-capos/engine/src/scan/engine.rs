//! The loop over a format string.

use super::environment::{Real, Source, Stop, Targets};
use super::float::float;
use super::integer::{integer, pointer};
use super::reader::{Item, Reader};
use super::spec::{Length, MAX_POSITIONAL, Spec};
use super::text::text;
use crate::float::Format;
use crate::format::Unit;

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The number of arguments assigned.
    pub assigned: usize,
    /// Why the format was not used up.
    pub stop: Option<Stop>,
    /// `EOF` is to be returned: the input ended, or an error came, before the first conversion was done.
    pub end_of_file: bool,
}

/// Scans `source`. The unit that ended the last item stays there.
pub fn scan<S: Source, T: Targets, U: Unit>(source: &mut S, format: &[U], targets: &mut T) -> Outcome {
    let mut reader = Reader::new(source);
    let mut scanner = Scanner { format, targets, table: None, converted: 0, assigned: 0 };
    let stop = scanner.run(&mut reader).err();
    let Scanner { converted, assigned, .. } = scanner;
    reader.finish();
    let end_of_file = match stop {
        Some(Stop::End | Stop::IllegalSequence | Stop::NoMemory) => converted == 0,
        Some(Stop::InvalidFormat) => true,
        Some(Stop::Mismatch) | None => false,
    };
    Outcome { assigned, stop, end_of_file }
}

type Table = [u64; MAX_POSITIONAL as usize];

struct Scanner<'a, U, T> {
    format: &'a [U],
    targets: &'a mut T,
    /// The arguments, once a specification has named one by number.
    table: Option<Table>,
    /// Conversions done, and those of them stored.
    converted: usize,
    assigned: usize,
}

impl<U: Unit, T: Targets> Scanner<'_, U, T> {
    fn run<S: Source>(&mut self, reader: &mut Reader<'_, S>) -> Result<(), Stop> {
        let mut rest = self.format;
        while let Some((first, following)) = rest.split_first() {
            let code = first.code();
            if S::is_space(code) {
                rest = following;
                reader.skip_space();
            } else if code != u32::from(b'%') {
                rest = following;
                literal(reader, code)?;
            } else {
                let mut spec = Spec::BLANK;
                let length = spec.parse(following)?;
                rest = following.get(length..).unwrap_or(&[]);
                self.convert(reader, &spec)?;
            }
        }
        Ok(())
    }

    fn convert<S: Source>(&mut self, reader: &mut Reader<'_, S>, spec: &Spec<'_, U>) -> Result<(), Stop> {
        if !matches!(spec.conversion, b'c' | b'[' | b'n') {
            reader.skip_space();
        }
        if spec.conversion == b'%' {
            return literal(reader, u32::from(b'%'));
        }
        let address = if spec.suppress { None } else { Some(self.argument(spec)?) };
        if spec.conversion == b'n' {
            if let Some(address) = address {
                self.targets.store_integer(address, spec.length, reader.taken() as u64);
            }
            return Ok(());
        }
        if reader.peek().is_none() {
            return Err(Stop::End);
        }
        match spec.conversion {
            b's' | b'c' | b'[' => text(reader, self.targets, spec, address)?,
            b'p' => {
                let value = pointer(&mut Item::new(reader, spec.width))?;
                self.store_integer(address, Length::Long, value);
            }
            b'a' | b'A' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => self.float(reader, spec, address)?,
            conversion => {
                let base = base(conversion).ok_or(Stop::InvalidFormat)?;
                let number = integer(&mut Item::new(reader, spec.width), base)?;
                let value = match conversion {
                    b'd' | b'i' => number.to_signed(64).0 as u64,
                    _ => number.to_unsigned(64).0,
                };
                self.store_integer(address, spec.length, value);
            }
        }
        self.converted += 1;
        self.assigned += usize::from(address.is_some());
        Ok(())
    }

    fn store_integer(&mut self, address: Option<u64>, length: Length, value: u64) {
        if let Some(address) = address {
            self.targets.store_integer(address, length, value);
        }
    }

    fn float<S: Source>(
        &mut self,
        reader: &mut Reader<'_, S>,
        spec: &Spec<'_, U>,
        address: Option<u64>,
    ) -> Result<(), Stop> {
        let (rounding, point) = (self.targets.rounding(), self.targets.decimal_point());
        let mut item = Item::new(reader, spec.width);
        let (real, value) = match spec.length {
            Length::LongDouble => {
                let value = float::<S, { Format::EXTENDED80.max_digits }>(
                    &mut item,
                    Format::EXTENDED80,
                    rounding,
                    point,
                )?;
                (Real::LongDouble, value)
            }
            Length::Long => {
                let value = float::<S, { Format::BINARY64.max_digits }>(
                    &mut item,
                    Format::BINARY64,
                    rounding,
                    point,
                )?;
                (Real::Double, value)
            }
            _ => {
                let value = float::<S, { Format::BINARY32.max_digits }>(
                    &mut item,
                    Format::BINARY32,
                    rounding,
                    point,
                )?;
                (Real::Float, value)
            }
        };
        if let Some(address) = address {
            self.targets.store_float(address, real, &value);
        }
        Ok(())
    }

    /// The specification's argument: the next, or the one it names.
    fn argument(&mut self, spec: &Spec<'_, U>) -> Result<u64, Stop> {
        match (spec.position, &mut self.table) {
            (None, None) => Ok(self.targets.pointer()),
            (None, Some(_)) => Err(Stop::InvalidFormat),
            (Some(position), Some(table)) => Ok(table[usize::from(position) - 1]),
            (Some(position), None) => {
                let table = self.read_table()?;
                self.table = Some(table);
                Ok(table[usize::from(position) - 1])
            }
        }
    }

    /// Reads all arguments that the format names; all of them are pointers.
    #[cold]
    fn read_table(&mut self) -> Result<Table, Stop> {
        let mut table = [0; MAX_POSITIONAL as usize];
        let mut highest = 0;
        let mut rest = self.format;
        while let Some(percent) = rest.iter().position(|unit| unit.code() == u32::from(b'%')) {
            let mut spec = Spec::BLANK;
            let length = spec.parse(&rest[percent + 1..])?;
            rest = &rest[percent + 1 + length..];
            highest = highest.max(spec.position.unwrap_or(0));
        }
        table[..usize::from(highest)].fill_with(|| self.targets.pointer());
        Ok(table)
    }
}

fn literal<S: Source>(reader: &mut Reader<'_, S>, code: u32) -> Result<(), Stop> {
    match reader.peek() {
        Some(unit) if unit == code => {
            reader.take();
            Ok(())
        }
        Some(_) => Err(Stop::Mismatch),
        None => Err(Stop::End),
    }
}

fn base(conversion: u8) -> Option<u32> {
    Some(match conversion {
        b'd' | b'u' => 10,
        b'i' => 0,
        b'o' => 8,
        b'x' | b'X' => 16,
        b'b' => 2,
        _ => return None,
    })
}
