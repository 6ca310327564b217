//! `strptime`: the conversions of POSIX.1-2024 and, as GNU has them, `%F %G %g %k %l %P %s %u %V %z %Z`.
//!
//! White space in the format, `%n` and `%t` match any white space; numbers may follow white space;
//! names match in any case, full or short. `%C` and `%y`, `%I` and `%p` combine in either order. When
//! enough is known, the fields of the date that were not given (`tm_wday`, `tm_yday`, or month and
//! day) are computed.

mod date;

use super::names::{AM_PM, DAYS, DAYS_SHORT, MONTHS, MONTHS_SHORT};
use super::tm::Tm;
use date::Parsed;

/// What a conversion needs besides the text.
#[derive(Clone, Copy)]
pub struct Env<'a> {
    /// The names of standard and daylight time, which `%Z` recognises; asked for only then.
    pub zone_names: &'a dyn Fn() -> [&'static [u8]; 2],
    /// The local time at an instant, for `%s`.
    pub local: &'a dyn Fn(i64) -> Option<Tm>,
}

/// Reads `input` as `format` says into `tm`, and returns how many bytes of `input` were read; `None`
/// where they do not match. Fields that no conversion concerns keep their values.
pub fn strptime(input: &[u8], format: &[u8], tm: &mut Tm, env: &Env<'_>) -> Option<usize> {
    let mut reader = Reader { rest: input, tm, env, parsed: Parsed::default() };
    reader.format(format)?;
    reader.parsed.complete(reader.tm);
    Some(input.len() - reader.rest.len())
}

struct Reader<'a> {
    rest: &'a [u8],
    tm: &'a mut Tm,
    env: &'a Env<'a>,
    parsed: Parsed,
}

/// White space of the C locale.
fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'\x0b'
}

impl Reader<'_> {
    fn skip_space(&mut self) {
        if self.rest.first().is_none_or(|&byte| !is_space(byte)) {
            return;
        }
        let spaces = self.rest.iter().take_while(|&&b| is_space(b)).count();
        self.rest = &self.rest[spaces..];
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        self.rest = self.rest.strip_prefix(&[byte])?;
        Some(())
    }

    fn format(&mut self, mut format: &[u8]) -> Option<()> {
        while let Some((&byte, after)) = format.split_first() {
            format = after;
            if byte == b'%' {
                format = match after {
                    [letter, behind @ ..] if self.plain(*letter) => behind,
                    [b'Y', behind @ ..] => {
                        self.year(4)?;
                        behind
                    }
                    _ => self.specification(after)?,
                };
            } else if byte <= b' ' && is_space(byte) {
                self.skip_space();
            } else {
                self.eat(byte)?;
            }
        }
        Some(())
    }

    /// Reads two digits for a field of its own, if that is what is asked for and what comes: nearly all that programs
    /// read.
    #[inline]
    fn plain(&mut self, letter: u8) -> bool {
        let [tens, ones, rest @ ..] = self.rest else { return false };
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        if tens > 9 || ones > 9 {
            return false;
        }
        let value = i32::from(tens * 10 + ones);
        match letter {
            b'S' if value <= 60 => self.tm.sec = value,
            b'M' if value <= 59 => self.tm.min = value,
            b'H' if value <= 23 => (self.tm.hour, self.parsed.hour12) = (value, false),
            b'd' if (1..=31).contains(&value) => (self.tm.mday, self.parsed.mday) = (value, true),
            b'm' if (1..=12).contains(&value) => (self.tm.mon, self.parsed.mon) = (value - 1, true),
            _ => return false,
        }
        self.rest = rest;
        true
    }

    /// Reads by the specification after a `%` and returns the format after it.
    fn specification<'f>(&mut self, mut format: &'f [u8]) -> Option<&'f [u8]> {
        // Flags of padding say nothing to a reader; a width limits the digits.
        while let [b'0' | b'+' | b'-' | b'_' | b'^' | b'#', after @ ..] = format {
            format = after;
        }
        let mut width = None;
        while let [digit @ b'0'..=b'9', after @ ..] = format {
            width =
                Some(width.unwrap_or(0usize).saturating_mul(10).saturating_add(usize::from(digit - b'0')));
            format = after;
        }
        if let [b'E' | b'O', after @ ..] = format {
            format = after;
        }
        let (&conversion, after) = format.split_first()?;
        self.convert(conversion, width.filter(|&width| width > 0))?;
        Some(after)
    }

    #[inline(never)]
    fn convert(&mut self, conversion: u8, width: Option<usize>) -> Option<()> {
        let mut number = |default: usize, low, high| self.number(width.unwrap_or(default), low, high);
        match conversion {
            b'%' => self.eat(b'%')?,
            b'n' | b't' => self.skip_space(),
            b'a' | b'A' => {
                self.tm.wday = self.name(&DAYS, &DAYS_SHORT)?;
                self.parsed.wday = true;
            }
            b'b' | b'B' | b'h' => {
                self.tm.mon = self.name(&MONTHS, &MONTHS_SHORT)?;
                self.parsed.mon = true;
            }
            b'c' => self.format(b"%a %b %e %H:%M:%S %Y")?,
            b'D' | b'x' => self.format(b"%m/%d/%y")?,
            b'F' => self.iso_date(width)?,
            b'r' => self.format(b"%I:%M:%S %p")?,
            b'R' => self.format(b"%H:%M")?,
            b'T' | b'X' => self.format(b"%H:%M:%S")?,
            b'C' => self.parsed.century = Some(number(2, 0, i64::MAX)?),
            b'y' => self.parsed.year_in_century = Some(number(2, 0, 99)?),
            b'Y' => self.year(width.unwrap_or(4))?,
            b'd' | b'e' => {
                self.tm.mday = number(2, 1, 31)? as i32;
                self.parsed.mday = true;
            }
            b'm' => {
                self.tm.mon = number(2, 1, 12)? as i32 - 1;
                self.parsed.mon = true;
            }
            b'j' => {
                self.tm.yday = number(3, 1, 366)? as i32 - 1;
                self.parsed.yday = true;
            }
            b'H' | b'k' => {
                self.tm.hour = number(2, 0, 23)? as i32;
                self.parsed.hour12 = false;
            }
            b'I' | b'l' => {
                self.tm.hour = number(2, 1, 12)? as i32 % 12;
                self.parsed.hour12 = true;
            }
            b'p' | b'P' => self.parsed.afternoon = self.name(&AM_PM, &AM_PM)? == 1,
            b'M' => self.tm.min = number(2, 0, 59)? as i32,
            b'S' => self.tm.sec = number(2, 0, 60)? as i32,
            b's' => self.epoch()?,
            b'u' => {
                self.tm.wday = number(1, 1, 7)? as i32 % 7;
                self.parsed.wday = true;
            }
            b'w' => {
                self.tm.wday = number(1, 0, 6)? as i32;
                self.parsed.wday = true;
            }
            b'U' => self.parsed.week_from_sunday = Some(number(2, 0, 53)?),
            b'W' => self.parsed.week_from_monday = Some(number(2, 0, 53)?),
            // The ISO week is read for its form only, as GNU does: it does not name a day alone.
            b'V' => drop(number(2, 1, 53)?),
            b'g' => drop(number(2, 0, 99)?),
            b'G' => drop(self.signed(width.unwrap_or(4))?),
            b'z' => self.offset()?,
            b'Z' => self.zone(),
            _ => return None,
        }
        Some(())
    }

    /// Digits, at most `width`, whose value lies in the range. Reading stops where a further digit
    /// could only leave it, so that `%H%M` reads `930`.
    fn digits(&mut self, width: usize, low: i64, high: i64) -> Option<i64> {
        let mut value: i64 = 0;
        let mut len = 0;
        while let Some(digit @ b'0'..=b'9') = self.rest.get(len).filter(|_| len < width) {
            value = value.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
            len += 1;
            if value > high / 10 {
                break;
            }
        }
        self.rest = &self.rest[len..];
        (len > 0 && (low..=high).contains(&value)).then_some(value)
    }

    fn number(&mut self, width: usize, low: i64, high: i64) -> Option<i64> {
        self.skip_space();
        self.digits(width, low, high)
    }

    fn signed(&mut self, width: usize) -> Option<i64> {
        self.skip_space();
        if self.eat(b'-').is_some() {
            return self.digits(width, 0, i64::MAX).map(|value| -value);
        }
        let _ = self.eat(b'+');
        self.digits(width, 0, i64::MAX)
    }

    fn year(&mut self, width: usize) -> Option<()> {
        if let Some((&text, rest)) = self.rest.split_first_chunk::<4>()
            && width == 4
            && let [a @ 0..=9, b @ 0..=9, c @ 0..=9, d @ 0..=9] = text.map(|digit| digit.wrapping_sub(b'0'))
        {
            self.rest = rest;
            self.tm.year = (i32::from(a) * 10 + i32::from(b)) * 100 + i32::from(c) * 10 + i32::from(d) - 1900;
        } else {
            self.tm.year = i32::try_from(self.signed(width)? - 1900).ok()?;
        }
        self.parsed.century = None;
        self.parsed.year_in_century = None;
        self.parsed.year = true;
        Some(())
    }

    /// `%F`, `%+4Y-%m-%d` by definition; a width is that of the whole.
    fn iso_date(&mut self, width: Option<usize>) -> Option<()> {
        self.year(width.map_or(4, |width| width.saturating_sub(6).max(4)))?;
        self.format(b"-%m-%d")
    }

    /// The index of the name that the text begins with, in any case.
    fn name(&mut self, full: &[&str], short: &[&str]) -> Option<i32> {
        let begins = |name: &&str| {
            self.rest.get(..name.len()).is_some_and(|text| text.eq_ignore_ascii_case(name.as_bytes()))
        };
        let (index, name) = full
            .iter()
            .enumerate()
            .find(|(_, name)| begins(name))
            .or_else(|| short.iter().enumerate().find(|(_, name)| begins(name)))?;
        self.rest = &self.rest[name.len()..];
        Some(index as i32)
    }

    fn epoch(&mut self) -> Option<()> {
        let seconds = self.signed(usize::MAX)?;
        *self.tm = (self.env.local)(seconds)?;
        self.parsed = Parsed::default();
        Some(())
    }

    /// `Z`, or a sign and `hh`, `hhmm` or `hh:mm`.
    fn offset(&mut self) -> Option<()> {
        self.skip_space();
        if self.eat(b'Z').is_some() {
            self.tm.gmtoff = 0;
            return Some(());
        }
        let negative = self.eat(b'-').is_some();
        if !negative {
            self.eat(b'+')?;
        }
        let two = |reader: &mut Self, high| {
            let [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] = reader.rest else { return None };
            reader.rest = rest;
            let value = i64::from(tens - b'0') * 10 + i64::from(ones - b'0');
            (value <= high).then_some(value)
        };
        let mut seconds = two(self, 99)? * 3600;
        let colon = matches!(self.rest, [b':', b'0'..=b'9', ..]);
        if colon {
            self.eat(b':')?;
        }
        if colon || self.rest.first().is_some_and(u8::is_ascii_digit) {
            seconds += two(self, 59)? * 60;
        }
        self.tm.gmtoff = if negative { -seconds } else { seconds };
        Some(())
    }

    /// The name of a zone. One of the two known names says whether daylight time holds; any other
    /// is read over.
    fn zone(&mut self) {
        self.skip_space();
        let len = self.rest.iter().take_while(|&&b| !is_space(b)).count();
        let letters =
            self.rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'+' || **b == b'-').count();
        let known = (self.env.zone_names)()
            .iter()
            .position(|name| !name.is_empty() && *name == &self.rest[..letters]);
        if let Some(index) = known {
            self.tm.isdst = index as i32;
        }
        self.rest = &self.rest[if known.is_some() { letters } else { len }..];
    }
}

#[cfg(test)]
mod tests;
