use super::*;

const ENV: Env<'static> =
    Env { zone_names: &|| [b"CET", b"CEST"], local: &|seconds| Tm::from_epoch(seconds, 0, false) };

/// How much was read, and the fields.
fn read(input: &str, format: &str) -> Option<(usize, Tm)> {
    let mut tm = Tm::default();
    let used = strptime(input.as_bytes(), format.as_bytes(), &mut tm, &ENV)?;
    Some((used, tm))
}

#[track_caller]
fn date(input: &str, format: &str) -> (i32, i32, i32, i32, i32) {
    let (used, tm) = read(input, format).unwrap();
    assert_eq!(used, input.len());
    (tm.year + 1900, tm.mon + 1, tm.mday, tm.wday, tm.yday + 1)
}

#[track_caller]
fn time(input: &str, format: &str) -> (i32, i32, i32) {
    let (_, tm) = read(input, format).unwrap();
    (tm.hour, tm.min, tm.sec)
}

#[test]
fn dates() {
    let expected = (2026, 7, 4, 6, 185);
    assert_eq!(date("2026-07-04", "%Y-%m-%d"), expected);
    assert_eq!(date("2026-07-04", "%F"), expected);
    assert_eq!(date(" 7/ 4/26", "%D"), expected);
    assert_eq!(date("4JULY 2026", "%d%b%Y"), expected);
    assert_eq!(date("Sat Jul  4 05:06:09 2026", "%c"), expected);
    assert_eq!(date("2026 185", "%Y %j"), expected);
    assert_eq!(date("2026 26 sat", "%Y %U %a"), expected);
    assert_eq!(date("2026 26 6", "%Y %W %u"), expected);
    assert_eq!(date("26 20 07 04", "%y %C %m %d"), expected);
    assert_eq!(date("20260704", "%Y%m%d"), expected);
    assert_eq!(date("+002026-07-04", "%+12F"), expected);
    assert_eq!(date("1783134369", "%s"), expected);
}

#[test]
fn centuries() {
    assert_eq!(date("69-01-01", "%y-%m-%d").0, 1969);
    assert_eq!(date("68-01-01", "%y-%m-%d").0, 2068);
    assert_eq!(date("18 05-01-01", "%C %y-%m-%d").0, 1805);
    assert_eq!(date("-44-03-15", "%Y-%m-%d").0, -44);
}

#[test]
fn times() {
    assert_eq!(time("05:06:09 PM", "%r"), (17, 6, 9));
    assert_eq!(time("pm 12", "%p %I"), (12, 0, 0));
    assert_eq!(time("12am", "%I%p"), (0, 0, 0));
    assert_eq!(time("23:59:60", "%T"), (23, 59, 60));
    assert_eq!(time("1 2", "%H%n%M"), (1, 2, 0));
    assert_eq!(time("930", "%H%M"), (9, 30, 0));
    assert_eq!(time("9%5", "%H%%%M"), (9, 5, 0));
}

#[test]
fn mismatches() {
    for (input, format) in [
        ("24", "%H"),
        ("0", "%I"),
        ("13", "%I"),
        ("60%", "%M:"),
        ("61", "%S"),
        ("32", "%d"),
        ("0", "%d"),
        ("13", "%m"),
        ("367", "%j"),
        ("8", "%u"),
        ("7", "%w"),
        ("54", "%U"),
        ("x", "%d"),
        ("", "%Y"),
        ("Foo", "%a"),
        ("2 Jan", "%d%b"),
        ("a", "b"),
        ("1", "%Q"),
        ("1", "%"),
        ("+1", "%z"),
        ("0100", "%z"),
        ("+0160", "%z"),
        ("99999999999999999999", "%s"),
    ] {
        assert!(read(input, format).is_none(), "{input} as {format}");
    }
}

#[test]
fn zones() {
    for (input, expected) in [("+0530", 19_800), ("-08:00", -28_800), ("+01", 3600), ("Z", 0)] {
        let (used, tm) = read(input, "%z").unwrap();
        assert_eq!((used, tm.gmtoff), (input.len(), expected));
    }
    assert_eq!(read("CEST;", "%Z").map(|(used, tm)| (used, tm.isdst)), Some((4, 1)));
    assert_eq!(read("XYZ 1", "%Z").map(|(used, tm)| (used, tm.isdst)), Some((3, 0)));
}

#[test]
fn reading_stops_after_the_format() {
    assert_eq!(read("12 rest", "%H").map(|(used, _)| used), Some(2));
    assert_eq!(read("12345", "%3Y").map(|(used, tm)| (used, tm.year)), Some((3, 123 - 1900)));
}
