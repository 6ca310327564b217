//! Powers of two: scaling, and reading the exponent.

use super::evaluate;
use super::families::{extended_entry, format_and_int, quick_or, real_binary, real_unary};
use crate::abi::long_double::{ld_from_ld_word, word_from_ld};
use crate::types::{c_double, c_float, c_int, c_long, long_double};
use capos_libc_engine::float::F80;
use capos_libc_engine::math::{self, Real, quick};

format_and_int! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ldexp.html>
    ldexp ldexpf ldexpl = math::scale, quick::scale, quick::scalef;
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/scalbn.html>
    scalbn scalbnf scalbnl = math::scale, quick::scale, quick::scalef;
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/scalbn.html>
#[unsafe(no_mangle)]
pub extern "C" fn scalbln(x: c_double, power: c_long) -> c_double {
    quick::scale(x, power).unwrap_or_else(|| evaluate::with_integer(x, power, math::scale))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/scalbn.html>
#[unsafe(no_mangle)]
pub extern "C" fn scalblnf(x: c_float, power: c_long) -> c_float {
    quick::scalef(x, power).unwrap_or_else(|| evaluate::with_integer(x, power, math::scale))
}

unsafe extern "C" fn scale(out: *mut F80, x: *const F80, power: c_long) {
    // SAFETY: the naked body passes pointers to the argument and to its place for the result.
    unsafe { out.write(evaluate::with_integer(x.read(), power, math::scale)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/scalbn.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn scalblnl(x: long_double, power: c_long) -> long_double {
    ld_from_ld_word!(scale)
}

real_unary! {
    /// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/logb.html>
    logb logbf logbl = math::logb, logb, logbf;
    /// BSD: the number scaled to between 1 and 2.
    significand significandf significandl = math::significand;
}

real_binary! {
    /// BSD, and XSI until 2004: x times 2 to the power y.
    scalb scalbf scalbl = math::scalb;
}

fn int_exponent<R: Real>(x: R) -> c_int {
    let special = [c_int::MIN.into(), c_int::MIN.into(), c_int::MAX.into()];
    evaluate::run(|context| math::exponent(context, x.number(), special)) as c_int
}

fn long_exponent<R: Real>(x: R) -> c_long {
    evaluate::run(|context| math::exponent(context, x.number(), [c_long::MIN, c_long::MIN, c_long::MAX]))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ilogb.html>
#[unsafe(no_mangle)]
pub extern "C" fn ilogb(x: c_double) -> c_int {
    int_exponent(x)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ilogb.html>
#[unsafe(no_mangle)]
pub extern "C" fn ilogbf(x: c_float) -> c_int {
    int_exponent(x)
}

unsafe extern "C" fn int_exponent_of(x: *const F80) -> c_int {
    // SAFETY: the naked body passes a pointer to the argument.
    int_exponent(unsafe { x.read() })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ilogb.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn ilogbl(x: long_double) -> c_int {
    word_from_ld!(int_exponent_of)
}

/// <https://www.iso.org/standard/82075.html> (C23 7.12.6.10)
#[unsafe(no_mangle)]
pub extern "C" fn llogb(x: c_double) -> c_long {
    long_exponent(x)
}

/// <https://www.iso.org/standard/82075.html> (C23 7.12.6.10)
#[unsafe(no_mangle)]
pub extern "C" fn llogbf(x: c_float) -> c_long {
    long_exponent(x)
}

unsafe extern "C" fn long_exponent_of(x: *const F80) -> c_long {
    // SAFETY: the naked body passes a pointer to the argument.
    long_exponent(unsafe { x.read() })
}

/// <https://www.iso.org/standard/82075.html> (C23 7.12.6.10)
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn llogbl(x: long_double) -> c_long {
    word_from_ld!(long_exponent_of)
}
