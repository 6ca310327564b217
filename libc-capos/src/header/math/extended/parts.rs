//! Taking an extended number apart, in integers.

use crate::abi::long_double::{ld_from_ld_ld, ld_from_ld_word, ld_from_words, word_from_ld};
use crate::abi::{Out, cstr};
use crate::types::{c_char, c_int, long_double};

/// The fields of an extended number: sign, biased exponent, mantissa with its explicit leading bit.
#[derive(Clone, Copy)]
struct Fields {
    negative: bool,
    exponent: i32,
    mantissa: u64,
}

const BIAS: i32 = 0x3fff;
const SPECIAL: i32 = 0x7fff;
const LEADING: u64 = 1 << 63;

impl Fields {
    fn read(x: &long_double) -> Fields {
        let [m0, m1, m2, m3, m4, m5, m6, m7, low, high, ..] = x.0;
        let head = u16::from_le_bytes([low, high]);
        Fields {
            negative: head & 0x8000 != 0,
            exponent: i32::from(head & 0x7fff),
            mantissa: u64::from_le_bytes([m0, m1, m2, m3, m4, m5, m6, m7]),
        }
    }

    fn pack(self) -> long_double {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.mantissa.to_le_bytes());
        let head = self.exponent as u16 | if self.negative { 0x8000 } else { 0 };
        bytes[8..10].copy_from_slice(&head.to_le_bytes());
        long_double(bytes)
    }

    fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    fn is_nan(self) -> bool {
        self.exponent == SPECIAL && self.mantissa << 1 != 0
    }

    /// The number as a mantissa with its leading bit set and an unbiased exponent. Not for zero and specials.
    fn normalized(self) -> (u64, i32) {
        let shift = self.mantissa.leading_zeros();
        (self.mantissa << shift, self.exponent.max(1) - BIAS - shift as i32)
    }

    /// The next number away from zero (`up`) or towards it, by magnitude.
    fn step(self, up: bool) -> Fields {
        let (mut exponent, mut mantissa) = (self.exponent, self.mantissa);
        if up {
            mantissa = mantissa.wrapping_add(1);
            if mantissa == 0 || (exponent == 0 && mantissa == LEADING) {
                (mantissa, exponent) = (LEADING, exponent + 1);
            }
        } else if mantissa == LEADING && exponent > 0 {
            // Below the smallest normal number the leading bit disappears instead of the exponent changing twice.
            exponent -= 1;
            mantissa = if exponent == 0 { LEADING - 1 } else { u64::MAX };
        } else {
            mantissa -= 1;
        }
        Fields { exponent, mantissa, ..self }
    }
}

unsafe extern "C" fn frexp(out: *mut long_double, x: *const long_double, exponent: *mut c_int) {
    // SAFETY: the macro passes live places; `exponent` is the caller's writable int.
    let (fields, mut exponent) = unsafe { (Fields::read(&*x), Out::new(exponent)) };
    let result = if fields.is_zero() || fields.exponent == SPECIAL {
        exponent.write(0);
        fields
    } else {
        let (mantissa, power) = fields.normalized();
        exponent.write(power + 1);
        Fields { mantissa, exponent: BIAS - 1, ..fields }
    };
    // SAFETY: as above.
    unsafe { out.write(result.pack()) };
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/frexp.html>
///
/// # Safety
/// `exponent` points to a writable int.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn frexpl(x: long_double, exponent: *mut c_int) -> long_double {
    ld_from_ld_word!(frexp)
}

unsafe extern "C" fn modf(out: *mut long_double, x: *const long_double, whole: *mut long_double) {
    // SAFETY: the macro passes live places; `whole` is the caller's writable place.
    let (fields, mut whole) = unsafe { (Fields::read(&*x), Out::new(whole)) };
    let zero = Fields { mantissa: 0, exponent: 0, ..fields };
    let power = fields.exponent - BIAS;
    let fraction = if fields.is_nan() {
        whole.write(fields.pack());
        fields
    } else if power >= 63 {
        whole.write(fields.pack());
        zero
    } else if power < 0 {
        whole.write(zero.pack());
        fields
    } else {
        let below = (1 << (63 - power)) - 1;
        whole.write(Fields { mantissa: fields.mantissa & !below, ..fields }.pack());
        let rest = Fields { mantissa: fields.mantissa & below, ..fields };
        if rest.is_zero() {
            zero
        } else {
            let (mantissa, power) = rest.normalized();
            Fields { mantissa, exponent: power + BIAS, ..fields }
        }
    };
    // SAFETY: as above.
    unsafe { out.write(fraction.pack()) };
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/modf.html>
///
/// # Safety
/// `whole` points to a writable place.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn modfl(x: long_double, whole: *mut long_double) -> long_double {
    ld_from_ld_word!(modf)
}

unsafe extern "C" fn ilogb(x: *const long_double) -> c_int {
    // SAFETY: the macro passes a live place.
    let fields = Fields::read(unsafe { &*x });
    if fields.is_zero() || fields.exponent == SPECIAL {
        super::super::raise::invalid();
        return if fields.is_zero() || fields.is_nan() { c_int::MIN } else { c_int::MAX };
    }
    fields.normalized().1
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ilogb.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn ilogbl(x: long_double) -> c_int {
    word_from_ld!(ilogb)
}

unsafe extern "C" fn next(out: *mut long_double, x: *const long_double, y: *const long_double) {
    // SAFETY: the macro passes live places.
    let (from, to) = unsafe { (Fields::read(&*x), Fields::read(&*y)) };
    // Sign-and-magnitude order: the exponent above the mantissa.
    let order = |f: Fields| {
        let magnitude = (i128::from(f.exponent) << 64) | i128::from(f.mantissa);
        if f.negative { -magnitude } else { magnitude }
    };
    let result = if from.is_nan() {
        from
    } else if to.is_nan() || order(from) == order(to) {
        to
    } else if from.is_zero() {
        Fields { negative: to.negative, exponent: 0, mantissa: 1 }
    } else {
        from.step((order(to) > order(from)) != from.negative)
    };
    // SAFETY: as above.
    unsafe { out.write(result.pack()) };
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nextafter.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn nextafterl(x: long_double, y: long_double) -> long_double {
    ld_from_ld_ld!(next)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nexttoward.html>
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub extern "C" fn nexttowardl(x: long_double, y: long_double) -> long_double {
    ld_from_ld_ld!(next)
}

unsafe extern "C" fn nan(out: *mut long_double, tag: *const c_char) {
    // SAFETY: the caller's tag is a string; the macro passes a live place.
    unsafe {
        let payload = super::super::payload::payload(cstr(tag));
        let mantissa = LEADING | (1 << 62) | (payload & ((1 << 62) - 1));
        out.write(Fields { negative: false, exponent: SPECIAL, mantissa }.pack());
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nan.html>
///
/// # Safety
/// `tag` is a string.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn nanl(tag: *const c_char) -> long_double {
    ld_from_words!(nan)
}
