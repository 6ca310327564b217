//! A time zone: which offset, daylight flag and abbreviation hold at an instant.

use alloc::boxed::Box;

use super::posix_tz::PosixTz;
use super::tm::Tm;
use super::tzif::TzFile;

/// What a clock on the wall follows for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalType<'a> {
    /// Seconds east of Greenwich.
    pub offset: i32,
    pub is_dst: bool,
    pub abbr: &'a [u8],
}

/// Where a zone's transitions come from.
#[derive(Clone, Debug)]
pub enum Zone {
    /// A `TZ` string.
    Rules(PosixTz),
    /// The bytes of a TZif file, checked.
    File(TzFile<Box<[u8]>>),
}

/// What `tzset` publishes: `tzname`, `timezone` and `daylight`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary<'a> {
    pub standard: LocalType<'a>,
    pub daylight: Option<LocalType<'a>>,
}

impl Zone {
    /// Coordinated Universal Time.
    pub fn utc() -> Zone {
        Zone::Rules(PosixTz::utc())
    }

    /// What holds at `seconds` after the epoch.
    pub fn lookup(&self, seconds: i64) -> LocalType<'_> {
        match self {
            Zone::Rules(rules) => rules.lookup(seconds),
            Zone::File(file) => file.lookup(seconds),
        }
    }

    /// The local time and the abbreviation that holds; `None` where the year does not fit `tm_year`.
    pub fn local(&self, seconds: i64) -> Option<(Tm, &[u8])> {
        let found = self.lookup(seconds);
        Some((Tm::from_epoch(seconds, found.offset, found.is_dst)?, found.abbr))
    }

    /// The zone's names and offsets in its latest rules.
    pub fn summary(&self) -> Summary<'_> {
        match self {
            Zone::Rules(rules) => Summary { standard: rules.standard(), daylight: rules.daylight() },
            Zone::File(file) => file.summary(),
        }
    }

    /// Calls `visit` with what holds at `from` and with what each transition up to `to` leads to.
    pub(super) fn types_between<'a>(&'a self, from: i64, to: i64, visit: &mut dyn FnMut(LocalType<'a>)) {
        visit(self.lookup(from));
        self.changes_between(from, to, &mut |_, found| visit(found));
    }

    /// Calls `visit` with each transition after `from` and up to `to`: its instant, and what it leads to. The two are
    /// less than a year apart.
    pub(super) fn changes_between<'a>(
        &'a self,
        from: i64,
        to: i64,
        visit: &mut dyn FnMut(i64, LocalType<'a>),
    ) {
        match self {
            Zone::Rules(rules) => rules_between(rules, from, to, visit),
            Zone::File(file) => {
                file.changes_between(from, to, visit);
                if let Some(rules) = file.footer() {
                    rules_between(rules, from.max(file.last_transition()), to, visit);
                }
            }
        }
    }

    /// The local time type with the daylight flag `is_dst` in force nearest to `seconds`.
    pub(super) fn nearest(&self, seconds: i64, is_dst: bool) -> Option<LocalType<'_>> {
        match self {
            Zone::Rules(rules) => nearest_rule(rules, is_dst),
            Zone::File(file) => file.nearest(seconds, is_dst),
        }
    }
}

pub(super) fn nearest_rule(rules: &PosixTz, is_dst: bool) -> Option<LocalType<'_>> {
    if is_dst { rules.daylight() } else { Some(rules.standard()) }
}

fn rules_between<'a>(rules: &'a PosixTz, from: i64, to: i64, visit: &mut dyn FnMut(i64, LocalType<'a>)) {
    for transition in rules.transitions_around(from).into_iter().flatten() {
        if transition.at > from && transition.at <= to {
            visit(transition.at, transition.to);
        }
    }
}
