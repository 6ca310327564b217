//! Multibyte conversions between pointers; the return values follow C's conventions.

use super::StateSlot;
use crate::errno::{self, Errno};
use crate::locale;
use crate::types::{c_char, size_t, wchar_t};
use capos_libc_engine::encoding::{self, Charset, Invalid, MAX_LEN, State, Step, Why};
use capos_libc_mem as mem;

/// The two failures of `mbrtowc` and its relatives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Failed {
    /// `(size_t)-1`, `EILSEQ`.
    Invalid,
    /// `(size_t)-2`.
    Incomplete,
}

impl Failed {
    /// The return value, with `errno` set.
    pub fn report(self) -> size_t {
        match self {
            Failed::Invalid => {
                errno::set(Errno::EILSEQ);
                size_t::MAX
            }
            Failed::Incomplete => size_t::MAX - 1,
        }
    }
}

impl From<Invalid> for Failed {
    fn from(_: Invalid) -> Failed {
        Failed::Invalid
    }
}

/// Feeds the bytes at `s`, at most `n`, to `step` until it gives a result; the result and how many bytes it took.
///
/// # Safety
/// Bytes at `s` are readable up to `n`, or as far as they make one character.
pub unsafe fn decode_bounded<T>(
    s: *const c_char,
    n: size_t,
    mut step: impl FnMut(u8) -> Result<Option<T>, Invalid>,
) -> Result<(T, usize), Failed> {
    for read in 0..n {
        // SAFETY: `read` is below `n`, and no character ended before it.
        let byte = unsafe { *s.add(read) }.cast_unsigned();
        if let Some(result) = step(byte)? {
            return Ok((result, read + 1));
        }
    }
    Err(Failed::Incomplete)
}

/// Decodes one wide character of the current locale; how many bytes it took.
///
/// # Safety
/// As for [`decode_bounded`].
#[inline]
pub unsafe fn decode_one(state: &mut State, s: *const c_char, n: size_t) -> Result<(u32, usize), Failed> {
    let charset = locale::charset();
    if state.is_initial() {
        // SAFETY: below `n`, and no character ended before it.
        let byte = |at| (at < n).then(|| unsafe { *s.add(at) }.cast_unsigned());
        if let Some(whole) = encoding::decode_whole(charset, byte) {
            return Ok(whole);
        }
    }
    let step = |byte| match encoding::decode(charset, state, byte)? {
        Step::Character(wide) => Ok(Some(wide)),
        Step::More => Ok(None),
    };
    // SAFETY: the caller's promise.
    unsafe { decode_bounded(s, n, step) }
}

/// Writes the bytes of one wide character and says how many they are.
///
/// # Safety
/// `s` has room for `MB_CUR_MAX` bytes.
#[inline]
pub unsafe fn encode_one(s: *mut c_char, wide: u32) -> Result<usize, Failed> {
    let (bytes, len) = encoding::encode(locale::charset(), wide)?;
    // SAFETY: a character has at most `MB_CUR_MAX` bytes.
    unsafe { copy_bytes(s, bytes, len) };
    Ok(len)
}

/// Stores a character in two or three writes of a fixed size: a copy of any length would be a call.
///
/// # Safety
/// `len` bytes at `to` are writable, one to four.
#[inline(always)]
unsafe fn copy_bytes(to: *mut c_char, [a, b, c, d]: [u8; MAX_LEN], len: usize) {
    let to: *mut u8 = to.cast();
    // SAFETY: the caller's promise; each write ends at most at `len`.
    unsafe {
        if len == 1 {
            *to = a;
            return;
        }
        to.cast::<[u8; 2]>().write([a, b]);
        match len {
            3 => *to.add(2) = c,
            4 => to.add(2).cast::<[u8; 2]>().write([c, d]),
            _ => {}
        }
    }
}

/// A string that is tried as one of nothing but ASCII first.
const SHORT: usize = 64;

/// `mbsnrtowcs` with `nms` bytes at most: returns C's value and keeps `src` and the state as the standard says.
///
/// # Safety
/// `*src` has `nms` bytes or ends before; `dst` is NULL or has room for `len` wide characters.
pub unsafe fn decode_string(
    dst: *mut wchar_t,
    src: &mut *const c_char,
    nms: size_t,
    len: size_t,
    slot: &mut StateSlot,
) -> size_t {
    let mut state = slot.load();
    let bytes: *const u8 = src.cast();
    let room = if dst.is_null() { size_t::MAX } else { len };
    if state.is_initial() && !dst.is_null() {
        let limit = nms.min(len).min(SHORT);
        // SAFETY: as for `byte` and `put` below. A short string of nothing but ASCII, the usual one, is done with this.
        unsafe {
            let done = mem::widen_ascii(dst, bytes, limit);
            if done < limit && *bytes.add(done) == 0 {
                dst.add(done).write(0);
                slot.store(state);
                *src = core::ptr::null();
                return done;
            }
        }
    }
    // SAFETY: below `nms`, and not beyond the null, since the engine stops there.
    let byte = |at| (at < nms).then(|| unsafe { *bytes.add(at) });
    let put = |at, wide: u32| {
        if !dst.is_null() {
            // SAFETY: the engine writes below `room`, which is the length of `dst`.
            unsafe { dst.add(at).write(wide.cast_signed()) }
        }
    };
    let charset = locale::charset();
    let many = |from: usize, to: usize| {
        let (mut read, mut written) = (from, to);
        loop {
            let at = if dst.is_null() { dst } else { dst.wrapping_add(written) };
            // SAFETY: as for `byte` and `put`.
            unsafe {
                let ascii = mem::widen_ascii(at, bytes.add(read), (nms - read).min(room - written));
                (read, written) = (read + ascii, written + ascii);
                // Where ASCII goes on, little is left, or it is the terminator.
                if charset != Charset::Utf8 || read == nms || *bytes.add(read) < 0x80 {
                    return (read - from, written - to);
                }
                let at = if dst.is_null() { dst } else { dst.wrapping_add(written) };
                let done = mem::widen_utf8(at, bytes.add(read), nms - read, room - written);
                (read, written) = (read + done.read, written + done.written);
                if done.read == 0 {
                    return (read - from, written - to);
                }
            }
        }
    };
    let stopped = encoding::decode_string(charset, &mut state, byte, room, put, many);
    if !dst.is_null() {
        slot.store(state);
        *src = advanced(src, stopped.why, stopped.read);
    }
    counted(stopped.why, stopped.written)
}

/// `wcsnrtombs` with `nwc` wide characters at most.
///
/// # Safety
/// `*src` has `nwc` wide characters or ends before; `dst` is NULL or has room for `len` bytes.
pub unsafe fn encode_string(dst: *mut c_char, src: &mut *const wchar_t, nwc: size_t, len: size_t) -> size_t {
    let units = *src;
    let room = if dst.is_null() { size_t::MAX } else { len };
    // SAFETY: below `nwc`, and not beyond the null, since the engine stops there.
    let wide = |at| (at < nwc).then(|| unsafe { *units.add(at) }.cast_unsigned());
    let put = |at, bytes: [u8; MAX_LEN], len: usize| {
        if !dst.is_null() {
            // SAFETY: the engine writes below `room`, which is the length of `dst`.
            unsafe { copy_bytes(dst.add(at), bytes, len) }
        }
    };
    let charset = locale::charset();
    let many = |from: usize, to: usize| {
        let (mut read, mut written) = (from, to);
        loop {
            let at: *mut u8 = if dst.is_null() { dst.cast() } else { dst.wrapping_add(written).cast() };
            // SAFETY: as for `wide` and `put`.
            unsafe {
                let ascii = mem::narrow_ascii(at, units.add(read), (nwc - read).min(room - written));
                (read, written) = (read + ascii, written + ascii);
                if charset != Charset::Utf8 || read == nwc || (*units.add(read)).cast_unsigned() < 0x80 {
                    return (read - from, written - to);
                }
                let at = if dst.is_null() { at } else { at.wrapping_add(ascii) };
                let done = mem::narrow_utf8(at, units.add(read), nwc - read, room - written);
                (read, written) = (read + done.read, written + done.written);
                if done.read == 0 {
                    return (read - from, written - to);
                }
            }
        }
    };
    let stopped = encoding::encode_string(charset, wide, room, put, many);
    if !dst.is_null() {
        *src = advanced(src, stopped.why, stopped.read);
    }
    counted(stopped.why, stopped.written)
}

/// Where the input goes on: nowhere after the terminator.
fn advanced<T>(src: &*const T, why: Why, read: usize) -> *const T {
    if why == Why::Terminator { core::ptr::null() } else { src.wrapping_add(read) }
}

fn counted(why: Why, written: usize) -> size_t {
    if why == Why::Invalid { Failed::Invalid.report() } else { written }
}
