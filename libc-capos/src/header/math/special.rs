//! Error and gamma functions.

use super::evaluate;
use super::families::{extended_entry, quick_or, real_unary};
use super::state;
use crate::abi::long_double::{ld_from_ld, ld_from_ld_word};
use crate::types::{c_double, c_float, c_int, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{self, Real, quick};

real_unary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/erf.html>
    erf erff erfl = math::erf, erf, erff;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/erfc.html>
    erfc erfcf erfcl = math::erfc, erfc, erfcf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tgamma.html>
    tgamma tgammaf tgammal = math::tgamma, tgamma, tgammaf;
}

/// The logarithm of gamma, and the sign of gamma.
fn log_gamma<R: Real>(x: R) -> (R, c_int) {
    evaluate::run(|context| {
        let (value, negative) = math::lgamma(context, x.number());
        (R::from_number(value, context), 1 - 2 * c_int::from(negative))
    })
}

fn log_gamma_64(x: c_double) -> (c_double, c_int) {
    quick_or!(log_gamma(x); (c_double, c_int), lgamma(x: c_double = x))
}

fn log_gamma_32(x: c_float) -> (c_float, c_int) {
    quick_or!(log_gamma(x); (c_float, c_int), lgammaf(x: c_float = evaluate::widened(x)))
}

/// The value; its sign goes to `signgam`.
fn leaving_sign<R>((value, sign): (R, c_int)) -> R {
    state::set_signgam(sign);
    value
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lgamma.html>
#[unsafe(no_mangle)]
pub extern "C" fn lgamma(x: c_double) -> c_double {
    leaving_sign(log_gamma_64(x))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lgamma.html>
#[unsafe(no_mangle)]
pub extern "C" fn lgammaf(x: c_float) -> c_float {
    leaving_sign(log_gamma_32(x))
}

unsafe extern "C" fn log_gamma_80(out: *mut F80, x: *const F80) {
    // SAFETY: the naked body passes pointers to the argument and to its place for the result.
    unsafe { out.write(leaving_sign(log_gamma(x.read()))) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lgamma.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn lgammal(x: long_double) -> long_double {
    ld_from_ld!(log_gamma_80)
}

/// BSD: an older name of `lgamma`.
#[unsafe(no_mangle)]
pub extern "C" fn gamma(x: c_double) -> c_double {
    leaving_sign(log_gamma_64(x))
}

/// BSD: an older name of `lgammaf`.
#[unsafe(no_mangle)]
pub extern "C" fn gammaf(x: c_float) -> c_float {
    leaving_sign(log_gamma_32(x))
}

/// BSD: an older name of `lgammal`.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn gammal(x: long_double) -> long_double {
    ld_from_ld!(log_gamma_80)
}

/// BSD: `lgamma` without `signgam`.
///
/// # Safety
/// `sign` points to a writable int.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lgamma_r(x: c_double, sign: *mut c_int) -> c_double {
    let (value, negative) = log_gamma_64(x);
    // SAFETY: by the contract.
    unsafe { sign.write(negative) };
    value
}

/// BSD: `lgammaf` without `signgam`.
///
/// # Safety
/// `sign` points to a writable int.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lgammaf_r(x: c_float, sign: *mut c_int) -> c_float {
    let (value, negative) = log_gamma_32(x);
    // SAFETY: by the contract.
    unsafe { sign.write(negative) };
    value
}

unsafe extern "C" fn log_gamma_and_sign(out: *mut F80, x: *const F80, sign: *mut c_int) {
    // SAFETY: the naked body's pointers, and the caller's to a writable int.
    unsafe {
        let (value, negative) = log_gamma(x.read());
        sign.write(negative);
        out.write(value);
    }
}

/// BSD: `lgammal` without `signgam`.
///
/// # Safety
/// `sign` points to a writable int.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn lgammal_r(x: long_double, sign: *mut c_int) -> long_double {
    ld_from_ld_word!(log_gamma_and_sign)
}
