//! The real-time clock's registers as POSIX time.

#[cfg(test)]
mod tests;

/// Registers of the MC146818 clock as read: BCD or binary, 12 or 24 hours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct ClockRegisters {
    pub second: u8,
    pub minute: u8,
    pub hour: u8,
    pub day: u8,
    pub month: u8,
    pub year: u8,
    /// Of status register B: bit 1 is the 24-hour mode, bit 2 binary.
    pub mode: u8,
}

const MODE_24_HOURS: u8 = 1 << 1;
const MODE_BINARY: u8 = 1 << 2;
const HOUR_PM: u8 = 1 << 7;

impl ClockRegisters {
    /// Seconds since the epoch; `None` if a field is out of range. The century is not in the registers: years
    /// up to 69 are taken to be of this one, as POSIX does for two-digit years.
    pub(crate) fn to_seconds(self) -> Option<i64> {
        let decode = |value: u8| {
            if self.mode & MODE_BINARY != 0 {
                return Some(value);
            }
            (value & 0xf <= 9 && value >> 4 <= 9).then_some((value & 0xf) + (value >> 4) * 10)
        };
        let mut hour = decode(self.hour & !HOUR_PM)?;
        if self.mode & MODE_24_HOURS == 0 {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + if self.hour & HOUR_PM != 0 { 12 } else { 0 };
        }
        let (second, minute) = (decode(self.second)?, decode(self.minute)?);
        let (day, month) = (decode(self.day)?, decode(self.month)?);
        let year = match decode(self.year)? {
            year @ 0..=68 => 2000 + i64::from(year),
            year @ 69..=99 => 1900 + i64::from(year),
            _ => return None,
        };
        let valid = second < 60 && minute < 60 && hour < 24 && (1..=12).contains(&month);
        if !valid || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        let seconds = (i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second);
        Some(days_since_epoch(year, month, day) * 86400 + seconds)
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_since_epoch(year: i64, month: u8, day: u8) -> i64 {
    let leap_days = |year: i64| year / 4 - year / 100 + year / 400;
    let years = (year - 1970) * 365 + leap_days(year - 1) - leap_days(1969);
    let months: i64 = (1..month).map(|month| i64::from(days_in_month(year, month))).sum();
    years + months + i64::from(day) - 1
}
