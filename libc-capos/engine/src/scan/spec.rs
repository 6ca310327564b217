//! Conversion specifications.

use super::environment::Stop;
use crate::format::Unit;

/// The size of an integer result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Char,
    Short,
    Int,
    /// 64 bits. For text it means wide, for floats `double`.
    Long,
    /// `L`: `long double`.
    LongDouble,
}

impl Length {
    pub fn bits(self) -> u32 {
        match self {
            Self::Char => 8,
            Self::Short => 16,
            Self::Int => 32,
            Self::Long | Self::LongDouble => 64,
        }
    }
}

/// One conversion specification.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spec<'a, U> {
    pub position: Option<u8>,
    /// `*`: convert, but do not store.
    pub suppress: bool,
    /// `m`: store in new memory.
    pub allocate: bool,
    pub width: Option<usize>,
    pub length: Length,
    pub conversion: u8,
    /// Between the brackets of `%[…]`, a leading `^` excluded.
    pub set: &'a [U],
    pub negated: bool,
}

/// The highest argument number supported (`NL_ARGMAX`).
pub(super) const MAX_POSITIONAL: u8 = 64;

struct Cursor<'a, U> {
    units: &'a [U],
    index: usize,
}

impl<U: Unit> Cursor<'_, U> {
    fn peek(&self) -> u32 {
        self.units.get(self.index).map_or(0, |unit| unit.code())
    }

    fn accept(&mut self, byte: u8) -> bool {
        if self.peek() != u32::from(byte) {
            return false;
        }
        self.index += 1;
        true
    }

    fn number(&mut self) -> Option<usize> {
        let mut value = None;
        while let digit @ 0..=9 = self.peek().wrapping_sub(0x30) {
            value = Some(value.unwrap_or(0_usize).saturating_mul(10).saturating_add(digit as usize));
            self.index += 1;
        }
        value
    }

    fn length(&mut self) -> Result<Length, Stop> {
        Ok(match self.peek() {
            0x68 => {
                self.index += 1;
                if self.accept(b'h') { Length::Char } else { Length::Short }
            }
            0x6c => {
                self.index += 1;
                self.accept(b'l');
                Length::Long
            }
            0x6a | 0x7a | 0x74 => {
                self.index += 1;
                Length::Long
            }
            0x4c => {
                self.index += 1;
                Length::LongDouble
            }
            0x77 => {
                self.index += 1;
                return self.exact_width();
            }
            _ => Length::Int,
        })
    }

    /// `wN` and `wfN`; the fast types of 16 and 32 bits are `int` in this ABI.
    fn exact_width(&mut self) -> Result<Length, Stop> {
        let fast = self.accept(b'f');
        match self.number() {
            Some(8) => Ok(Length::Char),
            Some(16) if !fast => Ok(Length::Short),
            Some(16 | 32) => Ok(Length::Int),
            Some(64) => Ok(Length::Long),
            _ => Err(Stop::InvalidFormat),
        }
    }

    /// Moves past the brackets' content, in which a `]` that comes first stands for itself.
    fn set(&mut self) -> Result<(bool, core::ops::Range<usize>), Stop> {
        let negated = self.accept(b'^');
        let start = self.index;
        self.accept(b']');
        while !matches!(self.peek(), 0 | 0x5d) {
            self.index += 1;
        }
        let end = self.index;
        if self.accept(b']') { Ok((negated, start..end)) } else { Err(Stop::InvalidFormat) }
    }
}

impl<'a, U: Unit> Spec<'a, U> {
    pub const BLANK: Self = Self {
        position: None,
        suppress: false,
        allocate: false,
        width: None,
        length: Length::Int,
        conversion: 0,
        set: &[],
        negated: false,
    };

    /// Parses what follows a `%` into this blank specification, in place: to move it as a whole would have to wait until
    /// its parts are in memory. Returns how many units that took.
    pub fn parse(&mut self, units: &'a [U]) -> Result<usize, Stop> {
        let mut cursor = Cursor { units, index: 0 };
        let number = cursor.number();
        // Most specifications are just a letter, perhaps with a width.
        if let code @ (0x64 | 0x73 | 0x66 | 0x75 | 0x78 | 0x63) = cursor.peek() {
            self.conversion = code as u8;
            self.width = number.filter(|&width| width > 0);
            return Ok(cursor.index + 1);
        }
        let mut width = None;
        if let Some(number) = number {
            if cursor.accept(b'$') {
                let valid = |number: &u8| (1..=MAX_POSITIONAL).contains(number);
                self.position = Some(u8::try_from(number).ok().filter(valid).ok_or(Stop::InvalidFormat)?);
            } else {
                width = Some(number);
            }
        }
        if width.is_none() {
            self.suppress = cursor.accept(b'*');
            width = cursor.number();
        }
        // A width of zero would match nothing; no width is what it is taken for everywhere.
        self.width = width.filter(|&width| width > 0);
        self.allocate = cursor.accept(b'm');
        self.length = cursor.length()?;
        // The format may end here.
        let letter = u8::try_from(cursor.peek()).ok().filter(|letter| *letter != 0);
        self.conversion = letter.ok_or(Stop::InvalidFormat)?;
        match self.conversion {
            b'C' => (self.conversion, self.length) = (b'c', Length::Long),
            b'S' => (self.conversion, self.length) = (b's', Length::Long),
            _ => {}
        }
        cursor.index += 1;
        if self.conversion == b'[' {
            let (negated, set) = cursor.set()?;
            (self.negated, self.set) = (negated, &units[set]);
        }
        Ok(cursor.index)
    }
}
