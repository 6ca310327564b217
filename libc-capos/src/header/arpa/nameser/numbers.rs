//! Numbers as they travel.

use crate::types::{c_uchar, c_uint, c_ulong};

/// The two bytes at the place (BIND 8).
///
/// # Safety
/// They are readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_get16(place: *const c_uchar) -> c_uint {
    // SAFETY: the caller's promise; an array of bytes has no alignment.
    u16::from_be_bytes(unsafe { place.cast::<[u8; 2]>().read() }).into()
}

/// The four bytes at the place (BIND 8).
///
/// # Safety
/// They are readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_get32(place: *const c_uchar) -> c_ulong {
    // SAFETY: as above.
    u32::from_be_bytes(unsafe { place.cast::<[u8; 4]>().read() }).into()
}

/// Writes two bytes (BIND 8).
///
/// # Safety
/// They are writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_put16(number: c_uint, place: *mut c_uchar) {
    // SAFETY: as above.
    unsafe { place.cast::<[u8; 2]>().write((number as u16).to_be_bytes()) }
}

/// Writes four bytes (BIND 8).
///
/// # Safety
/// They are writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_put32(number: c_ulong, place: *mut c_uchar) {
    // SAFETY: as above.
    unsafe { place.cast::<[u8; 4]>().write((number as u32).to_be_bytes()) }
}
