//! `%n$`: arguments out of order.
//!
//! A variable argument list can only be read forwards and each type must be known when its turn comes. So the
//! format is read twice: once to learn the types, once to print.

use super::environment::Arguments;
use super::sink::{Failure, Unit};
use super::spec::{Amount, Length, Spec};
use crate::float::F80;

/// The highest argument number supported (`NL_ARGMAX`).
pub const MAX_POSITIONAL: u8 = 64;

/// The type in which an argument was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// No argument at all.
    Nothing,
    Int,
    Long,
    Double,
    LongDouble,
}

impl Kind {
    /// The type that a conversion takes; `None` if there is no such conversion.
    pub fn of(spec: &Spec) -> Option<Self> {
        Some(match (spec.conversion, spec.length) {
            (b'd' | b'i' | b'u' | b'o' | b'x' | b'X' | b'b' | b'B', Length::Long | Length::LongDouble) => {
                Self::Long
            }
            (b'd' | b'i' | b'u' | b'o' | b'x' | b'X' | b'b' | b'B' | b'c', _) => Self::Int,
            (b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'a' | b'A', Length::LongDouble) => Self::LongDouble,
            (b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'a' | b'A', _) => Self::Double,
            (b's' | b'p' | b'n', _) => Self::Long,
            (b'm' | b'%', _) => Self::Nothing,
            _ => return None,
        })
    }
}

/// An argument taken from the list.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value {
    Integer(u64),
    Double(f64),
    LongDouble(F80),
}

pub(super) fn read<A: Arguments>(arguments: &mut A, kind: Kind) -> Value {
    match kind {
        Kind::Nothing => Value::Integer(0),
        Kind::Int => Value::Integer(arguments.int()),
        Kind::Long => Value::Integer(arguments.long()),
        Kind::Double => Value::Double(arguments.double()),
        Kind::LongDouble => Value::LongDouble(arguments.long_double()),
    }
}

/// So many arguments have a place at once; most formats name fewer.
const FIRST: usize = 8;
const MORE: usize = MAX_POSITIONAL as usize - FIRST;

/// All arguments of a format with positions.
pub(super) struct Table {
    first: Option<[Value; FIRST]>,
    more: Option<[Value; MORE]>,
}

impl Table {
    #[inline(always)]
    pub fn new() -> Self {
        Self { first: None, more: None }
    }

    /// Whether [`Self::read`] has not been called.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    /// Reads the arguments of `format`, every specification of which must name its positions.
    pub fn read<U: Unit, A: Arguments>(&mut self, format: &[U], arguments: &mut A) -> Result<(), Failure> {
        let mut kinds = [Kind::Nothing; MAX_POSITIONAL as usize];
        let mut note = |position: u8, kind| {
            let slot = &mut kinds[usize::from(position) - 1];
            // One argument, two types: nothing sensible can be read.
            if *slot != Kind::Nothing && *slot != kind {
                return Err(Failure::InvalidFormat);
            }
            *slot = kind;
            Ok(())
        };
        let mut rest = format;
        while let Some(percent) = rest.iter().position(|unit| unit.code() == u32::from(b'%')) {
            let mut spec = Spec::BLANK;
            let length = spec.parse(&rest[percent + 1..])?;
            rest = &rest[percent + 1 + length..];
            for amount in [spec.width, spec.precision] {
                match amount {
                    Amount::Argument(position) => note(position, Kind::Int)?,
                    Amount::Next => return Err(Failure::InvalidFormat),
                    _ => {}
                }
            }
            match (Kind::of(&spec).ok_or(Failure::InvalidFormat)?, spec.position) {
                (Kind::Nothing, _) => {}
                (kind, Some(position)) => note(position, kind)?,
                (_, None) => return Err(Failure::InvalidFormat),
            }
        }
        let used = kinds.iter().rposition(|&kind| kind != Kind::Nothing).map_or(0, |last| last + 1);
        // A number left out is taken for an int: the standard leaves its type open.
        let mut fill = |values: &mut [Value], kinds: &[Kind]| {
            for (value, &kind) in values.iter_mut().zip(kinds) {
                *value = read(arguments, if kind == Kind::Nothing { Kind::Int } else { kind });
            }
        };
        let (first, more) = kinds[..used].split_at(used.min(FIRST));
        fill(self.first.insert([Value::Integer(0); FIRST]), first);
        if !more.is_empty() {
            fill(self.more.insert([Value::Integer(0); MORE]), more);
        }
        Ok(())
    }

    /// The argument at `position`, if [`Self::read`] has seen that.
    pub fn get(&self, position: u8) -> Option<Value> {
        let index = usize::from(position) - 1;
        match index.checked_sub(FIRST) {
            None => self.first.as_ref().map(|values| values[index]),
            Some(index) => self.more.as_ref().map(|values| values[index]),
        }
    }
}
