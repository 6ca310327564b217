//! `popen`, `pclose`, `ctermid`.

use super::constants::L_ctermid;
use super::entry::file;
use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{F_SETFD, O_CLOEXEC};
use crate::platform::{FileAction, Fs, Sys};
use crate::process;
use crate::stream::{Backend, Buffering, FILE, OpenMode, close, open_backend};
use crate::sync::Mutex;
use crate::types::{c_char, c_int, pid_t};
use alloc::vec::Vec;
use core::ffi::CStr;

/// A stream of `popen` and the shell behind it.
struct Pipe {
    stream: *const FILE,
    descriptor: c_int,
    child: pid_t,
}

// SAFETY: the pointer only tells streams apart.
unsafe impl Send for Pipe {}

static PIPES: Mutex<Vec<Pipe>> = Mutex::new(Vec::new());

/// The direction of a mode, and whether the descriptor is closed on `exec`.
fn direction(mode: &[u8]) -> Option<(OpenMode, bool)> {
    let close_on_exec = mode.contains(&b'e');
    let read = OpenMode { read: true, close_on_exec, ..OpenMode::NONE };
    let write = OpenMode { write: true, close_on_exec, ..OpenMode::NONE };
    match mode {
        b"r" | b"re" | b"er" => Some((read, close_on_exec)),
        b"w" | b"we" | b"ew" => Some((write, close_on_exec)),
        _ => None,
    }
}

fn open(command: &CStr, mode: &[u8]) -> Result<&'static FILE, Errno> {
    let (how, close_on_exec) = direction(mode).ok_or(Errno::EINVAL)?;
    let mut pipes = PIPES.lock();
    pipes.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
    let [reading, writing] = Sys::pipe2(O_CLOEXEC)?;
    let (own, other, standard) = if how.read { (reading, writing, 1) } else { (writing, reading, 0) };
    let opened = open_backend(Backend::Descriptor(own), how, Buffering::Undecided).inspect_err(|_| {
        // The failure to report is the first one.
        let _ = Sys::close(own);
    });
    // POSIX: the child has none of the streams that earlier calls opened.
    let mut actions: Vec<FileAction> = pipes.iter().map(|pipe| FileAction::Close(pipe.descriptor)).collect();
    actions.push(FileAction::Duplicate { from: other, to: standard });
    let started = opened.and_then(|stream| match process::start_shell(command, &actions, &process::PLAIN) {
        Ok(child) => Ok((stream, child)),
        Err(error) => {
            let _ = close(stream);
            Err(error)
        }
    });
    // The child has its own.
    let _ = Sys::close(other);
    let (stream, child) = started?;
    if !close_on_exec {
        Sys::fcntl(own, F_SETFD, 0)?;
    }
    pipes.push(Pipe { stream, descriptor: own, child });
    Ok(stream)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/popen.html>
///
/// # Safety
/// The caller passes strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn popen(command: *const c_char, mode: *const c_char) -> *mut FILE {
    // SAFETY: the caller passes strings.
    let (command, mode) = unsafe { (cstr(command), cstr(mode)) };
    errno::pointer(open(command, mode.to_bytes()).map(|stream| core::ptr::from_ref(stream).cast_mut()))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pclose.html>
///
/// # Safety
/// The caller passes an open stream and uses it no more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pclose(stream: *mut FILE) -> c_int {
    let child = {
        let mut pipes = PIPES.lock();
        let found = pipes.iter().position(|pipe| core::ptr::eq(pipe.stream, stream));
        found.map(|index| pipes.swap_remove(index).child)
    };
    // What cannot be written is the command's loss; its status tells.
    // SAFETY: the caller passes an open stream and uses it no more.
    let _ = close(unsafe { file(stream) });
    errno::result(child.ok_or(Errno::ECHILD).and_then(process::wait_for))
}

const TERMINAL: [u8; 9] = *b"/dev/tty\0";
const _: () = assert!(TERMINAL.len() <= L_ctermid as usize);

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ctermid.html>
///
/// # Safety
/// The caller passes null or room for L_ctermid bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ctermid(s: *mut c_char) -> *mut c_char {
    static mut NAME: [u8; TERMINAL.len()] = TERMINAL;
    if s.is_null() {
        return (&raw mut NAME).cast();
    }
    // SAFETY: the caller passes null or room for L_ctermid bytes.
    unsafe { s.cast::<[u8; TERMINAL.len()]>().write(TERMINAL) };
    s
}
