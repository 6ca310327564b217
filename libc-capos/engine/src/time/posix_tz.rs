//! The POSIX `TZ` string, `std offset [dst [offset] [,start[/time],end[/time]]]`, and its answers.
//!
//! Names may be quoted (`<+0330>`); times of rules may run from -167 to 167 hours, as POSIX.1-2024
//! and TZif version 3 have it, so a transition may lie days away from the date its rule names.

use alloc::boxed::Box;

use super::civil::{self, SECS_PER_DAY};
use super::zone::LocalType;

const HOUR: i32 = 3600;
/// No transition lies this many days away from the year of its rule: 167 hours and an offset of a day.
const MARGIN_DAYS: i64 = 9;
/// What a daylight name without rules means: the current rules of the United States.
const DEFAULT_RULES: [Rule; 2] = [
    Rule { day: Day::Weekday { month: 3, week: 2, wday: 0 }, time: 2 * HOUR },
    Rule { day: Day::Weekday { month: 11, week: 1, wday: 0 }, time: 2 * HOUR },
];

/// A parsed `TZ` string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PosixTz {
    std: Period,
    dst: Option<Dst>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Period {
    abbr: Box<[u8]>,
    /// Seconds east of Greenwich.
    offset: i32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Dst {
    period: Period,
    start: Rule,
    end: Rule,
}

/// When a period begins: a day of each year and a local time, in seconds from its midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rule {
    day: Day,
    time: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    /// `Jn`: day 1 to 365, 29 February is never counted.
    Julian(u16),
    /// `n`: day 0 to 365, 29 February counts.
    Ordinal(u16),
    /// `Mm.w.d`: weekday `d` of week `w` of month `m`; week 5 is the last.
    Weekday { month: u8, week: u8, wday: u8 },
}

/// A change of the local time type at an instant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Transition<'a> {
    pub at: i64,
    pub to: LocalType<'a>,
}

impl PosixTz {
    /// Parses a whole `TZ` value (no leading colon); `None` where any byte does not fit.
    pub fn parse(text: &[u8]) -> Option<PosixTz> {
        let mut cursor = Cursor { rest: text };
        let std = Period { abbr: cursor.name()?, offset: -cursor.time(24)? };
        if cursor.rest.is_empty() {
            return Some(PosixTz { std, dst: None });
        }
        let abbr = cursor.name()?;
        let offset = match cursor.rest.first() {
            None | Some(b',') => std.offset + HOUR,
            Some(_) => -cursor.time(24)?,
        };
        let [start, end] = match cursor.rest {
            [] => DEFAULT_RULES,
            _ => [cursor.rule()?, cursor.rule()?],
        };
        let dst = Dst { period: Period { abbr, offset }, start, end };
        cursor.rest.is_empty().then_some(PosixTz { std, dst: Some(dst) })
    }

    /// Coordinated Universal Time.
    pub fn utc() -> PosixTz {
        PosixTz { std: Period { abbr: Box::from(*b"UTC"), offset: 0 }, dst: None }
    }

    /// The standard time.
    pub fn standard(&self) -> LocalType<'_> {
        LocalType { offset: self.std.offset, is_dst: false, abbr: &self.std.abbr }
    }

    /// The daylight saving time, where there is one.
    pub fn daylight(&self) -> Option<LocalType<'_>> {
        let period = &self.dst.as_ref()?.period;
        Some(LocalType { offset: period.offset, is_dst: true, abbr: &period.abbr })
    }

    /// What holds at `seconds` after the epoch.
    pub fn lookup(&self, seconds: i64) -> LocalType<'_> {
        let day = civil::civil_from_days(seconds.div_euclid(SECS_PER_DAY));
        let Some(this_year) = self.transitions_of(day.year) else { return self.standard() };
        // Away from the ends of the year no other year's transition can lie between a transition of
        // this year and `seconds`.
        let settled = (MARGIN_DAYS..365 - MARGIN_DAYS).contains(&day.yday);
        let year_settles = (civil::days_to_year(day.year) + MARGIN_DAYS).saturating_mul(SECS_PER_DAY);
        if settled
            && let Some(found) = this_year.iter().rev().find(|t| t.at <= seconds && t.at >= year_settles)
        {
            return found.to;
        }
        let mut latest = Transition { at: i64::MIN, to: self.standard() };
        for transition in self.transitions_around(seconds).into_iter().flatten() {
            // Equal instants (daylight time all year) go to the later rule, hence `>=`.
            if transition.at <= seconds && transition.at >= latest.at {
                latest = transition;
            }
        }
        latest.to
    }

    /// The transitions of the year that holds `seconds` and of its neighbours, in order of year. A
    /// rule time of 167 hours or an offset of a day cannot reach further than that.
    pub(super) fn transitions_around(&self, seconds: i64) -> [Option<Transition<'_>>; 6] {
        let mut found = [None; 6];
        let year = civil::civil_from_days(seconds.div_euclid(SECS_PER_DAY)).year;
        for (slots, year) in found.chunks_exact_mut(2).zip(year - 1..=year + 1) {
            let transitions = self.transitions_of(year).into_iter().flatten().map(Some);
            slots.iter_mut().zip(transitions).for_each(|(slot, transition)| *slot = transition);
        }
        found
    }

    /// The two transitions of a year in the order in which they happen.
    fn transitions_of(&self, year: i64) -> Option<[Transition<'_>; 2]> {
        let dst = self.dst.as_ref()?;
        let (standard, daylight) = (self.standard(), self.daylight()?);
        let to_daylight = dst.start.at(year).saturating_sub(i64::from(standard.offset));
        let to_standard = dst.end.at(year).saturating_sub(i64::from(daylight.offset));
        let start = Transition { at: to_daylight, to: daylight };
        let end = Transition { at: to_standard, to: standard };
        Some(if to_standard < to_daylight { [end, start] } else { [start, end] })
    }
}

impl Rule {
    /// The rule's local time in `year`, in seconds from 1970 on the same clock.
    fn at(self, year: i64) -> i64 {
        let year_start = civil::days_to_year(year);
        let day = match self.day {
            Day::Julian(n) => i64::from(n) - 1 + i64::from(n >= 60 && civil::is_leap(year)),
            Day::Ordinal(n) => i64::from(n),
            Day::Weekday { month, week, wday } => {
                let month = usize::from(month) - 1;
                let first = civil::month_start(year, month);
                let first_wday = civil::weekday(year_start + first);
                let mut day = (i64::from(wday) - first_wday).rem_euclid(7) + 7 * (i64::from(week) - 1);
                if day >= civil::days_in_month(year, month) {
                    day -= 7;
                }
                first + day
            }
        };
        (year_start + day).saturating_mul(SECS_PER_DAY).saturating_add(i64::from(self.time))
    }
}

/// The unread part of a `TZ` string.
struct Cursor<'a> {
    rest: &'a [u8],
}

impl Cursor<'_> {
    fn eat(&mut self, byte: u8) -> Option<()> {
        self.rest = self.rest.strip_prefix(&[byte])?;
        Some(())
    }

    /// Takes the leading bytes that satisfy `test`.
    fn take_while(&mut self, test: impl Fn(u8) -> bool) -> Box<[u8]> {
        let end = self.rest.iter().position(|&b| !test(b)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken.into()
    }

    /// A name of three letters or more, or a quoted one of letters, digits and signs.
    fn name(&mut self) -> Option<Box<[u8]>> {
        let name = if self.eat(b'<').is_some() {
            let name = self.take_while(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'-');
            self.eat(b'>')?;
            name
        } else {
            self.take_while(|b| b.is_ascii_alphabetic())
        };
        (name.len() >= 3).then_some(name)
    }

    fn number(&mut self, max: u16) -> Option<u16> {
        let digits = self.take_while(|b| b.is_ascii_digit());
        if digits.is_empty() || digits.len() > 3 {
            return None;
        }
        let value = digits.iter().fold(0, |n, digit| n * 10 + u16::from(digit - b'0'));
        (value <= max).then_some(value)
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    fn time(&mut self, max_hours: u16) -> Option<i32> {
        let negative = self.eat(b'-').is_some();
        if !negative {
            let _ = self.eat(b'+');
        }
        let mut seconds = i32::from(self.number(max_hours)?) * HOUR;
        if self.eat(b':').is_some() {
            seconds += i32::from(self.number(59)?) * 60;
            if self.eat(b':').is_some() {
                seconds += i32::from(self.number(59)?);
            }
        }
        Some(if negative { -seconds } else { seconds })
    }

    /// `,date[/time]`.
    fn rule(&mut self) -> Option<Rule> {
        self.eat(b',')?;
        let day = if self.eat(b'J').is_some() {
            Day::Julian(self.number(365).filter(|&n| n > 0)?)
        } else if self.eat(b'M').is_some() {
            let month = self.number(12).filter(|&n| n > 0)? as u8;
            self.eat(b'.')?;
            let week = self.number(5).filter(|&n| n > 0)? as u8;
            self.eat(b'.')?;
            Day::Weekday { month, week, wday: self.number(6)? as u8 }
        } else {
            Day::Ordinal(self.number(365)?)
        };
        let time = if self.eat(b'/').is_some() { self.time(167)? } else { 2 * HOUR };
        Some(Rule { day, time })
    }
}

#[cfg(test)]
mod tests;
