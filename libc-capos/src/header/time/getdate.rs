//! `getdate`.

use super::constants::CLOCK_REALTIME;
use crate::abi::cstr;
use crate::contents;
use crate::errno::Errno;
use crate::platform::{Clock, Sys};
use crate::start;
use crate::time_zone;
use crate::types::{c_char, c_int, tm};
use capos_libc_engine::time::getdate::{blank, complete};
use capos_libc_engine::time::strptime::{Env, strptime};
use core::ptr;

/// Why the last call of `getdate` failed.
#[unsafe(no_mangle)]
pub static mut getdate_err: c_int = 0;

/// What `getdate` returns; each call overwrites it, as the standard says.
static mut RESULT: tm = to_c_zero();

/// No file of templates is nearly as long.
const MAX_LEN: usize = 1 << 20;

/// The numbers of `getdate_err`.
#[derive(Clone, Copy)]
enum Failure {
    NoTemplates = 1,
    CannotOpen = 2,
    CannotRead = 5,
    NoMemory = 6,
    NoMatch = 7,
    NoSuchDate = 8,
}

const fn to_c_zero() -> tm {
    tm {
        tm_sec: 0,
        tm_min: 0,
        tm_hour: 0,
        tm_mday: 0,
        tm_mon: 0,
        tm_year: 0,
        tm_wday: 0,
        tm_yday: 0,
        tm_isdst: 0,
        tm_gmtoff: 0,
        tm_zone: c"UTC".as_ptr(),
    }
}

fn read(text: &[u8], now: i64) -> Result<tm, Failure> {
    let path = start::variable(c"DATEMSK").filter(|path| !path.is_empty()).ok_or(Failure::NoTemplates)?;
    let templates = contents::read(path, MAX_LEN).map_err(|error| match error {
        Errno::ENOMEM => Failure::NoMemory,
        Errno::EIO | Errno::EISDIR => Failure::CannotRead,
        _ => Failure::CannotOpen,
    })?;
    let env = Env {
        zone_names: &|| time_zone::refresh().names(),
        local: &|seconds| time_zone::refresh().local_fields(seconds),
    };
    let text = text.trim_ascii();
    let given = templates
        .split(|&byte| byte == b'\n')
        .filter(|template| !template.is_empty())
        .find_map(|template| {
            let mut given = blank();
            (strptime(text, template, &mut given, &env)? == text.len()).then_some(given)
        })
        .ok_or(Failure::NoMatch)?;
    let mut zoned = time_zone::refresh();
    let present = zoned.local_fields(now).ok_or(Failure::NoSuchDate)?;
    let fields = complete(given, &present).ok_or(Failure::NoSuchDate)?;
    let instant = zoned.instant(&fields).ok_or(Failure::NoSuchDate)?;
    zoned.local(instant).ok_or(Failure::NoSuchDate)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getdate.html>
///
/// # Safety
/// `string` is a string, and no other thread calls this function.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getdate(string: *const c_char) -> *mut tm {
    // SAFETY: the caller's promise.
    let text = unsafe { cstr(string) }.to_bytes();
    match Sys::clock_gettime(CLOCK_REALTIME)
        .map_err(|_| Failure::NoSuchDate)
        .and_then(|now| read(text, now.tv_sec))
    {
        Ok(date) => {
            // SAFETY: nobody else writes the result, by the caller's promise.
            unsafe { (&raw mut RESULT).write(date) };
            &raw mut RESULT
        }
        Err(failure) => {
            // SAFETY: a plain write of a C variable.
            unsafe { (&raw mut getdate_err).write(failure as c_int) };
            ptr::null_mut()
        }
    }
}
