//! `%c %s %lc %ls %m`: text, converted where the output is of the other kind.

use super::environment::{Decoded, Environment};
use super::padding::Field;
use super::sink::{Counted, Failure, Sink, Unit};

/// `%c` of a byte, and `%lc`.
pub(super) fn character<S: Sink, E: Environment>(
    sink: &mut Counted<'_, S>,
    environment: &E,
    field: Field,
    wide: bool,
    value: u32,
) -> Result<(), Failure> {
    match (S::Unit::WIDE, wide) {
        (false, false) => field.pad(sink, 1, |sink| sink.units(&[S::Unit::from_code(value & 0xff)])),
        (true, true) => field.pad(sink, 1, |sink| sink.units(&[S::Unit::from_code(value)])),
        (true, false) => match environment.decode(&[value as u8]) {
            Decoded::Character(code) => field.pad(sink, 1, |sink| sink.units(&[S::Unit::from_code(code)])),
            _ => Err(Failure::IllegalSequence),
        },
        (false, true) => {
            let mut bytes = [0; 16];
            let length = environment.encode(value, &mut bytes).ok_or(Failure::IllegalSequence)?;
            field.pad(sink, length, |sink| multibyte::write(sink, environment, &bytes[..length]))
        }
    }
}

/// `%s` and `%ls`. A null pointer prints as `(null)`, as everywhere.
pub(super) fn string<S: Sink, E: Environment>(
    sink: &mut Counted<'_, S>,
    environment: &E,
    field: Field,
    wide: bool,
    address: u64,
) -> Result<(), Failure> {
    let limit = field.precision.unwrap_or(usize::MAX);
    if address == 0 {
        // What does not fit the precision is left out whole: half of it would look like data.
        let text: &[u8] = if limit < 6 { b"" } else { b"(null)" };
        return field.pad(sink, text.len(), |sink| sink.ascii(text));
    }
    if !wide && !S::Unit::WIDE {
        return narrow(sink, environment, field, environment.narrow(address, limit));
    }
    let mut length = 0;
    each(environment, wide, address, limit, S::Unit::WIDE, |_, units| {
        length += units;
        Ok(())
    })?;
    field.pad(sink, length, |sink| {
        each(environment, wide, address, limit, S::Unit::WIDE, |code, _| put(sink, environment, code))
    })
}

/// Text that is in memory as multibyte characters and needs no limit.
pub(super) fn narrow<S: Sink, E: Environment>(
    sink: &mut Counted<'_, S>,
    environment: &E,
    field: Field,
    bytes: &[u8],
) -> Result<(), Failure> {
    let bytes = &bytes[..bytes.len().min(field.precision.unwrap_or(usize::MAX))];
    let length = multibyte::length::<S, E>(environment, bytes);
    field.pad(sink, length, |sink| multibyte::write(sink, environment, bytes))
}

/// Writes one character of any code.
fn put<S: Sink, E: Environment>(
    sink: &mut Counted<'_, S>,
    environment: &E,
    code: u32,
) -> Result<(), Failure> {
    if S::Unit::WIDE {
        return sink.units(&[S::Unit::from_code(code)]);
    }
    let mut bytes = [0; 16];
    let length = environment.encode(code, &mut bytes).ok_or(Failure::IllegalSequence)?;
    multibyte::write(sink, environment, &bytes[..length])
}

/// Calls `visit` with each character of a string and the units it takes in the output (characters if
/// `count_characters`, else bytes), up to `limit` units and never splitting one.
fn each<E: Environment>(
    environment: &E,
    wide: bool,
    address: u64,
    limit: usize,
    count_characters: bool,
    mut visit: impl FnMut(u32, usize) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (mut index, mut used) = (0, 0);
    while used < limit {
        let code = if wide {
            index += 1;
            environment.wide_unit(address, index - 1)
        } else {
            decode_at(environment, address, &mut index)?
        };
        if code == 0 {
            break;
        }
        let units = if count_characters {
            1
        } else {
            environment.encode(code, &mut [0; 16]).ok_or(Failure::IllegalSequence)?
        };
        if units > limit - used {
            break;
        }
        used += units;
        visit(code, units)?;
    }
    Ok(())
}

/// Decodes the multibyte character at `index` and moves past it.
fn decode_at<E: Environment>(environment: &E, address: u64, index: &mut usize) -> Result<u32, Failure> {
    let mut bytes = [0; 16];
    for length in 1..=bytes.len() {
        bytes[length - 1] = environment.narrow_unit(address, *index);
        *index += 1;
        match environment.decode(&bytes[..length]) {
            Decoded::Character(code) => return Ok(code),
            Decoded::Incomplete if bytes[length - 1] != 0 => {}
            _ => break,
        }
    }
    Err(Failure::IllegalSequence)
}

/// Multibyte text from the locale (or from `%s` on a narrow sink, which takes bytes as they are).
pub(super) mod multibyte {
    use super::super::environment::{Decoded, Environment};
    use super::super::sink::{Counted, Failure, Sink, Unit};

    /// Splits off the first character; a byte that is part of none stands for itself.
    fn first<E: Environment>(environment: &E, bytes: &[u8]) -> (u32, usize) {
        for length in 1..=bytes.len().min(16) {
            match environment.decode(&bytes[..length]) {
                Decoded::Character(code) => return (code, length),
                Decoded::Incomplete => {}
                Decoded::Invalid => break,
            }
        }
        (u32::from(bytes[0]), 1)
    }

    /// The units that `bytes` take in the output.
    pub fn length<S: Sink, E: Environment>(environment: &E, bytes: &[u8]) -> usize {
        if !S::Unit::WIDE {
            return bytes.len();
        }
        let (mut rest, mut count) = (bytes, 0);
        while !rest.is_empty() {
            rest = &rest[first(environment, rest).1..];
            count += 1;
        }
        count
    }

    pub fn write<S: Sink, E: Environment>(
        sink: &mut Counted<'_, S>,
        environment: &E,
        bytes: &[u8],
    ) -> Result<(), Failure> {
        if !S::Unit::WIDE {
            // A narrow sink takes any byte.
            return sink.ascii(bytes);
        }
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, length) = first(environment, rest);
            sink.units(&[S::Unit::from_code(code)])?;
            rest = &rest[length..];
        }
        Ok(())
    }
}
