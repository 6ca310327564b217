use super::*;

/// Monday, 23 November 2026, 08:30:15.
fn now() -> Tm {
    Tm { sec: 15, min: 30, hour: 8, mday: 23, mon: 10, year: 126, wday: 1, yday: 326, isdst: 0, gmtoff: 0 }
}

fn date(tm: &Tm) -> [i32; 3] {
    [tm.year, tm.mon, tm.mday]
}

fn complete_date(given: Tm) -> Option<[i32; 3]> {
    complete(given, &now()).map(|tm| date(&tm))
}

#[test]
fn weekdays_are_the_next() {
    assert_eq!(complete_date(Tm { wday: 1, ..blank() }), Some([126, 10, 23]));
    assert_eq!(complete_date(Tm { wday: 2, ..blank() }), Some([126, 10, 24]));
    assert_eq!(complete_date(Tm { wday: 0, ..blank() }), Some([126, 10, 29]));
}

#[test]
fn months_begin_or_come_with_a_weekday() {
    assert_eq!(complete_date(Tm { mon: 10, ..blank() }), Some([126, 10, 1]));
    assert_eq!(complete_date(Tm { mon: 8, ..blank() }), Some([127, 8, 1]));
    assert_eq!(complete_date(Tm { mon: 11, year: 89, wday: 1, ..blank() }), Some([89, 11, 4]));
}

#[test]
fn hours_are_the_next() {
    let at = |hour, min| complete(Tm { hour, min, ..blank() }, &now()).unwrap();
    assert_eq!((date(&at(10, UNSET)), at(10, UNSET).min), ([126, 10, 23], 0));
    assert_eq!((date(&at(7, 5)), at(7, 5).min), ([126, 10, 24], 5));
    let bare = complete(Tm { mday: 5, ..blank() }, &now()).unwrap();
    assert_eq!([bare.mday, bare.hour, bare.min, bare.sec], [5, 8, 30, 15]);
}

#[test]
fn days_that_do_not_exist() {
    assert_eq!(complete_date(Tm { mon: 1, mday: 29, year: 127, ..blank() }), None);
    assert_eq!(complete_date(Tm { mon: 1, mday: 29, year: 128, ..blank() }), Some([128, 1, 29]));
    assert_eq!(complete_date(Tm { mday: 31, ..blank() }), None);
}
