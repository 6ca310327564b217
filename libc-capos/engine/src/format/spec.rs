//! Conversion specifications.

use super::sink::{Failure, Unit};

/// The size named by a length modifier, resolved to what it means on x86-64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Char,
    Short,
    Int,
    /// `l`, `ll`, `j`, `z`, `t`, `w64`, …: all are 64 bits. For text it means wide.
    Long,
    /// `L`.
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

/// A width or precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    None,
    Given(u32),
    /// `*`: the next argument.
    Next,
    /// `*m$`.
    Argument(u8),
}

/// The flag characters given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags(u8);

impl Flags {
    pub const LEFT: Self = Self(1);
    pub const PLUS: Self = Self(2);
    pub const SPACE: Self = Self(4);
    pub const ALTERNATE: Self = Self(8);
    pub const ZERO: Self = Self(16);
    pub const GROUP: Self = Self(32);

    #[inline]
    pub fn has(self, flag: Self) -> bool {
        self.0 & flag.0 != 0
    }

    pub fn with(self, flag: Self) -> Self {
        Self(self.0 | flag.0)
    }

    pub fn without(self, flag: Self) -> Self {
        Self(self.0 & !flag.0)
    }

    fn from_code(code: u32) -> Option<Self> {
        Some(match code {
            0x2d => Self::LEFT,
            0x2b => Self::PLUS,
            0x20 => Self::SPACE,
            0x23 => Self::ALTERNATE,
            0x30 => Self::ZERO,
            0x27 => Self::GROUP,
            _ => return None,
        })
    }
}

/// One conversion specification as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spec {
    /// The number of `%n$`, from 1.
    pub position: Option<u8>,
    pub flags: Flags,
    pub width: Amount,
    pub precision: Amount,
    pub length: Length,
    pub conversion: u8,
}

/// The specification's digits, arguments and letters, in order.
struct Cursor<'a, U> {
    units: &'a [U],
    index: usize,
}

impl<U: Unit> Cursor<'_, U> {
    #[inline]
    fn peek(&self) -> u32 {
        self.units.get(self.index).map_or(0, |unit| unit.code())
    }

    #[inline]
    fn accept(&mut self, byte: u8) -> bool {
        if self.peek() != u32::from(byte) {
            return false;
        }
        self.index += 1;
        true
    }

    /// A decimal number, if a digit is next.
    #[inline]
    fn number(&mut self) -> Result<Option<u32>, Failure> {
        let mut value = None;
        while let digit @ 0..=9 = self.peek().wrapping_sub(0x30) {
            let grown = value.unwrap_or(0_u32).checked_mul(10).and_then(|tens| tens.checked_add(digit));
            value = Some(grown.filter(|&value| value <= i32::MAX as u32).ok_or(Failure::Overflow)?);
            self.index += 1;
        }
        Ok(value)
    }

    /// What follows a `*`.
    fn star(&mut self) -> Result<Amount, Failure> {
        match self.number()? {
            None => Ok(Amount::Next),
            Some(number) if self.accept(b'$') => Ok(Amount::Argument(position(number)?)),
            Some(_) => Err(Failure::InvalidFormat),
        }
    }

    fn length(&mut self) -> Result<Length, Failure> {
        let code = self.peek();
        let Ok(letter @ (b'h' | b'l' | b'j' | b'z' | b't' | b'L' | b'w')) = u8::try_from(code) else {
            return Ok(Length::Int);
        };
        self.index += 1;
        Ok(match letter {
            b'h' if self.accept(b'h') => Length::Char,
            b'h' => Length::Short,
            b'l' => {
                self.accept(b'l');
                Length::Long
            }
            b'L' => Length::LongDouble,
            b'w' => return self.exact_width(),
            _ => Length::Long,
        })
    }

    /// `wN` and `wfN`; the fast types of 16 and 32 bits are `int` in this ABI.
    fn exact_width(&mut self) -> Result<Length, Failure> {
        let fast = self.accept(b'f');
        match self.number()? {
            Some(8) => Ok(Length::Char),
            Some(16) if !fast => Ok(Length::Short),
            Some(16 | 32) => Ok(Length::Int),
            Some(64) => Ok(Length::Long),
            _ => Err(Failure::InvalidFormat),
        }
    }
}

fn position(number: u32) -> Result<u8, Failure> {
    match u8::try_from(number) {
        Ok(position @ 1..=super::positional::MAX_POSITIONAL) => Ok(position),
        _ => Err(Failure::InvalidFormat),
    }
}

impl Spec {
    /// A specification not yet read.
    pub const BLANK: Self = Self {
        position: None,
        flags: Flags(0),
        width: Amount::None,
        precision: Amount::None,
        length: Length::Int,
        conversion: 0,
    };

    /// Parses what follows a `%` into a blank specification; returns how many units that took.
    ///
    /// In place, because moving what has just been written byte by byte stalls the processor.
    #[inline]
    pub fn parse<U: Unit>(&mut self, units: &[U]) -> Result<usize, Failure> {
        let spec = self;
        let mut cursor = Cursor { units, index: 0 };
        // Most specifications are just a letter.
        if let code @ (0x63 | 0x64 | 0x66 | 0x67 | 0x69 | 0x73 | 0x75 | 0x78) = cursor.peek() {
            spec.conversion = code as u8;
            return Ok(1);
        }
        // A number first is a position, or else the width.
        if matches!(cursor.peek(), 0x31..=0x39) {
            let number = cursor.number()?.unwrap_or(0);
            if cursor.accept(b'$') {
                spec.position = Some(position(number)?);
            } else {
                spec.width = Amount::Given(number);
            }
        }
        if spec.width == Amount::None {
            while let Some(flag) = Flags::from_code(cursor.peek()) {
                spec.flags = spec.flags.with(flag);
                cursor.index += 1;
            }
            spec.width = if cursor.accept(b'*') {
                cursor.star()?
            } else {
                cursor.number()?.map_or(Amount::None, Amount::Given)
            };
        }
        if cursor.accept(b'.') {
            spec.precision = if cursor.accept(b'*') {
                cursor.star()?
            } else {
                Amount::Given(cursor.number()?.unwrap_or(0))
            };
        }
        spec.length = cursor.length()?;
        // The format may end here.
        let letter = u8::try_from(cursor.peek()).ok().filter(|letter| *letter != 0);
        spec.conversion = letter.ok_or(Failure::InvalidFormat)?;
        match spec.conversion {
            b'C' => (spec.conversion, spec.length) = (b'c', Length::Long),
            b'S' => (spec.conversion, spec.length) = (b's', Length::Long),
            _ => {}
        }
        Ok(cursor.index + 1)
    }
}
