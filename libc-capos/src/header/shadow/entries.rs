//! Passwords of the database and of streams. None of these functions is standard; they are as in the other libraries.

use crate::abi::{cstr, cstr_or_null};
use crate::errno;
use crate::header::stdio::entry::file;
use crate::stream::FILE;
use crate::sync::Mutex;
use crate::types::{c_char, c_int, c_long, size_t, spwd};
use crate::users::{self, Kept, Record, SHADOWS, number_text, put_line, read_record};
use alloc::string::String;
use alloc::vec::Vec;
use capos_libc_engine::accounts::Shadow;
use core::ffi::CStr;
use core::ptr::null_mut;

/// What the functions without a buffer return, until the next of them.
static LAST: Mutex<Kept<spwd>> = Mutex::new(Kept::new());

fn named(name: &[u8]) -> impl Fn(&[u8]) -> bool + '_ {
    move |line| Shadow::parse(line).is_some_and(|user| user.name == name)
}

/// The password of a user.
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getspnam(name: *const c_char) -> *mut spwd {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr(name) }.to_bytes();
    users::keep(&LAST, |place| users::find(&SHADOWS, named(name), place))
}

/// The password of a user, in memory of the caller's.
///
/// # Safety
/// `name` is a string, `record` and `result` are writable, `buffer` has `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getspnam_r(
    name: *const c_char,
    record: *mut spwd,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut spwd,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { users::fill(&SHADOWS, named(cstr(name).to_bytes()), record, buffer, size, result) }
}

/// The next password of the database.
#[unsafe(no_mangle)]
pub extern "C" fn getspent() -> *mut spwd {
    users::keep_next(&SHADOWS, &LAST)
}

/// Begins with the first password again.
#[unsafe(no_mangle)]
pub extern "C" fn setspent() {
    SHADOWS.rewind();
}

/// Ends looking at passwords.
#[unsafe(no_mangle)]
pub extern "C" fn endspent() {
    SHADOWS.rewind();
}

/// The password of a line.
///
/// # Safety
/// `line` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sgetspent(line: *const c_char) -> *mut spwd {
    // SAFETY: the caller's promise.
    let line = unsafe { cstr(line) }.to_bytes();
    users::keep(&LAST, |place| spwd::make(line.strip_suffix(b"\n").unwrap_or(line), place).transpose())
}

/// The next password of a stream.
///
/// # Safety
/// `stream` is open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgetspent(stream: *mut FILE) -> *mut spwd {
    // SAFETY: the caller's promise.
    match read_record(unsafe { file(stream) }, &mut LAST.lock()) {
        Ok(Some(record)) => record,
        Ok(None) => null_mut(),
        Err(error) => errno::pointer(Err(error)),
    }
}

/// Writes a password as a line; what is -1 stays empty.
///
/// # Safety
/// `record` is a password whose strings may be NULL; `stream` is open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn putspent(record: *const spwd, stream: *mut FILE) -> c_int {
    // SAFETY: the caller's promise.
    let (found, file) = unsafe { (*record, file(stream)) };
    // SAFETY: as above.
    let text = |string: *mut c_char| unsafe { cstr_or_null(string) }.map_or(&b""[..], CStr::to_bytes);
    let days = [
        found.sp_lstchg,
        found.sp_min,
        found.sp_max,
        found.sp_warn,
        found.sp_inact,
        found.sp_expire,
        found.sp_flag as c_long,
    ];
    let days = days.map(|day| if day == -1 { String::new() } else { number_text(day) });
    let mut fields = Vec::from([text(found.sp_namp), text(found.sp_pwdp)]);
    fields.extend(days.iter().map(String::as_bytes));
    errno::status(put_line(file, &fields))
}
