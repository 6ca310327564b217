//! `%c %s %[`: text, converted where the result is of the other kind than the input.

use super::environment::{Source, Stop, Targets, Text};
use super::reader::Reader;
use super::set::{ByteSet, wide_set_contains};
use super::spec::{Length, Spec};
use crate::format::{Decoded, Unit};

/// Converts text; `address` is `None` if it is not to be stored.
pub(super) fn text<S: Source, T: Targets, U: Unit>(
    reader: &mut Reader<'_, S>,
    targets: &mut T,
    spec: &Spec<'_, U>,
    address: Option<u64>,
) -> Result<(), Stop> {
    let wide = spec.length == Length::Long;
    let exact = spec.conversion == b'c';
    let description = Text { wide, allocate: spec.allocate, terminate: !exact };
    if reader.peek().is_none() {
        return Err(Stop::End);
    }
    let mut output = address.map(|address| targets.open(address, description)).transpose()?;
    let outcome = copy(reader, targets, spec, &mut output);
    // What was stored so far is closed in any case: its memory has an owner then.
    if let Some(output) = output {
        targets.close(output)?;
    }
    outcome
}

fn copy<S: Source, T: Targets, U: Unit>(
    reader: &mut Reader<'_, S>,
    targets: &mut T,
    spec: &Spec<'_, U>,
    output: &mut Option<T::Output>,
) -> Result<(), Stop> {
    let wide = spec.length == Length::Long;
    let exact = spec.conversion == b'c';
    let limit = spec.width.unwrap_or(if exact { 1 } else { usize::MAX });
    let count = if wide && !S::WIDE {
        copy_characters(reader, targets, spec, output, limit)?
    } else {
        copy_units(reader, targets, spec, output, limit)?
    };
    if count == 0 || (exact && count < limit) {
        return Err(if reader.peek().is_none() { Stop::End } else { Stop::Mismatch });
    }
    Ok(())
}

/// Copies units of the input, wide ones into bytes if need be.
fn copy_units<S: Source, T: Targets, U: Unit>(
    reader: &mut Reader<'_, S>,
    targets: &mut T,
    spec: &Spec<'_, U>,
    output: &mut Option<T::Output>,
    limit: usize,
) -> Result<usize, Stop> {
    let encode = S::WIDE && spec.length != Length::Long;
    let set = ByteSet::new(spec.set, spec.negated);
    let mut count = 0;
    while count < limit
        && let Some(unit) = reader.peek()
    {
        let member = match spec.conversion {
            b'c' => true,
            b's' => !reader.is_space(unit),
            _ if S::WIDE => wide_set_contains(targets, spec.set, spec.negated, unit),
            _ => set.contains(unit),
        };
        if !member {
            break;
        }
        reader.take();
        count += 1;
        let Some(output) = output else { continue };
        if !encode {
            targets.push(output, unit)?;
            continue;
        }
        let mut bytes = [0; 16];
        let length = targets.encode(unit, &mut bytes).ok_or(Stop::IllegalSequence)?;
        bytes[..length].iter().try_for_each(|&byte| targets.push(output, u32::from(byte)))?;
    }
    Ok(count)
}

/// Copies multibyte characters of the input as wide characters.
fn copy_characters<S: Source, T: Targets, U: Unit>(
    reader: &mut Reader<'_, S>,
    targets: &mut T,
    spec: &Spec<'_, U>,
    output: &mut Option<T::Output>,
    limit: usize,
) -> Result<usize, Stop> {
    let mut count = 0;
    while count < limit {
        let mut bytes = [0; 16];
        let Some((code, length)) = take_character(reader, targets, &mut bytes)? else { break };
        let member = match spec.conversion {
            b'c' => true,
            b's' => !(length == 1 && reader.is_space(code)),
            _ => wide_set_contains(targets, spec.set, spec.negated, code),
        };
        if !member {
            reader.give_back(&bytes[..length]);
            break;
        }
        count += 1;
        if let Some(output) = output {
            targets.push(output, code)?;
        }
    }
    Ok(count)
}

/// Takes the bytes of a character; `None` at the end of the input.
fn take_character<S: Source, T: Targets>(
    reader: &mut Reader<'_, S>,
    targets: &T,
    bytes: &mut [u8; 16],
) -> Result<Option<(u32, usize)>, Stop> {
    for index in 0..bytes.len() {
        let Some(unit) = reader.peek() else {
            return if index == 0 { Ok(None) } else { Err(Stop::IllegalSequence) };
        };
        reader.take();
        bytes[index] = unit as u8;
        match targets.decode(&bytes[..=index]) {
            Decoded::Character(code) => return Ok(Some((code, index + 1))),
            Decoded::Incomplete => {}
            Decoded::Invalid => break,
        }
    }
    Err(Stop::IllegalSequence)
}
