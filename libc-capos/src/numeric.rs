//! Numbers from strings, narrow and wide: the engine's parsers with C's `errno` and types.

use crate::errno::{self, Errno};
use crate::header::fenv::control;
use crate::types::c_int;
use capos_libc_engine::float::{F80, Format, Rounded, Rounding};
use capos_libc_engine::number::{Magnitude, ParsedFloat, ParsedInteger, Text, parse_float, parse_integer};

/// Reads an integer; 0 with `EINVAL` where the base is none.
fn integer(text: &(impl Text + ?Sized), base: c_int) -> ParsedInteger {
    let parsed = u32::try_from(base).ok().and_then(|base| parse_integer(text, base).ok());
    parsed.unwrap_or_else(|| {
        errno::set(Errno::EINVAL);
        ParsedInteger { negative: false, magnitude: 0, overflow: false, end: 0 }
    })
}

/// `strtol` for a type of `bits` bits: the value and how many units were read.
pub fn signed(text: &(impl Text + ?Sized), base: c_int, bits: u32) -> (i64, usize) {
    let parsed = integer(text, base);
    let (value, clamped) = parsed.to_signed(bits);
    if clamped {
        errno::set(Errno::ERANGE);
    }
    (value, parsed.end)
}

/// `strtoul` for a type of `bits` bits: the value and how many units were read.
pub fn unsigned(text: &(impl Text + ?Sized), base: c_int, bits: u32) -> (u64, usize) {
    let parsed = integer(text, base);
    let (value, clamped) = parsed.to_unsigned(bits);
    if clamped {
        errno::set(Errno::ERANGE);
    }
    (value, parsed.end)
}

/// Reads a floating-point number, with the exception flags and the `errno` that Annex F and POSIX ask for.
#[inline]
pub fn float(text: &(impl Text + ?Sized), format: Format) -> ParsedFloat {
    // Read once, as that takes time: the direction, and what is raised already, which "inexact" nearly always is.
    let register = control::sse();
    let parsed = parse_float(text, format, Rounding::from_control_bits(register >> control::SSE_ROUNDING));
    if let Magnitude::Finite(Rounded { inexact: true, overflow, underflow, .. }) = parsed.magnitude {
        let mut flags = control::INEXACT;
        if overflow || underflow {
            flags |= if overflow { control::OVERFLOW } else { control::UNDERFLOW };
            errno::set(Errno::ERANGE);
        }
        if register & flags != flags {
            control::raise(flags);
        }
    }
    parsed
}

/// `strtod`: the value and how many units were read.
pub fn double(text: &(impl Text + ?Sized)) -> (f64, usize) {
    let parsed = float(text, Format::BINARY64);
    (parsed.to_f64(), parsed.end)
}

/// `strtof`.
pub fn single(text: &(impl Text + ?Sized)) -> (f32, usize) {
    let parsed = float(text, Format::BINARY32);
    (parsed.to_f32(), parsed.end)
}

/// `strtold`.
pub fn extended(text: &(impl Text + ?Sized)) -> (F80, usize) {
    let parsed = float(text, Format::EXTENDED80);
    (parsed.to_f80(), parsed.end)
}
