//! The short way for conversions without flags and width whose fields lie in their ranges. Everything else takes the
//! long way.

use super::fields::{hour12, iso_week};
use crate::time::Tm;
use crate::time::names::{AM_PM, DAYS, DAYS_SHORT, MONTHS, MONTHS_SHORT};

/// Bytes that the longest of these conversions needs.
pub(super) const ROOM: usize = 10;

pub(super) struct Plain<'a>(pub &'a Tm);

impl Plain<'_> {
    /// The text of a conversion; `None` leaves it to the long way.
    #[inline]
    pub fn text<'b>(&self, conversion: u8, buffer: &'b mut [u8; ROOM]) -> Option<&'b [u8]> {
        let tm = self.0;
        let length = match conversion {
            b'Y' => self.year(buffer)?,
            b'm' => two(buffer, 0, tm.mon.wrapping_add(1))?,
            b'd' => two(buffer, 0, tm.mday)?,
            b'H' => two(buffer, 0, tm.hour)?,
            b'M' => two(buffer, 0, tm.min)?,
            b'S' => two(buffer, 0, tm.sec)?,
            b'T' => {
                two(buffer, 0, tm.hour)?;
                two(buffer, 3, tm.min)?;
                two(buffer, 6, tm.sec)?;
                (buffer[2], buffer[5]) = (b':', b':');
                8
            }
            b'R' => {
                two(buffer, 0, tm.hour)?;
                two(buffer, 3, tm.min)?;
                buffer[2] = b':';
                5
            }
            b'F' => {
                self.year(buffer)?;
                two(buffer, 5, tm.mon.wrapping_add(1))?;
                two(buffer, 8, tm.mday)?;
                (buffer[4], buffer[7]) = (b'-', b'-');
                10
            }
            b'G' => {
                let (year, _) = self.week()?;
                four(buffer, year)?
            }
            b'V' => two(buffer, 0, self.week()?.1)?,
            b'u' => {
                buffer[0] = b'0' + if tm.wday == 0 { 7 } else { digit(tm.wday, 6)? };
                1
            }
            b'j' => {
                let day = tm.yday.checked_add(1).filter(|day| (1..=366).contains(day))?;
                buffer[0] = b'0' + (day / 100) as u8;
                two(buffer, 1, day % 100)?;
                3
            }
            b'I' => {
                let hour = digit(tm.hour, 23)?;
                two(buffer, 0, hour12(hour.into()) as i32)?
            }
            b'p' => return name(&AM_PM, i32::from(digit(tm.hour, 23)? >= 12)),
            b'A' => return name(&DAYS, tm.wday),
            b'B' => return name(&MONTHS, tm.mon),
            b'a' => return name(&DAYS_SHORT, tm.wday),
            b'b' | b'h' => return name(&MONTHS_SHORT, tm.mon),
            _ => return None,
        };
        Some(&buffer[..length])
    }

    /// A year of four digits.
    fn year(&self, buffer: &mut [u8; ROOM]) -> Option<usize> {
        four(buffer, self.0.year.checked_add(1900)?)
    }

    /// The ISO week, for fields in their ranges.
    fn week(&self) -> Option<(i32, i32)> {
        let tm = self.0;
        let ordinary =
            digit(tm.wday, 6).is_some() && (0..366).contains(&tm.yday) && (0..8000).contains(&tm.year);
        ordinary.then(|| iso_week(tm)).map(|(year, week)| (year as i32, week as i32))
    }
}

/// A number that is not negative and not above the limit.
#[inline]
fn digit(value: i32, limit: u8) -> Option<u8> {
    u8::try_from(value).ok().filter(|value| *value <= limit)
}

/// Writes a year of four digits and returns 4.
fn four(buffer: &mut [u8; ROOM], year: i32) -> Option<usize> {
    if !(1000..=9999).contains(&year) {
        return None;
    }
    two(buffer, 0, year / 100)?;
    two(buffer, 2, year % 100)?;
    Some(4)
}

/// Writes a number of two digits and returns 2.
#[inline]
fn two(buffer: &mut [u8; ROOM], at: usize, value: i32) -> Option<usize> {
    let value = u8::try_from(value).ok().filter(|&value| value < 100)?;
    buffer[at] = b'0' + value / 10;
    buffer[at + 1] = b'0' + value % 10;
    Some(2)
}

#[inline]
fn name(names: &[&'static str], index: i32) -> Option<&'static [u8]> {
    usize::try_from(index).ok().and_then(|index| names.get(index)).map(|name| name.as_bytes())
}
