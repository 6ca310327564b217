//! Names in messages.

use crate::abi::{cstr, slice};
use crate::errno::{self, Errno};
use crate::types::{c_char, c_int, c_uchar};
use alloc::vec::Vec;
use capos_libc_engine::network::{compressed_name, name_labels, name_text, skip_name};

/// The message that two pointers enclose.
///
/// # Safety
/// The bytes between are one object.
pub unsafe fn message<'a>(start: *const c_uchar, end: *const c_uchar) -> &'a [u8] {
    // SAFETY: the caller's promise.
    unsafe { slice(start, (end as usize).saturating_sub(start as usize)) }
}

/// Writes the name at a place of a message as text; how many bytes it has there.
///
/// # Safety
/// As for `dn_expand`.
pub unsafe fn expand(
    start: *const c_uchar,
    end: *const c_uchar,
    name: *const c_uchar,
    room: *mut c_char,
    size: usize,
    root: &[u8],
) -> Result<c_int, Errno> {
    // SAFETY: the caller's promise.
    let message = unsafe { message(start, end) };
    let at = (name as usize).checked_sub(start as usize).ok_or(Errno::EMSGSIZE)?;
    let (text, length) = name_text(message, at).ok_or(Errno::EMSGSIZE)?;
    let text = if text.is_empty() { root } else { &text };
    if text.len() >= size {
        return Err(Errno::EMSGSIZE);
    }
    // SAFETY: the room has `size` bytes, which are more than the text's.
    unsafe {
        room.cast::<u8>().copy_from_nonoverlapping(text.as_ptr(), text.len());
        room.add(text.len()).write(0);
    }
    Ok(length as c_int)
}

/// Writes the name at `name` of a message as text, that of the root as none; how many bytes it has there (4.3BSD).
///
/// # Safety
/// `message` to `end` is one object, and `room` has room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dn_expand(
    message: *const c_uchar,
    end: *const c_uchar,
    name: *const c_uchar,
    room: *mut c_char,
    size: c_int,
) -> c_int {
    let size = usize::try_from(size).unwrap_or(0);
    // SAFETY: the caller's promise.
    errno::result(unsafe { expand(message, end, name, room, size, b"") })
}

/// Bytes of the name at `name` (4.3BSD).
///
/// # Safety
/// `name` to `end` is one object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dn_skipname(name: *const c_uchar, end: *const c_uchar) -> c_int {
    // SAFETY: the caller's promise.
    let skipped = skip_name(unsafe { message(name, end) }, 0);
    errno::result(skipped.map(|length| length as c_int).ok_or(Errno::EMSGSIZE))
}

/// # Safety
/// As for `dn_comp`.
unsafe fn compress(
    text: *const c_char,
    room: *mut c_uchar,
    size: c_int,
    known: *mut *mut c_uchar,
    known_end: *mut *mut c_uchar,
) -> Result<c_int, Errno> {
    // SAFETY: the caller's promise: the list begins with the message and ends with NULL.
    unsafe {
        let labels = name_labels(cstr(text).to_bytes()).ok_or(Errno::EMSGSIZE)?;
        let start = if known.is_null() { core::ptr::null_mut() } else { known.read() };
        let mut places = Vec::new();
        let mut message_bytes: &[u8] = &[];
        if !start.is_null() {
            message_bytes = message(start, room);
            let mut next = known.add(1);
            while !next.read().is_null() {
                places.push((next.read() as usize).saturating_sub(start as usize));
                next = next.add(1);
            }
        }
        let bytes = compressed_name(&labels, message_bytes, &places);
        if bytes.len() > usize::try_from(size).unwrap_or(0) {
            return Err(Errno::EMSGSIZE);
        }
        room.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
        // Others can point at what begins with a label.
        let is_new = matches!(bytes[0], 1..=0x3f);
        let next = known.wrapping_add(1 + places.len());
        if is_new && !start.is_null() && !known_end.is_null() && next.wrapping_add(1) < known_end {
            next.write(room);
            next.add(1).write(core::ptr::null_mut());
        }
        Ok(bytes.len() as c_int)
    }
}

/// Writes a name for a message; `known` lists the message's start and the names in it, ends with NULL, and grows up to
/// `known_end` (4.3BSD).
///
/// # Safety
/// `text` is a string, `room` has room for `size` bytes behind the message's start; the list is NULL or as said.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dn_comp(
    text: *const c_char,
    room: *mut c_uchar,
    size: c_int,
    known: *mut *mut c_uchar,
    known_end: *mut *mut c_uchar,
) -> c_int {
    // SAFETY: the caller's promise.
    errno::result(unsafe { compress(text, room, size, known, known_end) })
}
