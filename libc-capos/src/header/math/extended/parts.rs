//! Taking an extended number apart, in integers.

use crate::abi::long_double::{ld_from_ld_word, ld_from_words};
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
