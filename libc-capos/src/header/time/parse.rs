//! `strptime`.

use crate::abi::cstr;
use crate::time_zone::{self, fields_of};
use crate::types::{c_char, tm};
use capos_libc_engine::time::strptime::{Env, strptime as engine};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strptime.html>
///
/// # Safety
/// `buf` and `format` are strings; `timeptr` is readable and writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strptime(
    buf: *const c_char,
    format: *const c_char,
    timeptr: *mut tm,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    let (input, format) = unsafe { (cstr(buf).to_bytes(), cstr(format).to_bytes()) };
    let env = Env {
        zone_names: &|| time_zone::refresh().names(),
        local: &|seconds| time_zone::refresh().local_fields(seconds),
    };
    // SAFETY: the caller's promise. Programs may leave fields unset that the format sets; any `int` will do.
    let fields = unsafe { fields_of(timeptr) };
    match engine(input, format, fields, &env) {
        Some(read) => buf.wrapping_add(read).cast_mut(),
        None => core::ptr::null_mut(),
    }
}
