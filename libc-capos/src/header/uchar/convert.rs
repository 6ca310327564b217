//! UTF-8, UTF-16 and UTF-32 units to multibyte characters and back.

use crate::locale;
use crate::types::{c_char, char8_t, char16_t, char32_t, mbstate_t, size_t};
use crate::wide::{self, Failed, PrivateState, StateSlot};
use capos_libc_engine::encoding::unicode::{self, Bytes, Unit};
use capos_libc_engine::encoding::{Charset, Invalid, State};

static MBRTOC8: PrivateState = PrivateState::new();
static MBRTOC16: PrivateState = PrivateState::new();
static MBRTOC32: PrivateState = PrivateState::new();
static C8RTOMB: PrivateState = PrivateState::new();
static C16RTOMB: PrivateState = PrivateState::new();
static C32RTOMB: PrivateState = PrivateState::new();

/// The value for a unit that took no input: the last character had more than one.
const FROM_BEFORE: size_t = size_t::MAX - 2;

/// How a kind of unit is decoded: what is left of the last character, and the next byte.
struct Decoder<U> {
    pending: fn(&mut State) -> Option<U>,
    step: fn(Charset, &mut State, u8) -> Result<Unit<U>, Invalid>,
}

/// `mbrtoc8` and its relatives.
///
/// # Safety
/// Bytes at `s` are readable up to `n` or to the end of a character; `out` is NULL or writable. `s` may be NULL.
unsafe fn decode<U: PartialEq + Default>(
    out: *mut U,
    s: *const c_char,
    n: size_t,
    slot: &mut StateSlot,
    decoder: &Decoder<U>,
) -> size_t {
    // NULL stands for the empty string, which is decoded to nowhere.
    let (out, s, n) = if s.is_null() { (core::ptr::null_mut(), c"".as_ptr(), 1) } else { (out, s, n) };
    let mut state = slot.load();
    let (unit, value) = match (decoder.pending)(&mut state) {
        Some(unit) => (unit, FROM_BEFORE),
        None => {
            let charset = locale::charset();
            // SAFETY: the caller's promise.
            let outcome = unsafe {
                wide::decode_bounded(s, n, |byte| match (decoder.step)(charset, &mut state, byte)? {
                    Unit::Ready(unit) => Ok(Some(unit)),
                    Unit::More => Ok(None),
                })
            };
            match outcome {
                Ok((unit, read)) => {
                    let value = if unit == U::default() { 0 } else { read };
                    (unit, value)
                }
                Err(failed) => {
                    slot.store(state);
                    return failed.report();
                }
            }
        }
    };
    slot.store(state);
    if !out.is_null() {
        // SAFETY: the caller's promise.
        unsafe { out.write(unit) }
    }
    value
}

/// `c8rtomb` and its relatives.
///
/// # Safety
/// `s` is NULL or has room for `MB_CUR_MAX` bytes.
unsafe fn encode<U>(
    s: *mut c_char,
    unit: U,
    slot: &mut StateSlot,
    step: fn(Charset, &mut State, U) -> Result<Bytes, Invalid>,
) -> size_t {
    if s.is_null() {
        slot.store(State::default());
        return 1;
    }
    let mut state = slot.load();
    let outcome = step(locale::charset(), &mut state, unit);
    slot.store(state);
    match outcome {
        Ok(Some((bytes, len))) => {
            // SAFETY: a character has at most `MB_CUR_MAX` bytes.
            unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), s.cast(), len) };
            len
        }
        Ok(None) => 0,
        Err(invalid) => Failed::from(invalid).report(),
    }
}

fn encode_u32(charset: Charset, _state: &mut State, unit: u32) -> Result<Bytes, Invalid> {
    unicode::encode_u32(charset, unit).map(Some)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mbrtoc8.html>
///
/// # Safety
/// Bytes at `s` are readable up to `n` or to the end of a character; `pc8` is NULL or writable.
/// `s` may be NULL; `ps` is NULL or a state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbrtoc8(
    pc8: *mut char8_t,
    s: *const c_char,
    n: size_t,
    ps: *mut mbstate_t,
) -> size_t {
    let decoder = Decoder { pending: unicode::pending_u8, step: unicode::decode_u8 };
    // SAFETY: the caller's promise.
    unsafe { decode(pc8, s, n, &mut StateSlot::new(ps, &MBRTOC8), &decoder) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mbrtoc16.html>
///
/// # Safety
/// Bytes at `s` are readable up to `n` or to the end of a character; `pc16` is NULL or writable.
/// `s` may be NULL; `ps` is NULL or a state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbrtoc16(
    pc16: *mut char16_t,
    s: *const c_char,
    n: size_t,
    ps: *mut mbstate_t,
) -> size_t {
    let decoder = Decoder { pending: unicode::pending_u16, step: unicode::decode_u16 };
    // SAFETY: the caller's promise.
    unsafe { decode(pc16, s, n, &mut StateSlot::new(ps, &MBRTOC16), &decoder) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mbrtoc32.html>
///
/// # Safety
/// Bytes at `s` are readable up to `n` or to the end of a character; `pc32` is NULL or writable.
/// `s` may be NULL; `ps` is NULL or a state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbrtoc32(
    pc32: *mut char32_t,
    s: *const c_char,
    n: size_t,
    ps: *mut mbstate_t,
) -> size_t {
    let decoder = Decoder { pending: |_| None, step: unicode::decode_u32 };
    // SAFETY: the caller's promise.
    unsafe { decode(pc32, s, n, &mut StateSlot::new(ps, &MBRTOC32), &decoder) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/c8rtomb.html>
///
/// # Safety
/// `s` is NULL or has room for `MB_CUR_MAX` bytes; `ps` is NULL or a state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn c8rtomb(s: *mut c_char, c8: char8_t, ps: *mut mbstate_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { encode(s, c8, &mut StateSlot::new(ps, &C8RTOMB), unicode::encode_u8) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/c16rtomb.html>
///
/// # Safety
/// `s` is NULL or has room for `MB_CUR_MAX` bytes; `ps` is NULL or a state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn c16rtomb(s: *mut c_char, c16: char16_t, ps: *mut mbstate_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { encode(s, c16, &mut StateSlot::new(ps, &C16RTOMB), unicode::encode_u16) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/c32rtomb.html>
///
/// # Safety
/// `s` is NULL or has room for `MB_CUR_MAX` bytes; `ps` is NULL or a state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn c32rtomb(s: *mut c_char, c32: char32_t, ps: *mut mbstate_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { encode(s, c32, &mut StateSlot::new(ps, &C32RTOMB), encode_u32) }
}
