//! Messages in a standard form, on the standard error stream.

use crate::abi::cstr_or_null;
use crate::errno::Errno;
use crate::platform::{Fs, Sys};
use crate::start;
use crate::types::{c_char, c_int, c_long};
use alloc::vec::Vec;

const MM_PRINT: c_long = 256;
const MM_CONSOLE: c_long = 512;
const MM_OK: c_int = 0;
const MM_NOTOK: c_int = -1;
const MM_NOMSG: c_int = 1;
const MM_NOCON: c_int = 4;
const STDERR: c_int = 2;
/// Characters of a label: ten, a colon, fourteen.
const LABEL: (usize, usize) = (10, 14);

/// The parts of a message; `MSGVERB` chooses among them.
const PARTS: [&[u8]; 5] = [b"label", b"severity", b"text", b"action", b"tag"];

/// Which parts are wanted. A value of `MSGVERB` that names anything else counts for all.
fn wanted() -> [bool; 5] {
    let verbs = start::variable(c"MSGVERB").map_or(&b""[..], |value| value.to_bytes());
    if verbs.is_empty() {
        return [true; 5];
    }
    let mut wanted = [false; 5];
    for verb in verbs.split(|&byte| byte == b':') {
        match PARTS.iter().position(|part| *part == verb) {
            Some(part) => wanted[part] = true,
            None => return [true; 5],
        }
    }
    wanted
}

fn severity(number: c_int) -> Option<&'static [u8]> {
    match number {
        1 => Some(b"HALT"),
        2 => Some(b"ERROR"),
        3 => Some(b"WARNING"),
        4 => Some(b"INFO"),
        _ => None,
    }
}

/// The message: "label: severity: text\nTO FIX: action tag\n", without the parts that are absent.
fn composed(parts: [Option<&[u8]>; 5]) -> Result<Vec<u8>, Errno> {
    let [label, severity, text, action, tag] = parts;
    let mut pieces: Vec<&[u8]> = Vec::new();
    let head = [label, severity, text];
    for (at, part) in head.iter().enumerate() {
        if let Some(part) = part {
            pieces.push(part);
            if head[at + 1..].iter().any(Option::is_some) {
                pieces.push(b": ");
            }
        }
    }
    if action.is_some() || tag.is_some() {
        if !pieces.is_empty() {
            pieces.push(b"\n");
        }
        if let Some(action) = action {
            pieces.extend([b"TO FIX: ", action]);
        }
        if let Some(tag) = tag {
            pieces.extend([if action.is_some() { &b" "[..] } else { b"" }, tag]);
        }
    }
    pieces.push(b"\n");
    Ok(pieces.concat())
}

fn write_all(fd: c_int, mut bytes: &[u8]) -> Result<(), Errno> {
    while !bytes.is_empty() {
        match Sys::write(fd, bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fmtmsg.html>
///
/// There is no console besides the standard error stream; asking for one answers `MM_NOCON`.
///
/// # Safety
/// The texts are NULL or strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fmtmsg(
    classification: c_long,
    label: *const c_char,
    level: c_int,
    text: *const c_char,
    action: *const c_char,
    tag: *const c_char,
) -> c_int {
    // SAFETY: the caller's promise.
    let [label, text, action, tag] =
        [label, text, action, tag].map(|text| unsafe { cstr_or_null(text) }.map(|text| text.to_bytes()));
    if let Some(label) = label {
        let colon = label.iter().position(|&byte| byte == b':');
        if colon.is_none_or(|at| at > LABEL.0 || label.len() - at - 1 > LABEL.1) {
            return MM_NOTOK;
        }
    }
    let mut outcome = MM_OK;
    if classification & MM_PRINT != 0 {
        let mut parts = [label, severity(level), text, action, tag];
        for (part, wanted) in parts.iter_mut().zip(wanted()) {
            if !wanted {
                *part = None;
            }
        }
        if composed(parts).and_then(|message| write_all(STDERR, &message)).is_err() {
            outcome |= MM_NOMSG;
        }
    }
    if classification & MM_CONSOLE != 0 {
        outcome |= MM_NOCON;
    }
    // Both refusals together are a failure.
    if outcome == MM_NOMSG | MM_NOCON { MM_NOTOK } else { outcome }
}
