//! The host and who uses it: its number and name, login names, shells, priority.

use crate::abi::slice;
use crate::contents;
use crate::errno::{self, Errno};
use crate::platform::{Identity, Process, Resources, Sys, System};
use crate::start;
use crate::sync::Mutex;
use crate::types::{c_char, c_int, c_long, pid_t, size_t};
use crate::users;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ptr::null_mut;

const PRIO_PROCESS: c_int = 0;
/// Longest login name with its NUL (`LOGIN_NAME_MAX`).
const LOGIN_NAME: usize = 256;
/// Number and name of the host are short; the list of shells is not long.
const FILE_LIMIT: usize = 64 * 1024;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gethostid.html>
#[unsafe(no_mangle)]
pub extern "C" fn gethostid() -> c_long {
    // A host without a number of its own is number 0.
    let number = contents::read(c"/etc/hostid", FILE_LIMIT).ok();
    let bytes = number.as_deref().and_then(<[u8]>::first_chunk);
    bytes.map_or(0, |bytes| c_long::from(i32::from_ne_bytes(*bytes)))
}

/// Names the host (BSD).
///
/// # Safety
/// `name` has `length` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sethostname(name: *const c_char, length: size_t) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(Sys::set_host_name(unsafe { slice(name.cast(), length) }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nice.html>
#[unsafe(no_mangle)]
pub extern "C" fn nice(increment: c_int) -> c_int {
    let outcome = Sys::priority(PRIO_PROCESS, 0).and_then(|now| {
        let wanted = now.saturating_add(increment).clamp(-20, 19);
        Sys::set_priority(PRIO_PROCESS, 0, wanted).map(|()| wanted)
    });
    // POSIX has EPERM where other calls say EACCES.
    errno::result(outcome.map_err(|error| if error == Errno::EACCES { Errno::EPERM } else { error }))
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/setpgrp.html>
#[unsafe(no_mangle)]
pub extern "C" fn setpgrp() -> pid_t {
    errno::result(Sys::setpgid(0, 0).and_then(|()| Sys::getpgid(0)))
}

/// The name under which the user logged in: as the environment says, else the first of the user's number.
fn login_name() -> Option<Box<[u8]>> {
    if let Some(name) = start::variable(c"LOGNAME").filter(|name| !name.is_empty()) {
        return Some(name.to_bytes().into());
    }
    users::name_of(Sys::users()[0])
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getlogin.html>
#[unsafe(no_mangle)]
pub extern "C" fn getlogin() -> *mut c_char {
    static mut LAST: [u8; LOGIN_NAME] = [0; LOGIN_NAME];
    let Some(name) = login_name().filter(|name| name.len() < LOGIN_NAME) else {
        errno::set(Errno::ENXIO);
        return null_mut();
    };
    // SAFETY: POSIX allows the name to be overwritten by the next call, and makes several threads the program's care.
    let last = unsafe { &mut *(&raw mut LAST) };
    last[..name.len()].copy_from_slice(&name);
    last[name.len()] = 0;
    last.as_mut_ptr().cast()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getlogin_r.html>
///
/// # Safety
/// `buffer` has room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getlogin_r(buffer: *mut c_char, size: size_t) -> c_int {
    let Some(name) = login_name() else { return Errno::ENXIO.number() };
    if name.len() >= size {
        return Errno::ERANGE.number();
    }
    // SAFETY: the name and its NUL fit into the caller's room.
    unsafe {
        core::ptr::copy_nonoverlapping(name.as_ptr(), buffer.cast(), name.len());
        buffer.add(name.len()).write(0);
    }
    0
}

/// The shells users may have: those of `/etc/shells`, else two.
struct Shells {
    text: Vec<u8>,
    next: usize,
    /// The list was read since the last `setusershell`.
    read: bool,
}

static SHELLS: Mutex<Shells> = Mutex::new(Shells { text: Vec::new(), next: 0, read: false });

/// The next valid login shell (BSD); NULL after the last.
#[unsafe(no_mangle)]
pub extern "C" fn getusershell() -> *mut c_char {
    let mut shells = SHELLS.lock();
    if !shells.read {
        let listed = contents::read(c"/etc/shells", FILE_LIMIT);
        let text = listed.as_deref().unwrap_or(b"/bin/sh\n/bin/csh\n");
        let lines = text.split(|byte| *byte == b'\n').filter(|line| line.first() == Some(&b'/'));
        shells.text = lines.flat_map(|line| line.iter().copied().chain([0])).collect();
        (shells.next, shells.read) = (0, true);
    }
    let start = shells.next;
    let Some(length) = shells.text[start..].iter().position(|byte| *byte == 0) else { return null_mut() };
    shells.next = start + length + 1;
    // The text stays until `setusershell` or `endusershell`.
    shells.text[start..].as_mut_ptr().cast()
}

/// Begins with the first shell again (BSD).
#[unsafe(no_mangle)]
pub extern "C" fn setusershell() {
    SHELLS.lock().read = false;
}

/// Ends looking at shells (BSD).
#[unsafe(no_mangle)]
pub extern "C" fn endusershell() {
    let mut shells = SHELLS.lock();
    shells.text = Vec::new();
    shells.read = false;
}
