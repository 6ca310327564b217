//! Trigonometric functions and their inverses.

use super::evaluate;
use super::families::{extended_entry, quick_or, real_binary, real_unary};
use super::{pairs, x87};
use crate::types::{c_double, c_float, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{self, Real, quick};

real_unary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sin.html>
    sin sinf sinl = math::sin, sin, sinf, pairs::sin;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cos.html>
    cos cosf cosl = math::cos, cos, cosf, pairs::cos;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tan.html>
    tan tanf tanl = math::tan, tan, tanf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/asin.html>
    asin asinf asinl = math::asin, asin, asinf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/acos.html>
    acos acosf acosl = math::acos, acos, acosf;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atan.html>
    atan atanf atanl = math::atan, atan, atanf, x87::atan;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.4.8)
    acospi acospif acospil = math::acospi;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.4.9)
    asinpi asinpif asinpil = math::asinpi;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.4.10)
    atanpi atanpif atanpil = math::atanpi;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.4.12)
    cospi cospif cospil = math::cospi;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.4.13)
    sinpi sinpif sinpil = math::sinpi;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.4.14)
    tanpi tanpif tanpil = math::tanpi;
}

real_binary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atan2.html>
    atan2 atan2f atan2l = math::atan2, atan2, atan2f, x87::atan2;
    /// <https://www.iso.org/standard/82075.html> (C23 7.12.4.11)
    atan2pi atan2pif atan2pil = math::atan2pi;
}

fn both_exactly<R: Real>(x: R) -> (R, R) {
    (evaluate::unary(x, math::sin), evaluate::unary(x, math::cos))
}

/// GNU: sin(x) and cos(x) together.
///
/// # Safety
/// `sine` and `cosine` point to writable places.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sincos(x: c_double, sine: *mut c_double, cosine: *mut c_double) {
    let (s, c) = quick_or!(both_exactly(x); (c_double, c_double), sin_cos(x: c_double = x));
    // SAFETY: by the contract.
    unsafe {
        sine.write(s);
        cosine.write(c);
    }
}

/// GNU: sin(x) and cos(x) together.
///
/// # Safety
/// `sine` and `cosine` point to writable places.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sincosf(x: c_float, sine: *mut c_float, cosine: *mut c_float) {
    let (s, c) = quick_or!(both_exactly(x); (c_float, c_float), sin_cosf(x: c_float = evaluate::widened(x)));
    // SAFETY: by the contract.
    unsafe {
        sine.write(s);
        cosine.write(c);
    }
}

/// # Safety
/// As for [`sincosl`], with a pointer to `x`.
unsafe extern "C" fn both(x: *const F80, sine: *mut F80, cosine: *mut F80) {
    // SAFETY: by the contract.
    let x = unsafe { x.read() };
    let (s, c) = evaluate::run(|context| {
        let (s, c) = (math::sin(context, x.number()), math::cos(context, x.number()));
        (F80::from_number(s, context), F80::from_number(c, context))
    });
    // SAFETY: by the contract.
    unsafe {
        sine.write(s);
        cosine.write(c);
    }
}

/// GNU: sin(x) and cos(x) together.
///
/// # Safety
/// `sine` and `cosine` point to writable places.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn sincosl(x: long_double, sine: *mut long_double, cosine: *mut long_double) {
    crate::abi::long_double::word_from_words_ld!(both)
}
