use super::*;

fn tz(text: &str) -> PosixTz {
    PosixTz::parse(text.as_bytes()).unwrap_or_else(|| panic!("{text} does not parse"))
}

fn at(year: i64, month: usize, day: i64, hour: i64) -> i64 {
    civil::days_from_civil(year, month - 1, day) * SECS_PER_DAY + hour * 3600
}

fn offset(tz: &PosixTz, seconds: i64) -> (i32, bool) {
    let found = tz.lookup(seconds);
    (found.offset, found.is_dst)
}

#[test]
fn malformed_strings_are_refused() {
    for bad in [
        "",
        "U",
        "UT0",
        "UTC",
        "UTC0x",
        "UTC25",
        "UTC0:60",
        "UTC0:00:60",
        "<UTC",
        "<U>0",
        "<U C>0",
        "UTC0DS",
        "UTC0DST,",
        "UTC0DST,M3.2.0",
        "UTC0DST,M13.1.0,M1.1.0",
        "UTC0DST,M0.1.0,M1.1.0",
        "UTC0DST,M1.6.0,M1.1.0",
        "UTC0DST,M1.0.0,M1.1.0",
        "UTC0DST,M1.1.7,M1.1.0",
        "UTC0DST,J0,J1",
        "UTC0DST,J366,J1",
        "UTC0DST,366,1",
        "UTC0DST,J1/168,J2",
        "UTC0DST,J1/,J2",
        "UTC0DST,J1,J2,",
        "UTC0DST,J1,J2 ",
        "1TC0",
        "UTC+-1",
        "UTC0001",
    ] {
        assert_eq!(PosixTz::parse(bad.as_bytes()), None, "{bad}");
    }
}

#[test]
fn offsets_and_quoted_names() {
    let zone = tz("<+0330>-3:30");
    assert_eq!(zone.standard(), LocalType { offset: 12_600, is_dst: false, abbr: b"+0330" });
    assert_eq!(tz("ABC24:59:59").standard().offset, -89_999);
    assert_eq!(tz("XYZ+5DST4:30").daylight().unwrap().offset, -16_200);
    assert_eq!(tz("XYZ5DST").daylight().unwrap().offset, -4 * 3600);
}

#[test]
fn northern_and_southern_rules() {
    let berlin = tz("CET-1CEST,M3.5.0,M10.5.0/3");
    assert_eq!(offset(&berlin, at(2026, 3, 29, 1) - 1), (3600, false));
    assert_eq!(offset(&berlin, at(2026, 3, 29, 1)), (7200, true));
    assert_eq!(offset(&berlin, at(2026, 10, 25, 1) - 1), (7200, true));
    assert_eq!(offset(&berlin, at(2026, 10, 25, 1)), (3600, false));
    let sydney = tz("AEST-10AEDT,M10.1.0,M4.1.0/3");
    assert_eq!(offset(&sydney, at(2026, 1, 1, 0)), (39_600, true));
    assert_eq!(offset(&sydney, at(2026, 7, 1, 0)), (36_000, false));
}

#[test]
fn julian_days_and_year_days_differ_in_leap_years() {
    let julian = tz("STD0DST,J60/0,J61/0");
    assert!(julian.lookup(at(2024, 3, 1, 12)).is_dst && !julian.lookup(at(2024, 2, 29, 12)).is_dst);
    let year_day = tz("STD0DST,59/0,60/0");
    assert!(year_day.lookup(at(2024, 2, 29, 12)).is_dst && !year_day.lookup(at(2024, 3, 1, 12)).is_dst);
    assert!(year_day.lookup(at(2025, 3, 1, 12)).is_dst);
}

#[test]
fn rule_times_reach_other_days_and_years() {
    // Greenland's rule: Saturday 22:00 written as -2 hours before Sunday.
    let nuuk = tz("<-02>2<-01>,M3.5.0/-1,M10.5.0/0");
    assert!(!nuuk.lookup(at(2026, 3, 29, 1) - 1).is_dst && nuuk.lookup(at(2026, 3, 29, 1)).is_dst);
    // 167 hours after 30 December is 5 January.
    let late = tz("STD0DST,J364/167,J100");
    assert!(!late.lookup(at(2026, 1, 5, 22)).is_dst && late.lookup(at(2026, 1, 5, 23)).is_dst);
    let early = tz("STD0DST,J2/-167,J100");
    assert!(!early.lookup(at(2025, 12, 26, 0)).is_dst && early.lookup(at(2025, 12, 26, 1)).is_dst);
}

#[test]
fn daylight_time_all_year() {
    let zone = tz("EST5EDT,0/0,J365/25");
    for seconds in (at(2023, 12, 30, 0)..at(2025, 1, 3, 0)).step_by(1800) {
        assert!(zone.lookup(seconds).is_dst, "{seconds}");
    }
}

#[test]
fn no_instant_overflows() {
    let zone = tz("XXX24:59:59YYY-24:59:59,M10.5.0/167,M3.1.0/-167");
    for seconds in [i64::MIN, i64::MIN + 1, i64::MAX, i64::MAX - 1] {
        let _ = zone.lookup(seconds);
    }
}
