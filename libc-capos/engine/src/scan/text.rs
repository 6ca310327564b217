//! `%c %s %[`: text, converted where the result is of the other kind than the input.

use super::environment::{Source, Stop, Targets, Text};
use super::reader::Reader;
use super::set::{ByteSet, wide_set_contains};
use super::spec::{Length, Spec};
use crate::format::{Decoded, Unit};

/// Where a text goes. It is opened with the first unit, so that an object whose conversion fails stays as it was.
struct Destination<O> {
    /// `None` if the text is not to be stored.
    address: Option<u64>,
    description: Text,
    output: Option<O>,
}

impl<O> Destination<O> {
    #[inline]
    fn push<T: Targets<Output = O>>(&mut self, targets: &mut T, unit: u32) -> Result<(), Stop> {
        let Some(address) = self.address else { return Ok(()) };
        let output = match &mut self.output {
            Some(output) => output,
            none => none.insert(targets.open(address, self.description)?),
        };
        targets.push(output, unit)
    }
}

/// Converts text; `address` is `None` if it is not to be stored. A function of its own: conversions of numbers save no
/// registers for it.
#[inline(never)]
pub(super) fn text<S: Source, T: Targets, U: Unit>(
    reader: &mut Reader<'_, S>,
    targets: &mut T,
    spec: &Spec<'_, U>,
    address: Option<u64>,
) -> Result<(), Stop> {
    let wide = spec.length == Length::Long;
    if !S::WIDE && !wide && !spec.allocate {
        return plain_bytes(reader, targets, spec, address);
    }
    let exact = spec.conversion == b'c';
    let description = Text { wide, allocate: spec.allocate, terminate: !exact };
    let mut destination = Destination { address, description, output: None };
    let limit = spec.width.unwrap_or(if exact { 1 } else { usize::MAX });
    let count = match (S::WIDE, wide) {
        (false, false) => copy_bytes(reader, targets, spec, &mut destination, limit),
        (false, true) => copy_characters(reader, targets, spec, &mut destination, limit),
        (true, _) => copy_wide(reader, targets, spec, &mut destination, limit),
    };
    let outcome = count.and_then(|count| match count {
        0 if reader.peek().is_none() => Err(Stop::End),
        0 => Err(Stop::Mismatch),
        _ if exact && count < limit => Err(Stop::Mismatch),
        _ => Ok(()),
    });
    match &mut destination.output {
        Some(output) if outcome.is_ok() => return targets.close(output),
        _ => {}
    }
    if let Some(output) = destination.output {
        targets.discard(output);
    }
    outcome
}

/// Converts bytes as they are, to memory that the program has: what most programs do.
#[inline(always)]
fn plain_bytes<S: Source, T: Targets, U: Unit>(
    reader: &mut Reader<'_, S>,
    targets: &mut T,
    spec: &Spec<'_, U>,
    address: Option<u64>,
) -> Result<(), Stop> {
    let exact = spec.conversion == b'c';
    let limit = spec.width.unwrap_or(if exact { 1 } else { usize::MAX });
    let mut stored = 0;
    let mut store = |bytes: &[u8]| {
        if let Some(address) = address {
            targets.store_bytes(address, stored, bytes);
        }
        stored += bytes.len();
        Ok(())
    };
    match spec.conversion {
        b'c' => reader.take_bytes(limit, |_| true, &mut store)?,
        b's' => reader.take_bytes(limit, |unit| !S::is_space(unit), &mut store)?,
        _ => {
            let set = ByteSet::new(spec.set, spec.negated);
            reader.take_bytes(limit, |unit| set.contains(unit), &mut store)?
        }
    };
    match stored {
        0 if reader.peek().is_none() => return Err(Stop::End),
        0 => return Err(Stop::Mismatch),
        _ if exact && stored < limit => return Err(Stop::Mismatch),
        _ => {}
    }
    if let Some(address) = address
        && !exact
    {
        targets.store_bytes(address, stored, &[0]);
    }
    Ok(())
}

/// Copies bytes as they are to memory that grows.
#[inline(always)]
fn copy_bytes<S: Source, T: Targets, U: Unit>(
    reader: &mut Reader<'_, S>,
    targets: &mut T,
    spec: &Spec<'_, U>,
    destination: &mut Destination<T::Output>,
    limit: usize,
) -> Result<usize, Stop> {
    match spec.conversion {
        b'c' => copy_members(reader, targets, |_| true, destination, limit),
        b's' => copy_members(reader, targets, |unit| !S::is_space(unit), destination, limit),
        _ => {
            let set = ByteSet::new(spec.set, spec.negated);
            copy_members(reader, targets, |unit| set.contains(unit), destination, limit)
        }
    }
}

/// Copies bytes as long as they are members.
#[inline(always)]
fn copy_members<S: Source, T: Targets>(
    reader: &mut Reader<'_, S>,
    targets: &mut T,
    member: impl Fn(u32) -> bool,
    destination: &mut Destination<T::Output>,
    limit: usize,
) -> Result<usize, Stop> {
    let Some(address) = destination.address else { return Ok(reader.take_while(limit, member)) };
    if !reader.peek().is_some_and(&member) {
        return Ok(0);
    }
    let output = destination.output.insert(targets.open(address, destination.description)?);
    reader.take_bytes(limit, member, |bytes| targets.push_bytes(output, bytes))
}

/// Copies wide characters of the input, as bytes if need be.
#[inline(always)]
fn copy_wide<S: Source, T: Targets, U: Unit>(
    reader: &mut Reader<'_, S>,
    targets: &mut T,
    spec: &Spec<'_, U>,
    destination: &mut Destination<T::Output>,
    limit: usize,
) -> Result<usize, Stop> {
    let encode = spec.length != Length::Long;
    let mut count = 0;
    while count < limit
        && let Some(unit) = reader.peek()
    {
        let member = match spec.conversion {
            b'c' => true,
            b's' => !S::is_space(unit),
            _ => wide_set_contains(targets, spec.set, spec.negated, unit),
        };
        if !member {
            break;
        }
        reader.take();
        count += 1;
        if !encode {
            destination.push(targets, unit)?;
            continue;
        }
        let mut bytes = [0; 16];
        let length = targets.encode(unit, &mut bytes).ok_or(Stop::IllegalSequence)?;
        bytes[..length].iter().try_for_each(|&byte| destination.push(targets, u32::from(byte)))?;
    }
    Ok(count)
}

/// Copies multibyte characters of the input as wide characters.
#[inline(never)]
fn copy_characters<S: Source, T: Targets, U: Unit>(
    reader: &mut Reader<'_, S>,
    targets: &mut T,
    spec: &Spec<'_, U>,
    destination: &mut Destination<T::Output>,
    limit: usize,
) -> Result<usize, Stop> {
    let mut count = 0;
    while count < limit {
        let mut bytes = [0; 16];
        let Some((code, length)) = take_character(reader, targets, &mut bytes)? else { break };
        let member = match spec.conversion {
            b'c' => true,
            b's' => !(length == 1 && S::is_space(code)),
            _ => wide_set_contains(targets, spec.set, spec.negated, code),
        };
        if !member {
            reader.give_back(&bytes[..length]);
            break;
        }
        count += 1;
        destination.push(targets, code)?;
    }
    Ok(count)
}

/// Takes the bytes of a character; `None` at the end of the input.
fn take_character<S: Source, T: Targets>(
    reader: &mut Reader<'_, S>,
    targets: &T,
    bytes: &mut [u8; 16],
) -> Result<Option<(u32, usize)>, Stop> {
    let mut taken = 0;
    while taken < bytes.len()
        && let Some(unit) = reader.peek()
    {
        reader.take();
        bytes[taken] = unit as u8;
        taken += 1;
        match targets.decode(&bytes[..taken]) {
            Decoded::Character(code) => return Ok(Some((code, taken))),
            Decoded::Incomplete => {}
            Decoded::Invalid => break,
        }
    }
    if taken == 0 { Ok(None) } else { Err(Stop::IllegalSequence) }
}
