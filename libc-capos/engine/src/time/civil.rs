//! Dates of the proleptic Gregorian calendar and days since 1970-01-01, exact for every `i32` year.
//!
//! The conversions count in years that begin on 1 March, so that the leap day is the last day of
//! the year and the month lengths follow one linear formula; an era is 400 such years.

/// Seconds in a day of POSIX time, which has no leap seconds.
pub const SECS_PER_DAY: i64 = 86_400;
const DAYS_PER_ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH_FROM_MARCH_ZERO: i64 = 719_468;

/// Whether the Gregorian year has 366 days.
#[inline]
pub const fn is_leap(year: i64) -> bool {
    // A multiple of 100 and of 16 is one of 400.
    year & 3 == 0 && (year & 15 == 0 || year % 25 != 0)
}

/// Days in `month` (0 to 11) of `year`.
pub const fn days_in_month(year: i64, month: usize) -> i64 {
    const LENGTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    LENGTHS[month] + (month == 1 && is_leap(year)) as i64
}

/// Day of the year (0 to 365) on which `month` (0 to 11) begins.
pub const fn month_start(year: i64, month: usize) -> i64 {
    const STARTS: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    STARTS[month] + (month > 1 && is_leap(year)) as i64
}

/// Days from 1970-01-01 to the given date; `month` is 0 to 11, `day` counts from 1 and may lie
/// outside the month.
pub const fn days_from_civil(year: i64, month: usize, day: i64) -> i64 {
    days_to_year(year) + month_start(year, month) + day - 1
}

/// Days from 1970-01-01 to 1 January of `year`.
#[inline]
pub const fn days_to_year(year: i64) -> i64 {
    let before = year - 1;
    if before >= 0 && before < NEAR {
        let (before, century) = (before as u32, before as u32 / 100);
        return before as i64 * 365 + (before / 4 + century / 4) as i64 - century as i64 - 719_162;
    }
    before * 365 + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400) - 719_162
}

/// A date: `month` is 0 to 11, `day` 1 to 31, `yday` 0 to 365.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    pub year: i64,
    pub month: usize,
    pub day: i64,
    pub yday: i64,
}

/// The date of the day `days` after 1970-01-01. `days` must lie within `i64::MAX / 86_400`.
#[inline]
pub const fn civil_from_days(days: i64) -> Date {
    let shifted = days + EPOCH_FROM_MARCH_ZERO;
    if shifted >= 0 && shifted < NEAR { near(shifted as u32) } else { far(days) }
}

/// Days for which 32 bits do in [`near`]: almost three million years.
const NEAR: i64 = 1 << 30;

/// The date, given days since 0000-03-01: divisions become multiplications by numbers chosen so that the quotient is in
/// the upper half of the product and the remainder, scaled, in the lower (C. Neri and L. Schneider, "Euclidean affine
/// functions and their application to calendar algorithms").
#[inline]
const fn near(shifted: u32) -> Date {
    let quarter_days = 4 * shifted + 3;
    let century = quarter_days / 146_097;
    let in_century = (quarter_days % 146_097) | 3;
    let scaled = 2_939_745 * in_century as u64;
    let day_of_year = (scaled as u32 / 2_939_745) / 4;
    let march_year = 100 * century + (scaled >> 32) as u32;
    let month_and_day = 2_141 * day_of_year + 197_913;
    let month = month_and_day >> 16;
    let day = (month_and_day & 0xffff) / 2_141;
    let after_new_year = day_of_year >= 306;
    let year = march_year as i64 + after_new_year as i64;
    let (month, yday) = if after_new_year {
        (month - 13, day_of_year - 306)
    } else {
        (month - 1, day_of_year + 59 + is_leap(year) as u32)
    };
    Date { year, month: month as usize, day: day as i64 + 1, yday: yday as i64 }
}

const fn far(days: i64) -> Date {
    let shifted = days + EPOCH_FROM_MARCH_ZERO;
    let era = shifted.div_euclid(DAYS_PER_ERA);
    let day_of_era = shifted.rem_euclid(DAYS_PER_ERA);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / (DAYS_PER_ERA - 1)) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = ((march_month + 2) % 12) as usize;
    let year = year_of_era + era * 400 + (month < 2) as i64;
    Date { year, month, day, yday: month_start(year, month) + day - 1 }
}

/// Day of the week (0 is Sunday) of the day `days` after 1970-01-01, a Thursday.
#[inline]
pub const fn weekday(days: i64) -> i64 {
    if days >= 0 && days < NEAR { ((days as u32 + 4) % 7) as i64 } else { (days + 4).rem_euclid(7) }
}

#[cfg(test)]
mod tests;
