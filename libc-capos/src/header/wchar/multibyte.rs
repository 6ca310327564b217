//! One multibyte character at a time.

use crate::locale;
use crate::types::{c_char, c_int, mbstate_t, size_t, wchar_t, wint_t};
use crate::wide::{self, PrivateState, StateSlot};
use capos_libc_engine::encoding::{self, State};

const WEOF: wint_t = wint_t::MAX;

static MBRTOWC: PrivateState = PrivateState::new();
static MBRLEN: PrivateState = PrivateState::new();

/// # Safety
/// Bytes at `s` are readable up to `n` or to the end of a character; `pwc` is NULL or writable.
unsafe fn decode(pwc: *mut wchar_t, s: *const c_char, n: size_t, slot: &mut StateSlot) -> size_t {
    let mut state = slot.load();
    // SAFETY: the caller's promise.
    let outcome = unsafe { wide::decode_one(&mut state, s, n) };
    slot.store(state);
    match outcome {
        Ok((wide, read)) => {
            if !pwc.is_null() {
                // SAFETY: the caller's promise.
                unsafe { *pwc = wide.cast_signed() }
            }
            if wide == 0 { 0 } else { read }
        }
        Err(failed) => failed.report(),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mbrtowc.html>
///
/// # Safety
/// Bytes at `s` are readable up to `n` or to the end of a character; `pwc` and `ps` are NULL or theirs.
/// `s` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbrtowc(
    pwc: *mut wchar_t,
    s: *const c_char,
    n: size_t,
    ps: *mut mbstate_t,
) -> size_t {
    // SAFETY: the caller's promise; NULL stands for the empty string, which is decoded to nowhere.
    unsafe {
        if n > 0 && !s.is_null() && !ps.is_null() && !pwc.is_null() && (*ps).__opaque2 == 0 {
            // ASCII is itself in every encoding.
            let byte = *s.cast::<u8>();
            if byte < 0x80 {
                *pwc = byte.into();
                return (byte != 0).into();
            }
            // A character that is there as a whole leaves the state as it is.
            let bytes = |at| (at < n).then(|| *s.cast::<u8>().add(at));
            if let Some((wide, read)) = encoding::decode_whole(locale::charset(), bytes) {
                *pwc = wide.cast_signed();
                return read;
            }
        }
        let mut slot = StateSlot::new(ps, &MBRTOWC);
        if s.is_null() {
            return decode(core::ptr::null_mut(), c"".as_ptr(), 1, &mut slot);
        }
        decode(pwc, s, n, &mut slot)
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mbrlen.html>
///
/// # Safety
/// Bytes at `s` are readable up to `n` or to the end of a character; `ps` is NULL or a state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbrlen(s: *const c_char, n: size_t, ps: *mut mbstate_t) -> size_t {
    // SAFETY: the caller's promise; NULL stands for the empty string.
    unsafe {
        let mut slot = StateSlot::new(ps, &MBRLEN);
        let (s, n) = if s.is_null() { (c"".as_ptr(), 1) } else { (s, n) };
        decode(core::ptr::null_mut(), s, n, &mut slot)
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcrtomb.html>
///
/// # Safety
/// `s` is NULL or has room for `MB_CUR_MAX` bytes; `ps` is NULL or a state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcrtomb(s: *mut c_char, wc: wchar_t, ps: *mut mbstate_t) -> size_t {
    // No encoding here has shift states, so every character ends in the initial state, which the function's own
    // state never leaves.
    // SAFETY: the caller's promise about the state.
    if let Some(state) = unsafe { ps.as_mut() } {
        *state = mbstate_t::default();
    }
    if s.is_null() {
        return 1;
    }
    if let byte @ 0..0x80 = wc.cast_unsigned() {
        // ASCII is itself in every encoding.
        // SAFETY: the caller's promise.
        unsafe { *s = byte as c_char };
        return 1;
    }
    // SAFETY: the caller's promise.
    unsafe { wide::encode_one(s, wc.cast_unsigned()) }.unwrap_or_else(wide::Failed::report)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mbsinit.html>
///
/// # Safety
/// `ps` is NULL or a state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbsinit(ps: *const mbstate_t) -> c_int {
    // SAFETY: the caller's promise.
    let state = unsafe { ps.as_ref() };
    state.is_none_or(|ps| State::from_words([ps.__opaque1, ps.__opaque2]).is_initial()).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/btowc.html>
#[unsafe(no_mangle)]
pub extern "C" fn btowc(c: c_int) -> wint_t {
    let Ok(byte) = u8::try_from(c) else { return WEOF };
    // ASCII is itself in every encoding.
    if byte < 0x80 {
        return byte.into();
    }
    match encoding::decode(locale::charset(), &mut State::default(), byte) {
        Ok(encoding::Step::Character(wide)) => wide,
        _ => WEOF,
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wctob.html>
#[unsafe(no_mangle)]
pub extern "C" fn wctob(c: wint_t) -> c_int {
    match encoding::encode(locale::charset(), c) {
        Ok((bytes, 1)) => bytes[0].into(),
        _ => -1,
    }
}
