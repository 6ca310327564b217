use super::*;
use crate::time::posix_tz::PosixTz;

const ZONES: [&[u8]; 8] = [
    b"UTC0",
    b"CET-1CEST,M3.5.0,M10.5.0/3",
    b"EST5EDT,M3.2.0,M11.1.0",
    b"<-03>3<-02>,M3.5.0/-2,M10.5.0/-1",
    b"IST-1GMT0,M10.5.0,M3.5.0/1",
    b"LHST-10:30LHDT-11,M10.1.0,M4.1.0",
    b"XXX3EDT4,0/0,J365/23",
    // Four months of daylight time that begin in a granule in which they also end.
    b"AAA0BBB,J10,J40",
];

fn check(zone: &Zone, seconds: i64, recent: &mut Recent<[u8; 4]>) {
    let name = |abbr: &[u8]| {
        let mut name = [0; 4];
        name[..abbr.len().min(4)].copy_from_slice(&abbr[..abbr.len().min(4)]);
        name
    };
    let wanted = zone.lookup(seconds);
    let found = recent.lookup(zone, seconds, name);
    assert_eq!((found.offset, found.is_dst, found.name), (wanted.offset, wanted.is_dst, name(wanted.abbr)));
    for isdst in -1..=1 {
        let Some((mut tm, _)) = zone.local(seconds) else { continue };
        tm.isdst = isdst;
        let wanted = mktime::mktime(&tm, zone);
        assert_eq!(recent.mktime(zone, &tm, name), wanted, "{tm:?}");
    }
}

#[test]
fn answers_are_those_of_the_zone() {
    for text in ZONES {
        let zone = Zone::Rules(PosixTz::parse(text).unwrap());
        let mut recent = Recent::new();
        for seconds in (-4_000_000_000..6_000_000_000).step_by(6_000_011) {
            check(&zone, seconds, &mut recent);
        }
        for year in 2007..2009 {
            let start = crate::time::civil::days_to_year(year) * SECS_PER_DAY;
            for seconds in (start..start + 366 * SECS_PER_DAY).step_by(8_999) {
                check(&zone, seconds, &mut recent);
            }
        }
        for extreme in [i64::MIN, i64::MIN + 1, i64::MAX - 1, i64::MAX, i64::MAX / 2, 1 << 55, -1 << 55] {
            let found = recent.lookup(&zone, extreme, |_| [0; 4]);
            assert_eq!(found.offset, zone.lookup(extreme).offset);
        }
    }
}
