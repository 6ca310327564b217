//! The variables `tzname`, `timezone` and `daylight`.

use crate::types::{c_char, c_int, c_long};

/// Names of standard and daylight time.
#[unsafe(no_mangle)]
pub static mut tzname: [*mut c_char; 2] = [c"UTC".as_ptr().cast_mut(); 2];

/// Seconds west of Greenwich in standard time.
#[unsafe(no_mangle)]
pub static mut timezone: c_long = 0;

/// Whether the zone ever has daylight time.
#[unsafe(no_mangle)]
pub static mut daylight: c_int = 0;

/// Sets all three. The caller holds the lock of the zone; programs that read while another thread sets the zone
/// race, as the standard has it.
pub fn publish(names: [*const c_char; 2], west: c_long, has_daylight: bool) {
    // SAFETY: plain writes of C variables, one thread at a time.
    unsafe {
        (&raw mut tzname).write(names.map(<*const c_char>::cast_mut));
        (&raw mut timezone).write(west);
        (&raw mut daylight).write(has_daylight.into());
    }
}
