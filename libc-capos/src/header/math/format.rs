//! What depends on the format of a number: its neighbours, the order of all values, the payload of a NaN.

use super::evaluate;
use super::families::{canonical, extended_entry, format_and_extended, format_binary, format_unary, order};
use crate::abi::long_double::{ld_from_words, word_from_words_ld};
use crate::types::{c_double, c_float, c_int, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{self, Context, Number, Real, quick};

format_unary! {
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.11.5)
    nextup nextupf nextupl = math::next_up;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.11.6)
    nextdown nextdownf nextdownl = math::next_down;
}

format_binary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nextafter.html>
    nextafter nextafterf nextafterl = math::next_after, quick::next_after, quick::next_after_float;
}

format_and_extended! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nexttoward.html>
    nexttoward nexttowardf nexttowardl = math::next_after;
}

order! {
    /// <https://www.iso.org/standard/82075.html> (C23 F.10.12.1)
    totalorder totalorderf totalorderl = is_ordered;
    /// <https://www.iso.org/standard/82075.html> (C23 F.10.12.2)
    totalordermag totalordermagf totalordermagl = is_ordered_by_magnitude;
}

canonical! {
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.11.7)
    canonicalize canonicalizef canonicalizel = canonical;
}

fn is_ordered<R: Real>(x: R, y: R) -> bool {
    math::order_key(x) <= math::order_key(y)
}

fn is_ordered_by_magnitude<R: Real>(x: R, y: R) -> bool {
    magnitude_key(x) <= magnitude_key(y)
}

fn magnitude_key<R: Real>(x: R) -> i128 {
    let (_, biased, significand) = x.fields();
    math::order_key(R::from_fields(false, biased, significand))
}

/// The same value in the representation that is preferred; there is one for each value.
fn canonical<R: Real>(x: R) -> R {
    evaluate::run(|context| match x.number() {
        Number::Nan(nan) => R::from_number(context.propagate(nan), context),
        number => R::from_number(number, context),
    })
}

fn payload_of<R: Real>(x: R) -> R {
    R::from_number(math::payload(x), &mut Context::default())
}

/// Writes the NaN, or zero if there is none; tells whether there was none.
///
/// # Safety
/// `out` points to a writable place.
unsafe fn set_payload<R: Real>(out: *mut R, payload: R, signaling: bool) -> c_int {
    let nan = math::nan_with_payload::<R>(payload.number(), signaling);
    let value = R::from_number(nan.unwrap_or(Number::ZERO), &mut Context::default());
    // SAFETY: by the contract.
    unsafe { out.write(value) };
    c_int::from(nan.is_none())
}

/// <https://www.iso.org/standard/82075.html> (C23 F.10.13.1)
///
/// # Safety
/// `x` points to a number.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getpayload(x: *const c_double) -> c_double {
    // SAFETY: by the contract.
    payload_of(unsafe { x.read() })
}

/// <https://www.iso.org/standard/82075.html> (C23 F.10.13.1)
///
/// # Safety
/// `x` points to a number.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getpayloadf(x: *const c_float) -> c_float {
    // SAFETY: by the contract.
    payload_of(unsafe { x.read() })
}

unsafe extern "C" fn payload_at(out: *mut F80, x: *const F80) {
    // SAFETY: the caller's pointer, and the naked body's place.
    unsafe { out.write(payload_of(x.read())) }
}

/// <https://www.iso.org/standard/82075.html> (C23 F.10.13.1)
///
/// # Safety
/// `x` points to a number.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn getpayloadl(x: *const long_double) -> long_double {
    ld_from_words!(payload_at)
}

/// <https://www.iso.org/standard/82075.html> (C23 F.10.13.2)
///
/// # Safety
/// `res` points to a writable place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setpayload(res: *mut c_double, pl: c_double) -> c_int {
    // SAFETY: by the contract.
    unsafe { set_payload(res, pl, false) }
}

/// <https://www.iso.org/standard/82075.html> (C23 F.10.13.2)
///
/// # Safety
/// `res` points to a writable place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setpayloadf(res: *mut c_float, pl: c_float) -> c_int {
    // SAFETY: by the contract.
    unsafe { set_payload(res, pl, false) }
}

/// <https://www.iso.org/standard/82075.html> (C23 F.10.13.3)
///
/// # Safety
/// `res` points to a writable place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setpayloadsig(res: *mut c_double, pl: c_double) -> c_int {
    // SAFETY: by the contract.
    unsafe { set_payload(res, pl, true) }
}

/// <https://www.iso.org/standard/82075.html> (C23 F.10.13.3)
///
/// # Safety
/// `res` points to a writable place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setpayloadsigf(res: *mut c_float, pl: c_float) -> c_int {
    // SAFETY: by the contract.
    unsafe { set_payload(res, pl, true) }
}

unsafe extern "C" fn set_quiet(payload: *const F80, out: *mut F80) -> c_int {
    // SAFETY: the naked body's pointer to the argument, and the caller's.
    unsafe { set_payload(out, payload.read(), false) }
}

unsafe extern "C" fn set_signaling(payload: *const F80, out: *mut F80) -> c_int {
    // SAFETY: the naked body's pointer to the argument, and the caller's.
    unsafe { set_payload(out, payload.read(), true) }
}

/// <https://www.iso.org/standard/82075.html> (C23 F.10.13.2)
///
/// # Safety
/// `res` points to a writable place.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn setpayloadl(res: *mut long_double, pl: long_double) -> c_int {
    word_from_words_ld!(set_quiet)
}

/// <https://www.iso.org/standard/82075.html> (C23 F.10.13.3)
///
/// # Safety
/// `res` points to a writable place.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn setpayloadsigl(res: *mut long_double, pl: long_double) -> c_int {
    word_from_words_ld!(set_signaling)
}

unsafe extern "C" fn is_canonical(x: *const F80) -> c_int {
    // SAFETY: the naked body passes a pointer to the argument.
    let (_, biased, significand) = unsafe { x.read() }.fields();
    c_int::from((biased != 0) == (significand >> 63 != 0))
}

/// Behind the macro `iscanonical`: whether the leading bit of the mantissa says what the exponent says.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn __iscanonicall(x: long_double) -> c_int {
    crate::abi::long_double::word_from_ld!(is_canonical)
}
