//! Conventions for numbers and money, the same in both locales.

use crate::types::{c_char, lconv};

const fn text(string: &'static core::ffi::CStr) -> *mut c_char {
    string.as_ptr().cast_mut()
}

/// A value that the locale does not define.
const UNDEFINED: c_char = c_char::MAX;

struct Conventions(lconv);

// SAFETY: nobody writes to the structure or to the constant strings it points at.
unsafe impl Sync for Conventions {}

static CONVENTIONS: Conventions = Conventions(lconv {
    decimal_point: text(c"."),
    thousands_sep: text(c""),
    grouping: text(c""),
    int_curr_symbol: text(c""),
    currency_symbol: text(c""),
    mon_decimal_point: text(c""),
    mon_thousands_sep: text(c""),
    mon_grouping: text(c""),
    positive_sign: text(c""),
    negative_sign: text(c""),
    int_frac_digits: UNDEFINED,
    frac_digits: UNDEFINED,
    p_cs_precedes: UNDEFINED,
    p_sep_by_space: UNDEFINED,
    n_cs_precedes: UNDEFINED,
    n_sep_by_space: UNDEFINED,
    p_sign_posn: UNDEFINED,
    n_sign_posn: UNDEFINED,
    int_p_cs_precedes: UNDEFINED,
    int_p_sep_by_space: UNDEFINED,
    int_n_cs_precedes: UNDEFINED,
    int_n_sep_by_space: UNDEFINED,
    int_p_sign_posn: UNDEFINED,
    int_n_sign_posn: UNDEFINED,
});

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/localeconv.html>
#[unsafe(no_mangle)]
pub extern "C" fn localeconv() -> *mut lconv {
    // Programs must not write to the structure, as the standard says.
    (&raw const CONVENTIONS.0).cast_mut()
}
