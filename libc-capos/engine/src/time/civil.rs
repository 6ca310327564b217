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
pub const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
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
pub const fn days_to_year(year: i64) -> i64 {
    let before = year - 1;
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
pub const fn civil_from_days(days: i64) -> Date {
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
pub const fn weekday(days: i64) -> i64 {
    (days + 4).rem_euclid(7)
}

#[cfg(test)]
mod tests;
