//! The host's C library.

use capos_libc_engine::float::Rounding;
use std::ffi::{CString, c_char, c_int};
use std::mem::MaybeUninit;

unsafe extern "C" {
    fn snprintf(buffer: *mut c_char, size: usize, format: *const c_char, ...) -> c_int;
    fn strtod(text: *const c_char, end: *mut *mut c_char) -> f64;
    fn strtof(text: *const c_char, end: *mut *mut c_char) -> f32;
    fn fesetround(mode: c_int) -> c_int;
    fn fnmatch(pattern: *const c_char, name: *const c_char, flags: c_int) -> c_int;
    fn mbrtowc(wide: *mut i32, bytes: *const u8, len: usize, state: *mut [u64; 1]) -> usize;
    fn setlocale(category: c_int, name: *const c_char) -> *const c_char;
    fn tzset();
}

pub const ROUNDINGS: [Rounding; 4] =
    [Rounding::NearestEven, Rounding::Downward, Rounding::Upward, Rounding::TowardZero];

/// An argument of `printf`.
#[derive(Clone, Copy, Debug)]
pub enum Argument {
    Int(u64),
    Double(f64),
}

/// What `snprintf` makes of one conversion.
pub fn print(format: &str, argument: Argument, rounding: Rounding) -> String {
    let format = text(format.as_bytes());
    let mut buffer = vec![0_u8; 8192];
    let (out, size) = (buffer.as_mut_ptr().cast(), buffer.len());
    let length = with_rounding(rounding, || match argument {
        // SAFETY: the caller's format has one conversion, of the type that is passed; the buffer has `size` bytes.
        Argument::Int(value) => unsafe { snprintf(out, size, format.as_ptr(), value) },
        // SAFETY: as above.
        Argument::Double(value) => unsafe { snprintf(out, size, format.as_ptr(), value) },
    });
    buffer.truncate(length as usize);
    String::from_utf8(buffer).expect("ASCII")
}

/// `strtod`: the bits and how many bytes were read.
pub fn double(bytes: &[u8], rounding: Rounding) -> (u64, usize) {
    let text = text(bytes);
    let mut end = std::ptr::null_mut();
    // SAFETY: a terminated string and a place for the end.
    let value = with_rounding(rounding, || unsafe { strtod(text.as_ptr(), &mut end) });
    (value.to_bits(), end as usize - text.as_ptr() as usize)
}

/// `strtof`.
pub fn float(bytes: &[u8], rounding: Rounding) -> (u32, usize) {
    let text = text(bytes);
    let mut end = std::ptr::null_mut();
    // SAFETY: as above.
    let value = with_rounding(rounding, || unsafe { strtof(text.as_ptr(), &mut end) });
    (value.to_bits(), end as usize - text.as_ptr() as usize)
}

/// `strtoll` and `strtoull`: the value, how many bytes were read, and whether it was out of range.
pub fn integer(bytes: &[u8], base: c_int, signed: bool) -> (u64, usize, bool) {
    let text = text(bytes);
    let mut end = std::ptr::null_mut();
    // SAFETY: errno is this thread's; a terminated string and a place for the end.
    unsafe {
        *libc::__errno_location() = 0;
        let value = match signed {
            true => libc::strtoll(text.as_ptr(), &mut end, base) as u64,
            false => libc::strtoull(text.as_ptr(), &mut end, base),
        };
        (value, end as usize - text.as_ptr() as usize, *libc::__errno_location() == libc::ERANGE)
    }
}

/// `fnmatch`.
pub fn matches(pattern: &[u8], name: &[u8], flags: c_int) -> bool {
    let (pattern, name) = (text(pattern), text(name));
    // SAFETY: two terminated strings.
    unsafe { fnmatch(pattern.as_ptr(), name.as_ptr(), flags) == 0 }
}

/// A pattern compiled by `regcomp` as an extended one.
pub struct Regex(libc::regex_t);

impl Regex {
    pub fn new(pattern: &str) -> Option<Regex> {
        let pattern = text(pattern.as_bytes());
        let mut compiled = MaybeUninit::uninit();
        // SAFETY: the pattern is terminated; on success the structure is complete.
        unsafe {
            (libc::regcomp(compiled.as_mut_ptr(), pattern.as_ptr(), libc::REG_EXTENDED) == 0)
                .then(|| Regex(compiled.assume_init()))
        }
    }

    /// Where the first match lies.
    pub fn find(&self, bytes: &[u8]) -> Option<(usize, usize)> {
        let text = text(bytes);
        let mut found = libc::regmatch_t { rm_so: -1, rm_eo: -1 };
        // SAFETY: the pattern is compiled, the text terminated, and there is room for one span.
        let outcome = unsafe { libc::regexec(&self.0, text.as_ptr(), 1, &mut found, 0) };
        (outcome == 0).then_some((found.rm_so as usize, found.rm_eo as usize))
    }
}

impl Drop for Regex {
    fn drop(&mut self) {
        // SAFETY: the pattern was compiled.
        unsafe { libc::regfree(&mut self.0) }
    }
}

/// `mbrtowc` from the initial state in C.UTF-8: a length, -1 or -2, and the character.
pub fn first_character(bytes: &[u8]) -> (isize, i32) {
    // SAFETY: a terminated name; a fuzz target has one thread.
    assert!(unsafe { !setlocale(libc::LC_ALL, c"C.UTF-8".as_ptr()).is_null() });
    let (mut wide, mut state) = (0, [0]);
    // SAFETY: the bytes are readable, the other two are objects of their types.
    let result = unsafe { mbrtowc(&mut wide, bytes.as_ptr(), bytes.len(), &mut state) };
    (result as isize, wide)
}

/// The offset from UTC and whether it is daylight time, by `TZ` and `localtime_r`.
pub fn local_type(zone: &str, seconds: i64) -> (i32, bool) {
    let zone = text(zone.as_bytes());
    // SAFETY: a fuzz target has one thread; all-zero bytes are a `struct tm`; both pointers are to objects.
    unsafe {
        libc::setenv(c"TZ".as_ptr(), zone.as_ptr(), 1);
        tzset();
        let mut tm: libc::tm = std::mem::zeroed();
        libc::localtime_r(&seconds, &mut tm);
        (tm.tm_gmtoff as i32, tm.tm_isdst > 0)
    }
}

/// `strftime` in the C locale and UTC; `None` where it takes more than `room` bytes or prints nothing.
pub fn format_time(format: &[u8], tm: &capos_libc_engine::time::Tm, room: usize) -> Option<Vec<u8>> {
    let format = text(format);
    // SAFETY: all-zero bytes are a `struct tm`.
    let mut host: libc::tm = unsafe { std::mem::zeroed() };
    (host.tm_sec, host.tm_min, host.tm_hour) = (tm.sec, tm.min, tm.hour);
    (host.tm_mday, host.tm_mon, host.tm_year) = (tm.mday, tm.mon, tm.year);
    (host.tm_wday, host.tm_yday, host.tm_isdst) = (tm.wday, tm.yday, tm.isdst);
    host.tm_gmtoff = tm.gmtoff;
    host.tm_zone = c"UTC".as_ptr();
    let mut buffer = vec![0_u8; room];
    // SAFETY: the buffer has so many bytes, the format is terminated, the zone's name is one.
    let length = unsafe { libc::strftime(buffer.as_mut_ptr().cast(), room, format.as_ptr(), &host) };
    buffer.truncate(length);
    (length > 0).then_some(buffer)
}

/// A C string of bytes that hold no null.
fn text(bytes: &[u8]) -> CString {
    CString::new(bytes).expect("the targets pass no null")
}

fn with_rounding<T>(rounding: Rounding, action: impl FnOnce() -> T) -> T {
    // SAFETY: the modes are those of x86; the default is restored before Rust code computes with floats.
    unsafe { fesetround((rounding as c_int) << 10) };
    let result = action();
    // SAFETY: as above.
    unsafe { fesetround(0) };
    result
}
