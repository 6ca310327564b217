//! Messages and their records.

use crate::abi::slice;
use crate::errno::{self, Errno};
use crate::header::resolv::{expand, message};
use crate::types::{c_char, c_int, c_uchar, ns_msg, ns_rr, size_t};
use capos_libc_engine::network::skip_name;

const HEADER: usize = 12;
const SECTIONS: usize = 4;

/// Bits of a message's flags, by the numbers of `ns_flag`: where they begin, and how many there are.
const FLAGS: [(u16, u16); 10] =
    [(15, 1), (11, 4), (10, 1), (9, 1), (8, 1), (7, 1), (6, 1), (5, 1), (4, 1), (0, 4)];

fn number(message: &[u8], at: usize) -> Option<u16> {
    message.get(at..)?.first_chunk().map(|bytes| u16::from_be_bytes(*bytes))
}

/// Behind the record that begins there; questions have neither a time nor data.
fn behind(message: &[u8], at: usize, is_question: bool) -> Option<usize> {
    let fixed = at + skip_name(message, at)?;
    let end = if is_question { fixed + 4 } else { fixed + 10 + usize::from(number(message, fixed + 8)?) };
    (end <= message.len()).then_some(end)
}

/// Bytes of so many records of a section (BIND 8).
///
/// # Safety
/// `records` to `end` is one object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_skiprr(
    records: *const c_uchar,
    end: *const c_uchar,
    section: c_int,
    count: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    let bytes = unsafe { message(records, end) };
    let skipped = (0..count).try_fold(0, |at, _| behind(bytes, at, section == 0));
    errno::result(skipped.map(|length| length as c_int).ok_or(Errno::EMSGSIZE))
}

fn parse(message: &[u8]) -> Option<ns_msg> {
    let whole = message.as_ptr_range();
    let mut parsed = ns_msg {
        _msg: whole.start,
        _eom: whole.end,
        _id: number(message, 0)?,
        _flags: number(message, 2)?,
        _counts: [0; SECTIONS],
        _sections: [core::ptr::null(); SECTIONS],
        _sect: SECTIONS as c_int,
        _rrnum: -1,
        _msg_ptr: core::ptr::null(),
    };
    for (section, count) in parsed._counts.iter_mut().enumerate() {
        *count = number(message, 4 + 2 * section)?;
    }
    let mut at = HEADER;
    for section in 0..SECTIONS {
        if parsed._counts[section] > 0 {
            parsed._sections[section] = message[at..].as_ptr();
        }
        for _ in 0..parsed._counts[section] {
            at = behind(message, at, section == 0)?;
        }
    }
    (at == message.len()).then_some(parsed)
}

/// Begins to look at a message (BIND 8).
///
/// # Safety
/// The message has `length` bytes, and the handle is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_initparse(start: *const c_uchar, length: c_int, handle: *mut ns_msg) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let message = slice(start, usize::try_from(length).unwrap_or(0));
        errno::status(parse(message).map(|parsed| handle.write(parsed)).ok_or(Errno::EMSGSIZE))
    }
}

/// # Safety
/// As for `ns_parserr`.
unsafe fn record(handle: &mut ns_msg, section: c_int, index: c_int, to: *mut ns_rr) -> Result<(), Errno> {
    let place = usize::try_from(section).ok().filter(|section| *section < SECTIONS).ok_or(Errno::ENODEV)?;
    if handle._sect != section {
        (handle._sect, handle._rrnum, handle._msg_ptr) = (section, 0, handle._sections[place]);
    }
    let index = if index == -1 { handle._rrnum } else { index };
    if !(0..c_int::from(handle._counts[place])).contains(&index) {
        return Err(Errno::ENODEV);
    }
    if index < handle._rrnum {
        (handle._rrnum, handle._msg_ptr) = (0, handle._sections[place]);
    }
    // SAFETY: the handle was made of a message that is still there.
    let bytes = unsafe { message(handle._msg, handle._eom) };
    let mut at = handle._msg_ptr as usize - handle._msg as usize;
    while handle._rrnum < index {
        at = behind(bytes, at, place == 0).ok_or(Errno::EMSGSIZE)?;
        handle._rrnum += 1;
    }
    let end = behind(bytes, at, place == 0).ok_or(Errno::EMSGSIZE)?;
    // SAFETY: the record has room for the longest name, and is written member by member.
    unsafe {
        let name = (&raw mut (*to).name).cast::<c_char>();
        let used = expand(handle._msg, handle._eom, bytes[at..].as_ptr(), name, (*to).name.len(), b"")?;
        let fixed = at + used as usize;
        let word = |at| number(bytes, at).ok_or(Errno::EMSGSIZE);
        (*to).r#type = word(fixed)?;
        (*to).rr_class = word(fixed + 2)?;
        let has_data = place != 0;
        let ttl = if has_data { [word(fixed + 4)?, word(fixed + 6)?] } else { [0; 2] };
        (*to).ttl = u32::from(ttl[0]) << 16 | u32::from(ttl[1]);
        (*to).rdlength = if has_data { word(fixed + 8)? } else { 0 };
        (*to).rdata = if has_data { bytes[fixed + 10..].as_ptr() } else { core::ptr::null() };
    }
    (handle._rrnum, handle._msg_ptr) = (index + 1, bytes[end..].as_ptr());
    Ok(())
}

/// Tells a record of a section, or for -1 the next (BIND 8).
///
/// # Safety
/// `ns_initparse` has made the handle, its message is still there, and the record is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_parserr(
    handle: *mut ns_msg,
    section: c_int,
    index: c_int,
    to: *mut ns_rr,
) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(unsafe { record(&mut *handle, section, index, to) })
}

/// Writes the name at `name` of a message as text, that of the root as a dot (BIND 8).
///
/// # Safety
/// As for `dn_expand`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ns_name_uncompress(
    message: *const c_uchar,
    end: *const c_uchar,
    name: *const c_uchar,
    room: *mut c_char,
    size: size_t,
) -> c_int {
    // SAFETY: the caller's promise.
    errno::result(unsafe { expand(message, end, name, room, size, b".") })
}

/// A flag of a message, or its operation or code (BIND 8).
#[unsafe(no_mangle)]
pub extern "C" fn ns_msg_getflag(handle: ns_msg, flag: c_int) -> c_int {
    let known = usize::try_from(flag).ok().and_then(|flag| FLAGS.get(flag));
    known.map_or(0, |(start, width)| c_int::from(handle._flags >> start & ((1 << width) - 1)))
}
