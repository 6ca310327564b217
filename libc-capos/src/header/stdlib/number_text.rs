//! Numbers to strings.

use crate::abi::cstr;
use crate::abi::long_double::word_from_words_ld;
use crate::errno::{self, Errno};
use crate::stream::{Bounded, print};
use crate::types::{c_char, c_double, c_float, c_int, long_double, size_t};
use capos_libc_engine::float::F80;
use capos_libc_engine::format::Arguments;

/// The one argument there is.
enum Number {
    Double(f64),
    Extended(F80),
}

impl Arguments for Number {
    fn int(&mut self) -> u64 {
        0
    }

    fn long(&mut self) -> u64 {
        0
    }

    fn double(&mut self) -> f64 {
        match self {
            Number::Double(value) => *value,
            Number::Extended(_) => 0.0,
        }
    }

    fn long_double(&mut self) -> F80 {
        match self {
            Number::Double(_) => F80::ZERO,
            Number::Extended(value) => *value,
        }
    }
}

/// The longest format: the largest precision there is has ten digits, and an `L` is put in.
const LONGEST: usize = 16;

/// The only formats allowed are `%`, a precision or none, and one letter. With `extended` the result has an `L` before it.
fn checked(format: &[u8], extended: bool) -> Option<([u8; LONGEST], usize)> {
    let (&letter, rest) = format.split_last()?;
    let precision = match rest.strip_prefix(b"%")? {
        b"" => &[][..],
        [b'.', digits @ ..] if digits.len() <= 10 && digits.iter().all(u8::is_ascii_digit) => &rest[1..],
        _ => return None,
    };
    if !b"aAeEfFgG".contains(&letter) {
        return None;
    }
    let mut made = [0; LONGEST];
    let length = if extended { &b"L"[..] } else { b"" };
    let mut used = 0;
    for part in [b"%", precision, length, &[letter]] {
        made[used..used + part.len()].copy_from_slice(part);
        used += part.len();
    }
    Some((made, used))
}

/// # Safety
/// `out` has room for `size` bytes, `format` is a string.
unsafe fn write(out: *mut c_char, size: size_t, format: *const c_char, mut number: Number) -> c_int {
    // SAFETY: the caller's promise.
    let format = checked(unsafe { cstr(format) }.to_bytes(), matches!(number, Number::Extended(_)));
    let Some((format, length)) = format else { return errno::status(Err(Errno::EINVAL)) };
    // SAFETY: the caller's promise.
    let mut sink = unsafe { Bounded::new(out.cast::<u8>(), size) };
    let count = print(&mut sink, &format[..length], &mut number);
    sink.finish(0);
    errno::result(count)
}

/// C23 7.24.1.3.
///
/// # Safety
/// `out` has room for `size` bytes, `format` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strfromd(
    out: *mut c_char,
    size: size_t,
    format: *const c_char,
    value: c_double,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { write(out, size, format, Number::Double(value)) }
}

/// C23 7.24.1.3.
///
/// # Safety
/// As for [`strfromd`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strfromf(
    out: *mut c_char,
    size: size_t,
    format: *const c_char,
    value: c_float,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { write(out, size, format, Number::Double(value.into())) }
}

/// What `strfroml` does, with the number in memory.
///
/// # Safety
/// As for [`strfromd`]; `value` is readable.
unsafe extern "C" fn extended(
    value: *const long_double,
    out: *mut c_char,
    size: size_t,
    format: *const c_char,
) -> c_int {
    // SAFETY: the caller's promise; ten of the sixteen bytes carry the value.
    unsafe {
        let mantissa = value.cast::<u64>().read();
        let sign_exponent = value.cast::<u16>().add(4).read();
        write(out, size, format, Number::Extended(F80::from_parts(sign_exponent, mantissa)))
    }
}

/// C23 7.24.1.3.
///
/// # Safety
/// As for [`strfromd`].
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn strfroml(
    out: *mut c_char,
    size: size_t,
    format: *const c_char,
    value: long_double,
) -> c_int {
    word_from_words_ld!(extended)
}
