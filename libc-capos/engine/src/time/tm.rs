//! The broken-down time, and the text form of `asctime`.

use core::fmt::Write;

use super::civil::{self, SECS_PER_DAY};
use super::names::{DAYS_SHORT, MONTHS_SHORT};

/// `struct tm` without the zone's name: the fields keep C's meaning, C's ranges and C's places.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tm {
    pub sec: i32,
    pub min: i32,
    pub hour: i32,
    pub mday: i32,
    pub mon: i32,
    /// Years since 1900.
    pub year: i32,
    pub wday: i32,
    pub yday: i32,
    pub isdst: i32,
    /// Seconds east of Greenwich.
    pub gmtoff: i64,
}

impl Tm {
    /// The local time `offset` seconds east of Greenwich at `seconds` after the epoch, or `None`
    /// where the year does not fit `tm_year`.
    #[inline(always)]
    pub fn from_epoch(seconds: i64, offset: i32, isdst: bool) -> Option<Tm> {
        // Split first and add the offset to the small part: `seconds + offset` could overflow.
        let mut days = seconds.div_euclid(SECS_PER_DAY);
        // The first of days may begin before the first of seconds.
        let mut in_day = seconds.wrapping_sub(days.wrapping_mul(SECS_PER_DAY)) + i64::from(offset);
        if !(0..SECS_PER_DAY).contains(&in_day) {
            days += in_day.div_euclid(SECS_PER_DAY);
            in_day = in_day.rem_euclid(SECS_PER_DAY);
        }
        let in_day = in_day as u32;
        let date = civil::civil_from_days(days);
        Some(Tm {
            sec: (in_day % 60) as i32,
            min: (in_day / 60 % 60) as i32,
            hour: (in_day / 3600) as i32,
            mday: date.day as i32,
            mon: date.month as i32,
            year: i32::try_from(date.year - 1900).ok()?,
            wday: civil::weekday(days) as i32,
            yday: date.yday as i32,
            isdst: i32::from(isdst),
            gmtoff: i64::from(offset),
        })
    }

    /// Seconds from the epoch to these fields read as UTC; fields may be out of their ranges, as
    /// `mktime` and `timegm` allow. Every combination of `int` fields fits.
    pub fn to_epoch_utc(&self) -> i64 {
        let months = i64::from(self.year) * 12 + i64::from(self.mon);
        let year = months.div_euclid(12) + 1900;
        let days = civil::days_from_civil(year, months.rem_euclid(12) as usize, i64::from(self.mday));
        days * SECS_PER_DAY + i64::from(self.hour) * 3600 + i64::from(self.min) * 60 + i64::from(self.sec)
    }

    /// The instant of these fields read as UTC, and the day of the week and of the year, if all fields that make the
    /// instant are in their ranges.
    #[inline]
    pub fn normal_utc(&self) -> Option<(i64, i32, i32)> {
        let year = self.full_year();
        let is_normal = (0..12).contains(&self.mon)
            && self.mday >= 1
            && (self.mday <= 28 || i64::from(self.mday) <= civil::days_in_month(year, self.mon as usize))
            && (0..24).contains(&self.hour)
            && (0..60).contains(&self.min)
            && (0..60).contains(&self.sec);
        is_normal.then(|| {
            let yday = civil::month_start(year, self.mon as usize) + i64::from(self.mday) - 1;
            let days = civil::days_to_year(year) + yday;
            let in_day = (self.hour * 60 + self.min) * 60 + self.sec;
            (days * SECS_PER_DAY + i64::from(in_day), civil::weekday(days) as i32, yday as i32)
        })
    }

    /// The year of the calendar.
    pub fn full_year(&self) -> i64 {
        i64::from(self.year) + 1900
    }
}

/// The text of `asctime`: 25 bytes for fields in their ranges, and never more than this.
pub const ASCTIME_MAX: usize = 72;

/// `asctime`'s text, newline included. A day or month that does not exist reads `???`.
///
/// C leaves the result undefined outside the ranges; the text then only gets longer than 25 bytes,
/// and the callers check that against their buffer.
pub struct AscTime {
    bytes: [u8; ASCTIME_MAX],
    len: usize,
}

impl AscTime {
    pub fn new(tm: &Tm) -> AscTime {
        let name = |names: &[&'static str], index: i32| {
            usize::try_from(index).ok().and_then(|i| names.get(i).copied()).unwrap_or("???")
        };
        let (wday, mon) = (name(&DAYS_SHORT, tm.wday), name(&MONTHS_SHORT, tm.mon));
        let Tm { mday, hour, min, sec, .. } = *tm;
        let year = tm.full_year();
        let mut text = AscTime { bytes: [0; ASCTIME_MAX], len: 0 };
        // The buffer has room for the longest fields there are, so writing does not fail.
        let _ = writeln!(text, "{wday} {mon}{mday:3} {hour:02}:{min:02}:{sec:02} {year}");
        text
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

impl Write for AscTime {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        let end = self.len + text.len();
        self.bytes.get_mut(self.len..end).ok_or(core::fmt::Error)?.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
