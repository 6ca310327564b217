//! Names of signals: `SIGHUP` is "HUP", real-time signals count from the nearer end of their range.

use super::constants::{NSIG, SIGRTMAX, SIGRTMIN};
use crate::abi::cstr;
use crate::header::stdio::streams;
use crate::header::string::{signal_name, signal_text};
use crate::stream::StreamSink;
use crate::types::{c_char, c_int, siginfo_t};
use alloc::format;
use capos_libc_engine::format::Sink;

/// Aliases that `str2sig` accepts.
const ALIASES: [(&[u8], c_int); 3] = [(b"CLD", 17), (b"IO", 29), (b"IOT", 6)];

fn found(signal: c_int) -> Option<alloc::string::String> {
    let middle = (SIGRTMIN + SIGRTMAX) / 2;
    match signal {
        0 => Some("EXIT".into()),
        SIGRTMIN => Some("RTMIN".into()),
        SIGRTMAX => Some("RTMAX".into()),
        _ if (SIGRTMIN..=middle).contains(&signal) => Some(format!("RTMIN+{}", signal - SIGRTMIN)),
        _ if (middle..SIGRTMAX).contains(&signal) => Some(format!("RTMAX-{}", SIGRTMAX - signal)),
        _ => signal_name(signal).and_then(|name| name.to_str().ok()).map(Into::into),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sig2str.html>
///
/// # Safety
/// `name` has `SIG2STR_MAX` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sig2str(signal: c_int, name: *mut c_char) -> c_int {
    match found(signal) {
        Some(text) => {
            // SAFETY: the caller's promise, and the longest name is "RTMIN+14".
            unsafe {
                name.cast::<u8>().copy_from_nonoverlapping(text.as_ptr(), text.len());
                *name.add(text.len()) = 0;
            }
            0
        }
        None => -1,
    }
}

fn number(name: &[u8]) -> Option<c_int> {
    if name.iter().all(u8::is_ascii_digit) && (1..=2).contains(&name.len()) {
        let number = name.iter().fold(0, |number, digit| number * 10 + c_int::from(digit - b'0'));
        return found(number).map(|_| number);
    }
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, signal)| *signal);
    alias.or_else(|| (0..NSIG).find(|&signal| found(signal).is_some_and(|text| text.as_bytes() == name)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/str2sig.html>
///
/// # Safety
/// `name` is a string and `signal` writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn str2sig(name: *const c_char, signal: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        match number(cstr(name).to_bytes()) {
            Some(found) => {
                *signal = found;
                0
            }
            None => -1,
        }
    }
}

/// Writes a message and the text of a signal to the standard error stream, whose orientation stays.
///
/// # Safety
/// `message` is NULL or a string.
unsafe fn report(signal: c_int, message: *const c_char) {
    let mut stream = streams::error().lock();
    let mut sink = StreamSink::new(&mut stream);
    // SAFETY: the caller's promise. A failure to write shows in the stream's error indicator.
    unsafe {
        if !message.is_null() && *message != 0 {
            let _ = sink.ascii(cstr(message).to_bytes());
            let _ = sink.ascii(b": ");
        }
        let _ = sink.ascii(cstr(signal_text(signal)).to_bytes());
    }
    let _ = sink.ascii(b"\n");
    let _ = sink.finish();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/psignal.html>
///
/// # Safety
/// `message` is NULL or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn psignal(signal: c_int, message: *const c_char) {
    // SAFETY: the same contract.
    unsafe { report(signal, message) };
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/psignal.html>
///
/// # Safety
/// `information` is a record of a signal, `message` NULL or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn psiginfo(information: *const siginfo_t, message: *const c_char) {
    // SAFETY: the caller's promise.
    unsafe { report((*information).si_signo, message) };
}
