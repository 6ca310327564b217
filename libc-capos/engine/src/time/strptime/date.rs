//! What `strptime` has read so far, and the fields that follow from it.

use crate::time::Tm;
use crate::time::civil;

/// Which parts of the date were given, and those that only mean something together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parsed {
    pub year: bool,
    pub mon: bool,
    pub mday: bool,
    pub yday: bool,
    pub wday: bool,
    pub century: Option<i64>,
    pub year_in_century: Option<i64>,
    pub week_from_sunday: Option<i64>,
    pub week_from_monday: Option<i64>,
    pub hour12: bool,
    pub afternoon: bool,
}

impl Parsed {
    /// Combines the parts and computes the fields of the date that follow from the given ones.
    pub(super) fn complete(&mut self, tm: &mut Tm) {
        if self.hour12 && self.afternoon {
            tm.hour += 12;
        }
        self.combine_year(tm);
        self.day_from_week(tm);
        if self.year && self.yday && !(self.mon && self.mday) {
            let date = civil::civil_from_days(civil::days_to_year(tm.full_year()) + i64::from(tm.yday));
            if !self.mon {
                tm.mon = date.month as i32;
            }
            if !self.mday {
                tm.mday = date.day as i32;
            }
        }
        // Month and day fix the rest in the year that `tm` holds, read or not.
        if (self.year && self.yday) || (self.mon && self.mday) {
            let year = tm.full_year();
            let yday = civil::month_start(year, tm.mon as usize) + i64::from(tm.mday) - 1;
            if !self.wday {
                tm.wday = civil::weekday(civil::days_to_year(year) + yday) as i32;
            }
            if !self.yday {
                tm.yday = yday as i32;
            }
        }
    }

    /// `%y` alone means 1969 to 2068; `%C` alone keeps the year in the century.
    fn combine_year(&mut self, tm: &mut Tm) {
        let year = match (self.century, self.year_in_century) {
            (None, None) => return,
            (Some(century), Some(year)) => century * 100 + year,
            (None, Some(year)) => year + if year < 69 { 2000 } else { 1900 },
            (Some(century), None) => century * 100 + tm.full_year().rem_euclid(100),
        };
        if let Ok(year) = i32::try_from(year - 1900) {
            tm.year = year;
            self.year = true;
        }
    }

    /// A year, a week of it (`%U` or `%W`) and a day of the week name a day.
    fn day_from_week(&mut self, tm: &mut Tm) {
        if !self.year || !self.wday || self.yday || (self.mon && self.mday) {
            return;
        }
        let (week, first_wday) = match (self.week_from_sunday, self.week_from_monday) {
            (Some(week), _) => (week, 0),
            (None, Some(week)) => (week, 1),
            (None, None) => return,
        };
        let new_year = civil::weekday(civil::days_to_year(tm.full_year()));
        let first_week_start = (first_wday - new_year).rem_euclid(7);
        let in_week = (i64::from(tm.wday) - first_wday).rem_euclid(7);
        let yday = first_week_start + (week - 1) * 7 + in_week;
        // Weeks 0 and 53 may name days of other years; they belong to no field.
        if yday >= 0 && yday < 365 + i64::from(civil::is_leap(tm.full_year())) {
            tm.yday = yday as i32;
            self.yday = true;
        }
    }
}
