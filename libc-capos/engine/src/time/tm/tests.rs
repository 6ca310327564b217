use super::*;

#[test]
fn epoch_and_its_neighbours() {
    let tm = Tm::from_epoch(0, 0, false).unwrap();
    assert_eq!((tm.year, tm.mon, tm.mday, tm.wday, tm.yday), (70, 0, 1, 4, 0));
    let tm = Tm::from_epoch(-1, 0, false).unwrap();
    assert_eq!((tm.year, tm.mon, tm.mday, tm.hour, tm.min, tm.sec), (69, 11, 31, 23, 59, 59));
    let tm = Tm::from_epoch(0, -3600, true).unwrap();
    assert_eq!((tm.year, tm.hour, tm.isdst, tm.gmtoff), (69, 23, 1, -3600));
}

#[test]
fn the_year_must_fit() {
    let last = 67_768_036_191_676_799;
    assert_eq!(Tm::from_epoch(last, 0, false).unwrap().year, i32::MAX);
    assert_eq!(Tm::from_epoch(last + 1, 0, false), None);
    let first = -67_768_040_609_740_800;
    assert_eq!(Tm::from_epoch(first, 0, false).unwrap().year, i32::MIN);
    assert_eq!(Tm::from_epoch(first - 1, 0, false), None);
    assert_eq!(Tm::from_epoch(i64::MAX, 86_399, false), None);
    assert_eq!(Tm::from_epoch(i64::MIN, -86_399, false), None);
    assert_eq!(Tm::from_epoch(i64::MIN, 0, false), None);
}

#[test]
fn fields_out_of_range_normalise() {
    let tm = Tm { year: 126, mon: 14, mday: 0, hour: 25, min: -1, sec: 61, ..Tm::default() };
    let normal = Tm::from_epoch(tm.to_epoch_utc(), 0, false).unwrap();
    assert_eq!((normal.year, normal.mon, normal.mday), (127, 2, 1));
    assert_eq!((normal.hour, normal.min, normal.sec), (1, 0, 1));
}

#[test]
fn extreme_fields_do_not_overflow() {
    for edge in [i32::MIN, i32::MAX] {
        let tm = Tm { sec: edge, min: edge, hour: edge, mday: edge, mon: edge, year: edge, ..Tm::default() };
        assert_eq!(tm.to_epoch_utc().signum(), i64::from(edge.signum()));
    }
}

#[test]
fn asctime_text() {
    let text = |tm: &Tm| alloc::string::String::from_utf8(AscTime::new(tm).as_bytes().to_vec()).unwrap();
    assert_eq!(text(&Tm::from_epoch(0, 0, false).unwrap()), "Thu Jan  1 00:00:00 1970\n");
    assert_eq!(text(&Tm { wday: 7, mon: -1, ..Tm::default() }), "??? ???  0 00:00:00 1900\n");
    let low = i32::MIN;
    let longest = Tm { mday: low, hour: low, min: low, sec: low, year: low, ..Tm::default() };
    assert!(text(&longest).ends_with(" -2147481748\n"));
}

#[test]
fn normal_fields_need_only_their_days_computed() {
    for year in [-400, 0, 70, 99, 100, 104, 126, 200] {
        for mon in -1..=12 {
            for mday in [0, 1, 28, 29, 30, 31, 32] {
                let tm = Tm { year, mon, mday, hour: 23, min: 59, sec: 58, ..Tm::default() };
                let seconds = tm.to_epoch_utc();
                let all = Tm::from_epoch(seconds, 0, false).expect("a year that fits");
                let is_normal = (all.year, all.mon, all.mday) == (year, mon, mday);
                let expected = is_normal.then_some((seconds, all.wday, all.yday));
                assert_eq!(tm.normal_utc(), expected, "{tm:?}");
            }
        }
    }
}
