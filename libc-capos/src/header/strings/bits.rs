//! The lowest set bit.

use crate::types::{c_int, c_long, c_longlong};

fn first_set(bits: u64) -> c_int {
    if bits == 0 { 0 } else { bits.trailing_zeros() as c_int + 1 }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ffs.html>
#[unsafe(no_mangle)]
pub extern "C" fn ffs(i: c_int) -> c_int {
    first_set(u64::from(i.cast_unsigned()))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ffsl.html>
#[unsafe(no_mangle)]
pub extern "C" fn ffsl(i: c_long) -> c_int {
    first_set(i.cast_unsigned())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ffsll.html>
#[unsafe(no_mangle)]
pub extern "C" fn ffsll(i: c_longlong) -> c_int {
    first_set(i.cast_unsigned())
}
