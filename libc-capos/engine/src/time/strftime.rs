//! `strftime` and `wcsftime`: one implementation over the unit type of the text.
//!
//! The conversions are those of C23 and POSIX.1-2024 with the GNU extensions in wide use: the flags
//! `_` (pad with spaces), `-` (no padding), `0`, `+`, `^` (upper case), `#` (other case), a minimum
//! width on any conversion, and `%k %l %P`. The C locale has no alternative forms, so the modifiers
//! `E` and `O` are accepted where they are allowed and change nothing. A specification that is none
//! of these is copied as it stands.

mod fields;
mod plain;
mod spec;

use super::names::{AM_PM, DAYS, DAYS_SHORT, MONTHS, MONTHS_SHORT};
use super::tm::Tm;
use plain::Plain;
use spec::{Case, Padding, Spec};

/// An element of the text: `char` or `wchar_t`. Everything that is generated is ASCII.
pub trait Unit: Copy {
    fn from_ascii(byte: u8) -> Self;
    /// The element as ASCII, or a byte that means nothing in a format.
    fn to_ascii(self) -> u8;
}

impl Unit for u8 {
    fn from_ascii(byte: u8) -> u8 {
        byte
    }
    fn to_ascii(self) -> u8 {
        self
    }
}

/// `wchar_t`.
impl Unit for i32 {
    fn from_ascii(byte: u8) -> i32 {
        i32::from(byte)
    }
    fn to_ascii(self) -> u8 {
        u8::try_from(self).unwrap_or(0)
    }
}

/// Why the text is not complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The sink takes no more.
    Full,
    /// `%s` of a time that has no representation.
    Overflow,
}

/// Takes the text.
pub trait Sink<U: Unit> {
    fn put(&mut self, unit: U) -> Result<(), Error>;

    /// Takes a piece of ASCII text; a sink that is full may have taken the front of it.
    fn put_ascii(&mut self, text: &[u8]) -> Result<(), Error> {
        text.iter().try_for_each(|&byte| self.put(U::from_ascii(byte)))
    }
}

/// What a conversion needs besides the fields.
#[derive(Clone, Copy)]
pub struct Env<'a> {
    /// The abbreviation of the zone, for `%Z`; asked for only then.
    pub zone: &'a dyn Fn() -> &'a [u8],
    /// The instant that the fields name, for `%s`.
    pub to_epoch: &'a dyn Fn(&Tm) -> Option<i64>,
}

/// Writes `tm` to `sink` as `format` (without its terminator) says.
pub fn strftime<U: Unit>(format: &[U], tm: &Tm, env: &Env<'_>, sink: &mut impl Sink<U>) -> Result<(), Error> {
    let printer = Printer { tm, env };
    let mut rest = format;
    let mut buffer = [0; plain::ROOM];
    while let Some((&unit, after)) = rest.split_first() {
        if unit.to_ascii() != b'%' {
            sink.put(unit)?;
            rest = after;
            continue;
        }
        // Most specifications are just a letter.
        if let Some((letter, behind)) = after.split_first()
            && let Some(text) = Plain(tm).text(letter.to_ascii(), &mut buffer)
        {
            sink.put_ascii(text)?;
            rest = behind;
            continue;
        }
        let used = printer.specification(after, &mut |text| sink.put_ascii(text))?;
        if used == 0 {
            sink.put(unit)?;
        }
        rest = &after[used..];
    }
    Ok(())
}

/// A piece of the output: a unit of the format, or generated text.
enum Part<'a, U> {
    Copied(U),
    Made(&'a [u8]),
}

/// Where generated text goes.
type Out<'a> = &'a mut dyn FnMut(&[u8]) -> Result<(), Error>;

struct Printer<'a, 'e> {
    tm: &'a Tm,
    env: &'a Env<'e>,
}

impl Printer<'_, '_> {
    fn format<U: Unit>(
        &self,
        format: &[U],
        out: &mut dyn FnMut(Part<'_, U>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut rest = format;
        while let Some((&unit, after)) = rest.split_first() {
            rest = after;
            let mut used = 0;
            if unit.to_ascii() == b'%' {
                used = self.specification(after, &mut |text| out(Part::Made(text)))?;
            }
            if used == 0 {
                out(Part::Copied(unit))?;
            }
            rest = &rest[used..];
        }
        Ok(())
    }

    /// Converts by the specification that `text`, which follows a `%`, begins with; returns how long it is, or 0 where
    /// there is none.
    fn specification<U: Unit>(&self, text: &[U], out: Out<'_>) -> Result<usize, Error> {
        match Spec::parse(text) {
            Some((spec, len)) if self.convert(&spec, out)? => Ok(len),
            _ => Ok(0),
        }
    }

    /// Writes one conversion; `false` where there is none of that letter.
    fn convert(&self, spec: &Spec, out: Out<'_>) -> Result<bool, Error> {
        let tm = self.tm;
        let number = |value, digits, out: Out<'_>| number(spec, value, digits, Padding::Zero, out);
        let spaced = |value, out: Out<'_>| self::number(spec, value, 2, Padding::Space, out);
        let name = |names: &[&str], index: i32, out: Out<'_>| {
            let found = usize::try_from(index).ok().and_then(|i| names.get(i));
            text(spec, found.map_or(b"?", |name| name.as_bytes()), true, out)
        };
        let half_day = AM_PM[usize::from(tm.hour > 11)].as_bytes();
        match spec.conversion {
            b'%' => text(spec, b"%", true, out),
            b'n' => text(spec, b"\n", true, out),
            b't' => text(spec, b"\t", true, out),
            b'a' => name(&DAYS_SHORT, tm.wday, out),
            b'A' => name(&DAYS, tm.wday, out),
            b'b' | b'h' => name(&MONTHS_SHORT, tm.mon, out),
            b'B' => name(&MONTHS, tm.mon, out),
            b'p' => text(spec, half_day, false, out),
            // Lower case is what `%P` is for, whatever the flags.
            b'P' => text(&Spec { case: Case::AsIs, ..*spec }, &half_day.to_ascii_lowercase(), true, out),
            b'c' => self.composite(spec, b"%a %b %e %H:%M:%S %Y", out),
            b'D' | b'x' => self.composite(spec, b"%m/%d/%y", out),
            b'r' => self.composite(spec, b"%I:%M:%S %p", out),
            b'R' => self.composite(spec, b"%H:%M", out),
            b'T' | b'X' => self.composite(spec, b"%H:%M:%S", out),
            b'F' => self.iso_date(spec, out),
            b'd' => number(i64::from(tm.mday), 2, out),
            b'e' => spaced(i64::from(tm.mday), out),
            b'H' => number(i64::from(tm.hour), 2, out),
            b'k' => spaced(i64::from(tm.hour), out),
            b'I' => number(fields::hour12(tm.hour), 2, out),
            b'l' => spaced(fields::hour12(tm.hour), out),
            b'j' => number(i64::from(tm.yday) + 1, 3, out),
            b'm' => number(i64::from(tm.mon) + 1, 2, out),
            b'M' => number(i64::from(tm.min), 2, out),
            b'S' => number(i64::from(tm.sec), 2, out),
            b's' => {
                self::number(spec, (self.env.to_epoch)(tm).ok_or(Error::Overflow)?, 1, Padding::Space, out)
            }
            b'u' => number((i64::from(tm.wday) - 1).rem_euclid(7) + 1, 1, out),
            b'w' => number(i64::from(tm.wday), 1, out),
            b'U' => number(fields::week(tm, 0), 2, out),
            b'W' => number(fields::week(tm, 1), 2, out),
            b'V' => number(fields::iso_week(tm).1, 2, out),
            b'g' => number(fields::iso_week(tm).0.rem_euclid(100), 2, out),
            b'G' => year(spec, fields::iso_week(tm).0, out),
            b'y' => number(tm.full_year().rem_euclid(100), 2, out),
            b'Y' => year(spec, tm.full_year(), out),
            b'C' => century(spec, tm.full_year(), out),
            b'z' => self.offset(spec, out),
            b'Z' => text(spec, if tm.isdst < 0 { b"" } else { (self.env.zone)() }, false, out),
            _ => return Ok(false),
        }?;
        Ok(true)
    }

    /// A conversion that stands for others, padded as a whole.
    fn composite(&self, spec: &Spec, format: &[u8], out: Out<'_>) -> Result<(), Error> {
        let inner = Spec { width: None, ..*spec };
        let run = |out: Out<'_>| {
            self.format(format, &mut |part: Part<'_, u8>| match part {
                // Only an upper-case flag reaches into the parts.
                Part::Copied(byte) => out(&[byte]),
                Part::Made(made) if spec.case == Case::Upper => text(&inner, made, true, out),
                Part::Made(made) => out(made),
            })
        };
        if let Some(width) = spec.width {
            let mut len = 0;
            run(&mut |text| {
                len += text.len();
                Ok(())
            })?;
            pad(spec, width.saturating_sub(len), out)?;
        }
        run(out)
    }

    /// `%F`, which alone means `%+4Y-%m-%d`; a width is that of the whole.
    fn iso_date(&self, spec: &Spec, out: Out<'_>) -> Result<(), Error> {
        let default = if spec.width.is_none() { Padding::Plus } else { Padding::Zero };
        let year_spec = Spec {
            padding: Some(spec.padding.unwrap_or(default)),
            width: Some(spec.width.map_or(4, |width| width.saturating_sub(6))),
            ..*spec
        };
        year(&year_spec, self.tm.full_year(), out)?;
        self.composite(&Spec { width: None, ..*spec }, b"-%m-%d", out)
    }

    /// `%z`: `+hhmm`, nothing where the zone is not known.
    fn offset(&self, spec: &Spec, out: Out<'_>) -> Result<(), Error> {
        if self.tm.isdst < 0 {
            return Ok(());
        }
        let minutes = self.tm.gmtoff / 60;
        // A zone west of Greenwich by less than a minute is still west of it.
        let sign = if self.tm.gmtoff < 0 { b'-' } else { b'+' };
        let value = (minutes / 60 * 100 + minutes % 60).unsigned_abs();
        let spec = Spec { width: spec.width.map(|width| width.max(5)), ..*spec };
        signed(&spec, Some(sign), value, 4, Padding::Zero, out)
    }
}

fn repeat(byte: u8, count: usize, out: Out<'_>) -> Result<(), Error> {
    let chunk = [byte; 16];
    let mut left = count;
    while left > 0 {
        let len = left.min(chunk.len());
        out(&chunk[..len])?;
        left -= len;
    }
    Ok(())
}

/// Pads text on its left.
fn pad(spec: &Spec, count: usize, out: Out<'_>) -> Result<(), Error> {
    match spec.padding {
        Some(Padding::Zero | Padding::Plus) => repeat(b'0', count, out),
        // What `-` leaves out is the conversion's own padding, not the width that was asked for.
        Some(Padding::Space | Padding::None) | None => repeat(b' ', count, out),
    }
}

/// Writes text; `#` raises it, or lowers it where `raises` is false.
fn text(spec: &Spec, text: &[u8], raises: bool, out: Out<'_>) -> Result<(), Error> {
    pad(spec, spec.width.unwrap_or(0).saturating_sub(text.len()), out)?;
    match spec.case {
        Case::AsIs => out(text),
        Case::Other if !raises => text.iter().try_for_each(|byte| out(&[byte.to_ascii_lowercase()])),
        Case::Upper | Case::Other => text.iter().try_for_each(|byte| out(&[byte.to_ascii_uppercase()])),
    }
}

fn number(spec: &Spec, value: i64, digits: usize, default: Padding, out: Out<'_>) -> Result<(), Error> {
    signed(spec, (value < 0).then_some(b'-'), value.unsigned_abs(), digits, default, out)
}

/// `%Y` and `%G`: no padding unless asked for.
fn year(spec: &Spec, year: i64, out: Out<'_>) -> Result<(), Error> {
    let plus = spec.padding == Some(Padding::Plus) && (year > 9999 || spec.width.is_some_and(|w| w > 4));
    let sign = if year < 0 { Some(b'-') } else { plus.then_some(b'+') };
    signed(spec, sign, year.unsigned_abs(), 1, Padding::Zero, out)
}

/// `%C`; before the year 0 a sign keeps `%C%y` telling.
fn century(spec: &Spec, year: i64, out: Out<'_>) -> Result<(), Error> {
    let century = year.div_euclid(100);
    let plus = spec.padding == Some(Padding::Plus) && (century > 99 || spec.width.is_some_and(|w| w > 2));
    let sign = if century < 0 { Some(b'-') } else { plus.then_some(b'+') };
    signed(spec, sign, century.unsigned_abs(), 2, Padding::Zero, out)
}

/// Writes a sign and a number of at least `digits` digits, or as wide as the specification says
/// (the sign counts).
fn signed(
    spec: &Spec,
    sign: Option<u8>,
    value: u64,
    digits: usize,
    default: Padding,
    out: Out<'_>,
) -> Result<(), Error> {
    // Room for a sign and the digits of the largest number, zeros in front.
    let mut buffer = [b'0'; 24];
    let mut start = buffer.len();
    let mut left = value;
    while left > 0 || start == buffer.len() {
        start -= 1;
        buffer[start] = b'0' + (left % 10) as u8;
        left /= 10;
    }
    let sign_len = usize::from(sign.is_some());
    let (width, length) = (spec.width.unwrap_or(0), buffer.len() - start + sign_len);
    let missing = width.max(digits + sign_len).saturating_sub(length);
    let (spaces, zeros) = match spec.padding.unwrap_or(default) {
        Padding::None => (width.saturating_sub(length), 0),
        Padding::Space => (missing, 0),
        Padding::Zero | Padding::Plus => (0, missing),
    };
    repeat(b' ', spaces, out)?;
    if zeros + sign_len > start {
        out(sign.as_slice())?;
        repeat(b'0', zeros, out)?;
        return out(&buffer[start..]);
    }
    start -= zeros;
    if let Some(sign) = sign {
        start -= 1;
        buffer[start] = sign;
    }
    out(&buffer[start..])
}

#[cfg(test)]
mod tests;
