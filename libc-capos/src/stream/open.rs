//! Opening, reopening and closing.

use core::ffi::CStr;

use super::backend::Backend;
use super::buffer::Buffer;
use super::file::FILE;
use super::mode::OpenMode;
use super::registry;
use super::state::{Buffering, Stream};
use crate::errno::Errno;
use crate::header::fcntl::constants::{
    AT_FDCWD, F_GETFD, F_GETFL, F_SETFD, F_SETFL, FD_CLOEXEC, O_APPEND, O_CLOEXEC,
};
use crate::platform::{Fs, Sys};
use crate::types::{c_int, mode_t};

/// Read and write for everybody, less the file mode creation mask.
const PERMISSIONS: mode_t = 0o666;

/// `fopen`.
pub fn open_path(path: &CStr, mode: OpenMode) -> Result<&'static FILE, Errno> {
    let fd = Sys::openat(AT_FDCWD, path, mode.flags(), PERMISSIONS)?;
    registry::insert(Stream::new(Backend::Descriptor(fd), mode, Buffering::Undecided)).inspect_err(|_| {
        // The failure to report is the first one.
        let _ = Sys::close(fd);
    })
}

/// A stream over anything but a path.
pub fn open_backend(backend: Backend, mode: OpenMode, buffering: Buffering) -> Result<&'static FILE, Errno> {
    if let Some(fd) = backend.descriptor() {
        check_descriptor(fd, mode)?;
    }
    registry::insert(Stream::new(backend, mode, buffering))
}

/// `fdopen` must not promise what the descriptor does not allow.
fn check_descriptor(fd: c_int, mode: OpenMode) -> Result<(), Errno> {
    let flags = match Sys::fcntl(fd, F_GETFL, 0) {
        // A platform that keeps no such flags finds out when the stream is used.
        Err(Errno::ENOSYS) => return Ok(()),
        flags => flags?,
    };
    let (readable, writable) = match flags & 3 {
        0 => (true, false),
        1 => (false, true),
        _ => (true, true),
    };
    if (mode.read && !readable) || (mode.write && !writable) {
        return Err(Errno::EINVAL);
    }
    if mode.append && flags & O_APPEND == 0 {
        Sys::fcntl(fd, F_SETFL, (flags | O_APPEND) as usize)?;
    }
    if mode.close_on_exec {
        Sys::fcntl(fd, F_SETFD, FD_CLOEXEC as usize)?;
    }
    Ok(())
}

/// `freopen`: gives the stream another file. The descriptor keeps its number, as redirection relies on. On
/// failure the stream is closed, but its object stays: the caller disposes of it.
pub fn reopen(file: &'static FILE, path: Option<&CStr>, mode: OpenMode) -> Result<(), Errno> {
    let mut stream = file.lock();
    // What cannot be written is lost with the old file; that is no reason not to open the new one.
    let _ = stream.flush();
    let outcome = match path {
        Some(path) => replace_file(&mut stream, path, mode),
        None => change_mode(&stream, mode).map(|()| None),
    };
    let backend = match outcome {
        Ok(backend) => backend,
        Err(error) => {
            let _ = stream.backend.close();
            return Err(error);
        }
    };
    let old = core::mem::replace(&mut stream.backend, Backend::Closed);
    let standard_error = core::ptr::eq(file, &super::file::standard::ERROR);
    let buffering = if standard_error { Buffering::None } else { Buffering::Undecided };
    *stream = Stream::new(backend.unwrap_or(old), mode, buffering);
    Ok(())
}

/// Opens `path` under the stream's descriptor number; `None` if the stream's own descriptor now means the file.
fn replace_file(stream: &mut Stream, path: &CStr, mode: OpenMode) -> Result<Option<Backend>, Errno> {
    let fd = Sys::openat(AT_FDCWD, path, mode.flags(), PERMISSIONS)?;
    let Some(old) = stream.backend.descriptor() else {
        let _ = stream.backend.close();
        return Ok(Some(Backend::Descriptor(fd)));
    };
    // The program had closed the descriptor, and the file got its number.
    if old == fd {
        return Ok(None);
    }
    let flags = if mode.close_on_exec { mode.flags() & O_CLOEXEC } else { 0 };
    match Sys::dup3(fd, old, flags) {
        Ok(_) => {
            let _ = Sys::close(fd);
            Ok(None)
        }
        // Without `dup` the new number has to do.
        Err(Errno::ENOSYS) => {
            let _ = stream.backend.close();
            Ok(Some(Backend::Descriptor(fd)))
        }
        Err(error) => {
            let _ = Sys::close(fd);
            Err(error)
        }
    }
}

/// `freopen` without a path: only what can be changed about an open descriptor.
fn change_mode(stream: &Stream, mode: OpenMode) -> Result<(), Errno> {
    let fd = stream.backend.descriptor().ok_or(Errno::EBADF)?;
    let flags = Sys::fcntl(fd, F_GETFL, 0)?;
    let access = mode.flags() & 3;
    if flags & 3 != 2 && flags & 3 != access {
        return Err(Errno::EBADF);
    }
    let append = if mode.append { O_APPEND } else { 0 };
    Sys::fcntl(fd, F_SETFL, ((flags & !O_APPEND) | append) as usize)?;
    let close_on_exec = Sys::fcntl(fd, F_GETFD, 0)? & !FD_CLOEXEC;
    let wanted = if mode.close_on_exec { FD_CLOEXEC } else { 0 };
    Sys::fcntl(fd, F_SETFD, (close_on_exec | wanted) as usize).map(drop)
}

/// `fclose`: the stream is gone whatever the result.
pub fn close(file: &'static FILE) -> Result<(), Errno> {
    let outcome = {
        let mut stream = file.lock();
        let flushed = stream.flush();
        let closed = stream.backend.close();
        stream.become_idle();
        (stream.readable, stream.writable) = (false, false);
        stream.buffer = Buffer::EMPTY;
        flushed.and(closed)
    };
    registry::remove(file);
    outcome
}
