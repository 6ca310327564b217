//! The short way for conversions without flags and width whose fields lie in their ranges. Everything else takes the
//! long way.

use crate::time::Tm;
use crate::time::names::{DAYS_SHORT, MONTHS_SHORT};

/// Bytes that the longest of these conversions needs.
pub(super) const ROOM: usize = 10;

pub(super) struct Plain<'a>(pub &'a Tm);

impl Plain<'_> {
    /// The text of a conversion; `None` leaves it to the long way.
    #[inline]
    pub fn text<'b>(&self, conversion: u8, buffer: &'b mut [u8; ROOM]) -> Option<&'b [u8]> {
        let tm = self.0;
        let length = match conversion {
            b'Y' => {
                self.year(buffer)?;
                4
            }
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
            b'a' => return name(&DAYS_SHORT, tm.wday),
            b'b' | b'h' => return name(&MONTHS_SHORT, tm.mon),
            _ => return None,
        };
        Some(&buffer[..length])
    }

    /// A year of four digits.
    fn year(&self, buffer: &mut [u8; ROOM]) -> Option<usize> {
        let year = self.0.year.checked_add(1900).filter(|year| (1000..=9999).contains(year))?;
        two(buffer, 0, year / 100)?;
        two(buffer, 2, year % 100)
    }
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
