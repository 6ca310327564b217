//! Values of conversions that are not fields of `struct tm` themselves: weeks and hours.

use crate::time::Tm;
use crate::time::civil::is_leap;

/// The year and number (1 to 53) of the ISO 8601 week: weeks begin on Monday, and week 1 is the one
/// with the year's first Thursday.
pub(super) fn iso_week(tm: &Tm) -> (i64, i64) {
    let since_monday = (i64::from(tm.wday) - 1).rem_euclid(7);
    let thursday = i64::from(tm.yday) - since_monday + 3;
    let year = tm.full_year();
    let days = |year| 365 + i64::from(is_leap(year));
    if thursday < 0 {
        (year - 1, (thursday + days(year - 1)) / 7 + 1)
    } else if thursday >= days(year) {
        (year + 1, (thursday - days(year)) / 7 + 1)
    } else {
        (year, thursday / 7 + 1)
    }
}

/// The number of the week that begins on `first_wday`; days before the first such day are week 0.
pub(super) fn week(tm: &Tm, first_wday: i64) -> i64 {
    let since_first = (i64::from(tm.wday) - first_wday).rem_euclid(7);
    (i64::from(tm.yday) + 7 - since_first) / 7
}

/// The hour on a clock of twelve hours.
pub(super) fn hour12(hour: i32) -> i64 {
    match i64::from(hour) {
        0 => 12,
        h if h > 12 => h - 12,
        h => h,
    }
}
