use alloc::string::String;
use alloc::vec::Vec;

use super::*;
use crate::time::civil::SECS_PER_DAY;

struct Text(Vec<u8>);

impl Sink<u8> for Text {
    fn put(&mut self, byte: u8) -> Result<(), Error> {
        self.0.push(byte);
        Ok(())
    }
}

fn print(format: &str, tm: &Tm) -> String {
    let env = Env { zone: &|| b"CEST", to_epoch: &|tm| Some(tm.to_epoch_utc() - tm.gmtoff) };
    let mut text = Text(Vec::new());
    strftime(format.as_bytes(), tm, &env, &mut text).unwrap();
    String::from_utf8(text.0).unwrap()
}

/// Saturday 2026-07-04 05:06:09 +0200.
fn sample() -> Tm {
    Tm::from_epoch(1_783_134_369, 7200, true).unwrap()
}

fn in_year(year: i32) -> Tm {
    Tm { year: year - 1900, ..sample() }
}

#[track_caller]
fn check(format: &str, expected: &str) {
    assert_eq!(print(format, &sample()), expected, "{format}");
}

#[test]
fn every_conversion() {
    for (format, expected) in [
        ("%a %A", "Sat Saturday"),
        ("%b %h %B", "Jul Jul July"),
        ("%c", "Sat Jul  4 05:06:09 2026"),
        ("%C %y %Y", "20 26 2026"),
        ("%d %e", "04  4"),
        ("%D %x %F", "07/04/26 07/04/26 2026-07-04"),
        ("%g %G %V", "26 2026 27"),
        ("%H %I %k %l", "05 05  5  5"),
        ("%j %m %M %S", "185 07 06 09"),
        ("%n%t%%", "\n\t%"),
        ("%p %P", "AM am"),
        ("%r %R %T %X", "05:06:09 AM 05:06 05:06:09 05:06:09"),
        ("%s", "1783134369"),
        ("%u %w %U %W", "6 6 26 26"),
        ("%z %Z", "+0200 CEST"),
        ("%Ec %EC %Ex %EX %Ey %EY", "Sat Jul  4 05:06:09 2026 20 07/04/26 05:06:09 26 2026"),
        ("%Od %Oe %OH %OB", "04  4 05 July"),
    ] {
        check(format, expected);
    }
}

#[test]
fn flags_and_widths() {
    for (format, expected) in [
        ("%-d %_d %3d %_3d %03e", "4  4 004   4 004"),
        ("%^a %#a %^B %#p %#Z %^c", "SAT SAT JULY am cest SAT JUL  4 05:06:09 2026"),
        ("%10a|%-10a|%010a", "       Sat|       Sat|0000000Sat"),
        ("%10T|%25c", "  05:06:09| Sat Jul  4 05:06:09 2026"),
        ("%6Y %+5Y %+Y %+4Y", "002026 +2026 2026 2026"),
        ("%+3C %+C", "+20 20"),
        ("%12F %+11F", "002026-07-04 +2026-07-04"),
        ("%7z %_7z %-z", "+000200    +200 +200"),
        ("%-j %-I", "185 5"),
    ] {
        check(format, expected);
    }
}

#[test]
fn unknown_specifications_are_copied() {
    for format in ["%", "%5", "%E", "%Ed", "%OA", "%Q", "%-", "abc%", "%!"] {
        check(format, format);
    }
}

#[test]
fn years_of_any_size() {
    assert_eq!(print("%Y %C %y %F", &in_year(12_345)), "12345 123 45 +12345-07-04");
    assert_eq!(print("%Y %C %y %F", &in_year(7)), "7 00 07 0007-07-04");
    assert_eq!(print("%Y %y", &in_year(-5)), "-5 95");
    assert_eq!(print("%F", &Tm { year: i32::MAX, ..sample() }), "+2147485547-07-04");
}

#[test]
fn unknown_zone_and_fields_out_of_range() {
    let tm = Tm { isdst: -1, wday: 7, mon: 12, ..sample() };
    assert_eq!(print("[%z%Z]%a%B", &tm), "[]??");
    let west = Tm { gmtoff: -30, ..sample() };
    assert_eq!(print("%z", &west), "-0000");
    let west = Tm { gmtoff: -12_600, ..sample() };
    assert_eq!(print("%z", &west), "-0330");
}

#[test]
fn iso_weeks_at_the_turn_of_the_year() {
    for (days, expected) in [
        (20_453, "2026 01 26"), // 2025-12-31
        (20_818, "2026 53 26"), // 2026-12-31
        (20_822, "2027 01 27"), // 2027-01-04
        (14_245, "2009 01 09"), // 2009-01-01
        (14_612, "2009 53 09"), // 2010-01-03
    ] {
        let tm = Tm::from_epoch(days * SECS_PER_DAY, 0, false).unwrap();
        assert_eq!(print("%G %V %g", &tm), expected);
    }
}

#[test]
fn a_full_sink_and_an_impossible_instant_are_reported() {
    struct Never;
    impl Sink<i32> for Never {
        fn put(&mut self, _: i32) -> Result<(), Error> {
            Err(Error::Full)
        }
    }
    let env = Env { zone: &|| b"", to_epoch: &|_| None };
    let wide = |text: &str| text.bytes().map(i32::from).collect::<Vec<_>>();
    assert_eq!(strftime(&wide("%2147483647d"), &sample(), &env, &mut Never), Err(Error::Full));
    assert_eq!(strftime(&wide("%s"), &sample(), &env, &mut Never), Err(Error::Overflow));
}
