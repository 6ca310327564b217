//! What `getdate` makes of a date that was read in part: the rest comes from the present.

use super::Tm;
use super::civil;

/// A field that was not read.
pub const UNSET: i32 = i32::MIN;

/// All fields unset.
pub fn blank() -> Tm {
    Tm {
        sec: UNSET,
        min: UNSET,
        hour: UNSET,
        mday: UNSET,
        mon: UNSET,
        year: UNSET,
        wday: UNSET,
        yday: UNSET,
        isdst: -1,
        ..Tm::default()
    }
}

/// Fills in what was not read: a weekday means the next such day, a month its first day, an hour the next such hour,
/// nothing about the time of day the present one. `None` for a day that does not exist.
pub fn complete(mut given: Tm, now: &Tm) -> Option<Tm> {
    let set = |field: i32| field != UNSET;
    let has_date = set(given.year) || set(given.mon) || set(given.mday);
    // Days counted on from today may go beyond the month; whoever makes an instant of them knows what is meant.
    let mut is_counted = false;
    if !has_date && set(given.wday) {
        let ahead = (given.wday - now.wday).rem_euclid(7);
        (given.year, given.mon, given.mday) = (now.year, now.mon, now.mday + ahead);
        is_counted = true;
    }
    if set(given.mon) && !set(given.mday) {
        if !set(given.year) {
            given.year = now.year + i32::from(given.mon < now.mon);
        }
        given.mday = first_day(&given);
    }
    if !set(given.hour) && !set(given.min) && !set(given.sec) {
        (given.hour, given.min, given.sec) = (now.hour, now.min, now.sec);
    } else if !has_date && !set(given.wday) {
        let is_past = set(given.hour) && given.hour < now.hour;
        (given.year, given.mon, given.mday) = (now.year, now.mon, now.mday + i32::from(is_past));
        is_counted = true;
    }
    let or = |field: i32, default: i32| if set(field) { field } else { default };
    given.year = or(given.year, now.year);
    given.mon = or(given.mon, now.mon);
    given.mday = or(given.mday, now.mday);
    given.hour = or(given.hour, 0);
    given.min = or(given.min, 0);
    given.sec = or(given.sec, 0);
    let exists = is_counted
        || usize::try_from(given.mon).is_ok_and(|mon| {
            let days = civil::days_in_month(i64::from(given.year) + 1900, mon % 12);
            (1..=days).contains(&i64::from(given.mday))
        });
    exists.then_some(given)
}

/// The first day of the month, or its first such weekday.
fn first_day(given: &Tm) -> i32 {
    if given.wday == UNSET {
        return 1;
    }
    let month = given.mon.rem_euclid(12) as usize;
    let first = civil::weekday(civil::days_from_civil(i64::from(given.year) + 1900, month, 1));
    1 + (given.wday - first as i32).rem_euclid(7)
}

#[cfg(test)]
mod tests;
