//! The zone in force.

use super::abbreviation::Abbreviations;
use super::{file, globals};
use crate::start;
use crate::sync::{Mutex, MutexGuard};
use crate::types::{c_char, tm};
use alloc::boxed::Box;
use capos_libc_engine::time::Tm;
use capos_libc_engine::time::posix_tz::PosixTz;
use capos_libc_engine::time::recent::Recent;
use capos_libc_engine::time::zone::Zone;
use core::ffi::CStr;
use core::mem::offset_of;

/// The zone and the value of `TZ` that it was made of.
pub struct Zoned {
    /// `None` before the first use.
    zone: Option<Zone>,
    /// `None` where `TZ` is not set.
    source: Option<Box<[u8]>>,
    abbreviations: Abbreviations,
    names: [*const c_char; 2],
    /// What the zone said lately.
    recent: Recent<*const c_char>,
}

// SAFETY: the pointers are to strings that live forever and never change.
unsafe impl Send for Zoned {}

static ZONED: Mutex<Zoned> = Mutex::new(Zoned {
    zone: None,
    source: None,
    abbreviations: Abbreviations::new(),
    names: [c"UTC".as_ptr(); 2],
    recent: Recent::new(),
});

/// The zone as `TZ` says now; what `tzset` does.
pub fn refresh() -> MutexGuard<'static, Zoned> {
    let mut zoned = ZONED.lock();
    let value = start::variable(c"TZ").map(CStr::to_bytes);
    if zoned.zone.is_none() || value != zoned.source.as_deref() {
        zoned.load(value);
    }
    zoned
}

/// The zone as it was when last refreshed, for functions that need not look at `TZ`.
pub fn lock() -> MutexGuard<'static, Zoned> {
    let zoned = ZONED.lock();
    if zoned.zone.is_some() {
        return zoned;
    }
    drop(zoned);
    refresh()
}

/// The zone that a value of `TZ` names; UTC where it names none.
fn resolve(value: Option<&[u8]>) -> Zone {
    let found = match value {
        None => file::system().map(Zone::File),
        Some([]) => None,
        Some([b':', name @ ..]) => file::named(name).map(Zone::File),
        Some(text) => PosixTz::parse(text).map(Zone::Rules).or_else(|| file::named(text).map(Zone::File)),
    };
    found.unwrap_or_else(Zone::utc)
}

impl Zoned {
    fn load(&mut self, value: Option<&[u8]>) {
        let zone = resolve(value);
        let summary = zone.summary();
        let standard = self.abbreviations.intern(summary.standard.abbr);
        let daylight = summary.daylight.map_or(standard, |daylight| self.abbreviations.intern(daylight.abbr));
        self.names = [standard, daylight];
        globals::publish(self.names, -i64::from(summary.standard.offset), summary.daylight.is_some());
        self.source = value.map(Box::from);
        self.zone = Some(zone);
        self.recent.clear();
    }

    fn zone(&self) -> &Zone {
        // Both ways to a guard load the zone.
        self.zone.as_ref().expect("the zone is loaded")
    }

    /// The local time; `None` where the year does not fit.
    pub fn local(&mut self, seconds: i64) -> Option<tm> {
        let Zoned { zone, recent, abbreviations, .. } = self;
        let now = recent.lookup(zone.as_ref()?, seconds, |name| abbreviations.intern(name));
        Some(to_c(&Tm::from_epoch(seconds, now.offset, now.is_dst)?, now.name))
    }

    /// The local time without the name of the zone.
    pub fn local_fields(&self, seconds: i64) -> Option<Tm> {
        Some(self.zone().local(seconds)?.0)
    }

    /// The instant that the fields name.
    pub fn instant(&mut self, fields: &Tm) -> Option<i64> {
        let Zoned { zone, recent, abbreviations, .. } = self;
        recent.mktime(zone.as_ref()?, fields, |name| abbreviations.intern(name))
    }

    /// The names of standard and daylight time.
    pub fn names(&self) -> [&'static [u8]; 2] {
        // SAFETY: interned names are terminated and live forever.
        self.names.map(|name| unsafe { CStr::from_ptr(name) }.to_bytes())
    }
}

/// `struct tm` of fields and a zone's name.
#[inline]
pub fn to_c(fields: &Tm, zone: *const c_char) -> tm {
    tm {
        tm_sec: fields.sec,
        tm_min: fields.min,
        tm_hour: fields.hour,
        tm_mday: fields.mday,
        tm_mon: fields.mon,
        tm_year: fields.year,
        tm_wday: fields.wday,
        tm_yday: fields.yday,
        tm_isdst: fields.isdst,
        tm_gmtoff: fields.gmtoff,
        tm_zone: zone,
    }
}

// A `struct tm` begins with a `Tm`.
const _: () = {
    assert!(offset_of!(tm, tm_sec) == offset_of!(Tm, sec) && offset_of!(tm, tm_min) == offset_of!(Tm, min));
    assert!(offset_of!(tm, tm_hour) == offset_of!(Tm, hour) && offset_of!(tm, tm_mday) == offset_of!(Tm, mday));
    assert!(offset_of!(tm, tm_mon) == offset_of!(Tm, mon) && offset_of!(tm, tm_year) == offset_of!(Tm, year));
    assert!(offset_of!(tm, tm_wday) == offset_of!(Tm, wday) && offset_of!(tm, tm_yday) == offset_of!(Tm, yday));
    assert!(offset_of!(tm, tm_isdst) == offset_of!(Tm, isdst));
    assert!(offset_of!(tm, tm_gmtoff) == offset_of!(Tm, gmtoff));
    assert!(size_of::<tm>() >= size_of::<Tm>() && align_of::<tm>() == align_of::<Tm>());
};

/// The fields of a `struct tm`, where they are: what was stored one by one and is copied by many at a time has to wait.
///
/// # Safety
/// `value` is readable and writable as long as the fields are used, and nobody else uses it.
pub unsafe fn fields_of<'a>(value: *mut tm) -> &'a mut Tm {
    // SAFETY: the caller's promise; the assertions above say that it begins with the fields.
    unsafe { &mut *value.cast() }
}

/// The fields of a `struct tm`.
#[inline]
pub fn from_c(value: &tm) -> Tm {
    Tm {
        sec: value.tm_sec,
        min: value.tm_min,
        hour: value.tm_hour,
        mday: value.tm_mday,
        mon: value.tm_mon,
        year: value.tm_year,
        wday: value.tm_wday,
        yday: value.tm_yday,
        isdst: value.tm_isdst,
        gmtoff: value.tm_gmtoff,
    }
}
