use super::*;
use crate::time::posix_tz::PosixTz;

fn berlin() -> Zone {
    Zone::Rules(PosixTz::parse(b"CET-1CEST,M3.5.0,M10.5.0/3").unwrap())
}

fn tm(month: i32, day: i32, hour: i32, min: i32, isdst: i32) -> Tm {
    Tm { year: 126, mon: month - 1, mday: day, hour, min, isdst, ..Tm::default() }
}

/// The wall clock (hour, minute, flag) that the result names.
fn reading(fields: Tm) -> (i32, i32, i32) {
    let zone = berlin();
    let (back, _) = zone.local(mktime(&fields, &zone).unwrap()).unwrap();
    (back.hour, back.min, back.isdst)
}

#[test]
fn plain_times_round_trip() {
    let zone = berlin();
    for seconds in (1_700_000_000..1_800_000_000).step_by(7 * 3601) {
        let (fields, _) = zone.local(seconds).unwrap();
        assert_eq!(mktime(&fields, &zone), Some(seconds));
    }
}

#[test]
fn the_flag_is_presumed() {
    assert_eq!(reading(tm(7, 1, 12, 0, -1)), (12, 0, 1));
    assert_eq!(reading(tm(7, 1, 12, 0, 0)), (13, 0, 1));
    assert_eq!(reading(tm(1, 1, 12, 0, 1)), (11, 0, 0));
    assert_eq!(reading(tm(1, 1, 12, 0, 5)), (11, 0, 0));
}

#[test]
fn the_hour_that_happens_twice() {
    assert_eq!(reading(tm(10, 25, 2, 30, -1)), (2, 30, 1));
    assert_eq!(reading(tm(10, 25, 2, 30, 1)), (2, 30, 1));
    assert_eq!(reading(tm(10, 25, 2, 30, 0)), (2, 30, 0));
}

#[test]
fn the_hour_that_does_not_happen() {
    assert_eq!(reading(tm(3, 29, 2, 30, -1)), (3, 30, 1));
    assert_eq!(reading(tm(3, 29, 2, 30, 0)), (3, 30, 1));
    assert_eq!(reading(tm(3, 29, 2, 30, 1)), (1, 30, 0));
}

#[test]
fn a_zone_without_daylight_time_ignores_the_flag() {
    let fields = tm(7, 1, 12, 0, 1);
    assert_eq!(mktime(&fields, &Zone::utc()), Some(fields.to_epoch_utc()));
}

#[test]
fn a_year_that_does_not_fit_is_refused() {
    let last = Tm { year: i32::MAX, mon: 11, mday: 31, hour: 23, min: 59, sec: 59, ..Tm::default() };
    assert!(mktime(&last, &Zone::utc()).is_some());
    assert_eq!(mktime(&Tm { sec: 60, ..last }, &Zone::utc()), None);
    assert_eq!(mktime(&Tm { year: i32::MAX, mon: i32::MAX, ..Tm::default() }, &Zone::utc()), None);
}
