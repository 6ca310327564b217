//! Time zones, `mktime`, `strftime` and `strptime` against the host's C library.
//!
//! The host's zone is process-wide state, so everything runs in one test.

use std::ffi::{CStr, CString};

use capos_libc_engine::time::posix_tz::PosixTz;
use capos_libc_engine::time::tzif::TzFile;
use capos_libc_engine::time::zone::Zone;
use capos_libc_engine::time::{Tm, mktime, strftime, strptime};

unsafe extern "C" {
    fn tzset();
}

mod random;
use random::Random;

const ZONEINFO: &str = "/usr/share/zoneinfo";
const ZONES: &[&str] = &[
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Tehran",
    "Africa/Casablanca",
    "Asia/Tokyo",
    "America/Nuuk",
    "Europe/Dublin",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "Antarctica/Troll",
    "UTC",
    "Asia/Gaza",
];
const STRINGS: &[&str] = &[
    "UTC0",
    "<+03>-3",
    "CET-1CEST,M3.5.0,M10.5.0/3",
    "AEST-10AEDT,M10.1.0,M4.1.0/3",
    "STD0DST,J60,J300/1:02:03",
    "AAA5:30BBB4,100/1,200/3",
    "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
    "IST-1GMT0,M10.5.0,M3.5.0/1",
    "EST5EDT,M3.2.0,M11.1.0",
];

fn host_zone(name: &str) {
    let name = CString::new(name).unwrap();
    // SAFETY: this process has one test, hence no other thread that reads the environment.
    unsafe {
        libc::setenv(c"TZ".as_ptr(), name.as_ptr(), 1);
        tzset();
    }
}

fn to_host(tm: &Tm) -> libc::tm {
    // SAFETY: all-zero bytes are a valid `struct tm`.
    let mut host: libc::tm = unsafe { std::mem::zeroed() };
    (host.tm_sec, host.tm_min, host.tm_hour) = (tm.sec, tm.min, tm.hour);
    (host.tm_mday, host.tm_mon, host.tm_year) = (tm.mday, tm.mon, tm.year);
    (host.tm_wday, host.tm_yday, host.tm_isdst) = (tm.wday, tm.yday, tm.isdst);
    host.tm_gmtoff = tm.gmtoff;
    host
}

fn from_host(host: &libc::tm) -> Tm {
    Tm {
        sec: host.tm_sec,
        min: host.tm_min,
        hour: host.tm_hour,
        mday: host.tm_mday,
        mon: host.tm_mon,
        year: host.tm_year,
        wday: host.tm_wday,
        yday: host.tm_yday,
        isdst: host.tm_isdst,
        gmtoff: host.tm_gmtoff,
    }
}

fn host_local(seconds: i64) -> Option<(Tm, String)> {
    let mut host = to_host(&Tm::default());
    // SAFETY: both pointers are to live locals; `tm_zone` points to a string of the host's library.
    unsafe {
        if libc::localtime_r(&seconds, &mut host).is_null() {
            return None;
        }
        Some((from_host(&host), CStr::from_ptr(host.tm_zone).to_str().unwrap().to_owned()))
    }
}

fn our_local(zone: &Zone, seconds: i64) -> Option<(Tm, String)> {
    let (tm, abbr) = zone.local(seconds)?;
    Some((tm, String::from_utf8(abbr.to_vec()).unwrap()))
}

fn compare_zone(name: &str, zone: &Zone, random: &mut Random) {
    host_zone(name);
    for n in 0..4000 {
        // Most instants near the present, some far away: not beyond the years whose days overflow the
        // `int` that the host computes rules with.
        let range = if n % 8 == 0 { 1 << 47 } else { 1 << 33 };
        let seconds = random.between(-range, range);
        // Before the first recorded transition libraries differ: RFC 9636 takes type 0.
        if seconds < -2_000_000_000 && matches!(zone, Zone::File(_)) {
            continue;
        }
        // The host computes the rules of a string for 1970 and later only.
        if seconds < 0 && matches!(zone, Zone::Rules(_)) {
            continue;
        }
        let ours = our_local(zone, seconds);
        assert_eq!(ours, host_local(seconds), "{name} at {seconds}");
        let Some((tm, _)) = ours else { continue };
        assert_eq!(mktime::mktime(&tm, zone), Some(seconds), "{name} at {seconds}");
    }
}

struct Text(Vec<u8>);

impl strftime::Sink<u8> for Text {
    fn put(&mut self, byte: u8) -> Result<(), strftime::Error> {
        self.0.push(byte);
        Ok(())
    }
}

fn compare_strftime(random: &mut Random) {
    host_zone("CET-1CEST,M3.5.0,M10.5.0/3");
    let zone = Zone::Rules(PosixTz::parse(b"CET-1CEST,M3.5.0,M10.5.0/3").unwrap());
    let flags = ["", "_", "-", "0", "^", "#", "5", "_5", "012", "3", "1", "E", "O"];
    // `%F` of glibc follows an older definition for years of other than four digits.
    let conversions = "aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%";
    for _ in 0..20_000 {
        let seconds = random.between(-62_135_596_800 + 1000 * 31_556_952, 253_402_300_799 - 86_400);
        let (tm, abbr) = zone.local(seconds).unwrap();
        let flag = flags[random.between(0, flags.len() as i64 - 1) as usize];
        let conversion =
            conversions.as_bytes()[random.between(0, conversions.len() as i64 - 1) as usize] as char;
        // The host pads `%z` twice, zeros before the sign of `%s`, and takes modifiers where no standard has them.
        let modified = match flag {
            "E" => "cCxXyY".contains(conversion),
            "O" => "bBdeHImMSuUVwWy".contains(conversion),
            _ => true,
        };
        if conversion == 'z' && !flag.is_empty() || conversion == 's' && seconds < 0 || !modified {
            continue;
        }
        let format = format!("<%{flag}{conversion}>");
        let env = strftime::Env { zone: &|| abbr, to_epoch: &|tm| mktime::mktime(tm, &zone) };
        let mut ours = Text(Vec::new());
        strftime::strftime(format.as_bytes(), &tm, &env, &mut ours).unwrap();
        let c_format = CString::new(format.as_str()).unwrap();
        let mut host = to_host(&tm);
        let abbr = CString::new(abbr).unwrap();
        host.tm_zone = abbr.as_ptr();
        let mut buffer = [0u8; 256];
        // SAFETY: the buffer's length is passed; format, time and zone name are live locals.
        let len =
            unsafe { libc::strftime(buffer.as_mut_ptr().cast(), buffer.len(), c_format.as_ptr(), &host) };
        let (ours, theirs) = (String::from_utf8_lossy(&ours.0), String::from_utf8_lossy(&buffer[..len]));
        assert_eq!(ours, theirs, "{format} at {seconds} {tm:?}");
    }
}

fn compare_strptime(random: &mut Random) {
    let formats = [
        "%Y/%m/%d %H:%M:%S",
        "%c",
        "%a, %d %b %Y %T %z",
        "%D %r",
        "%y %j",
        "%Y %U %w",
        "%Y %W %a",
        "%C%y %B %e",
        "%F %R",
        "%s",
        "%I %p",
        "%n%A%t%h%%%d",
    ];
    let zone = Zone::utc();
    host_zone("UTC0");
    for _ in 0..20_000 {
        let format = formats[random.between(0, formats.len() as i64 - 1) as usize];
        let (tm, abbr) = zone.local(random.between(-20_000_000_000, 50_000_000_000)).unwrap();
        let env = strftime::Env { zone: &|| abbr, to_epoch: &|tm| Some(tm.to_epoch_utc()) };
        let mut text = Text(Vec::new());
        strftime::strftime(format.as_bytes(), &tm, &env, &mut text).unwrap();
        // One byte in some texts becomes another, so that mismatches are compared too.
        if random.between(0, 2) == 0 && format != "%s" {
            let at = random.between(0, text.0.len() as i64 - 1) as usize;
            text.0[at] = b"0159 :-aA+"[random.between(0, 9) as usize];
        }
        // The host takes no sign but that of a zone.
        let signs = text.0.iter().filter(|byte| b"+-".contains(byte)).count();
        if signs > format.matches(['-']).count() + format.matches("%z").count() {
            continue;
        }
        let mut ours = Tm { isdst: -7, ..Tm::default() };
        let env = strptime::Env { zone_names: &|| [b"UTC", b"UTC"], local: &|s| Some(zone.local(s)?.0) };
        let used = strptime::strptime(&text.0, format.as_bytes(), &mut ours, &env);
        let (input, c_format) = (CString::new(text.0).unwrap(), CString::new(format).unwrap());
        let mut host = to_host(&Tm { isdst: -7, ..Tm::default() });
        // SAFETY: all three pointers are to live, terminated locals.
        let end = unsafe { libc::strptime(input.as_ptr(), c_format.as_ptr(), &mut host) };
        let host_used = (!end.is_null()).then(|| end as usize - input.as_ptr() as usize);
        assert_eq!(used, host_used, "{input:?} as {format}");
        // A day of weeks 0 and 53 outside the year makes nonsense of the host's fields.
        if used.is_some() && host.tm_yday >= 0 && host.tm_mon < 12 {
            assert_eq!(ours, from_host(&host), "{input:?} as {format}");
        }
    }
}

#[test]
fn time_agrees_with_the_host() {
    let mut random = Random::new(20_261_123);
    for name in STRINGS {
        let zone = Zone::Rules(PosixTz::parse(name.as_bytes()).unwrap());
        compare_zone(name, &zone, &mut random);
    }
    for name in ZONES {
        let Ok(bytes) = std::fs::read(format!("{ZONEINFO}/{name}")) else { continue };
        let file = TzFile::parse(bytes.into_boxed_slice()).expect("a zone of the system is well formed");
        compare_zone(name, &Zone::File(file), &mut random);
    }
    compare_strftime(&mut random);
    compare_strptime(&mut random);
}
