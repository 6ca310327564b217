//! The trees that `glob` searches: the file system, or what the program's functions show.

use super::result::{CloseDirectory, OpenDirectory, ReadDirectory, Status, glob_t};
use crate::errno::{self, Errno};
use crate::header::dirent::constants::{DT_DIR, DT_LNK, DT_UNKNOWN};
use crate::header::dirent::stream::{DIR, name};
use crate::header::fcntl::constants::{AT_FDCWD, AT_SYMLINK_NOFOLLOW};
use crate::platform::{Fs, Identity, Sys};
use crate::start;
use crate::types::{c_char, c_int, dirent, stat};
use crate::users;
use alloc::ffi::CString;
use alloc::vec::Vec;
use capos_libc_engine::glob::{Each, Failure, Kind, Tree};
use core::mem::MaybeUninit;

const FORMAT: u32 = 0o170_000;
const DIRECTORY: u32 = 0o040_000;

/// The program's functions under `GLOB_ALTDIRFUNC`.
#[derive(Clone, Copy)]
struct Program {
    open: OpenDirectory,
    read: ReadDirectory,
    close: CloseDirectory,
    lstat: Status,
    stat: Status,
}

/// Asks the program whether to go on after an error.
pub type ErrorFunction = unsafe extern "C" fn(path: *const c_char, error: c_int) -> c_int;

/// What is searched.
pub struct Files {
    program: Option<Program>,
    on_error: Option<ErrorFunction>,
    /// Any error ends the search.
    strict: bool,
}

/// A path for the system. One with a NUL is nowhere; `glob`'s patterns have none.
fn path(text: &[u8]) -> Result<CString, Failure> {
    let text = if text.is_empty() { b"." } else { text };
    let mut copy = Vec::new();
    copy.try_reserve_exact(text.len() + 1).map_err(|_| Failure::NoSpace)?;
    copy.extend_from_slice(text);
    CString::new(copy).map_err(|_| Failure::NoMatch)
}

/// # Safety
/// `entry` is an entry of a directory.
unsafe fn kind(entry: *const dirent) -> Kind {
    // SAFETY: the caller's promise.
    match c_int::from(unsafe { (*entry).d_type }) {
        DT_DIR => Kind::Directory,
        DT_LNK | DT_UNKNOWN => Kind::Unknown,
        _ => Kind::Other,
    }
}

impl Files {
    /// The file system; errors with directories do not count.
    pub fn system() -> Files {
        Files { program: None, on_error: None, strict: false }
    }

    /// The file system, or the functions in `result`, all of which have to be there then.
    pub fn new(
        result: &glob_t,
        alternative: bool,
        on_error: Option<ErrorFunction>,
        strict: bool,
    ) -> Option<Files> {
        let program = || {
            Some(Program {
                open: result.gl_opendir?,
                read: result.gl_readdir?,
                close: result.gl_closedir?,
                lstat: result.gl_lstat?,
                stat: result.gl_stat?,
            })
        };
        let program = if alternative { Some(program()?) } else { None };
        Some(Files { program, on_error, strict })
    }

    /// Whether the search goes on after an error with a directory. What is no directory is no error.
    fn go_on(&self, directory: &CString, error: c_int) -> Result<(), Failure> {
        if error == Errno::ENOTDIR.number() {
            return Ok(());
        }
        // SAFETY: the program's function, called as `glob` promises.
        let stop = self.on_error.is_some_and(|ask| unsafe { ask(directory.as_ptr(), error) } != 0);
        if stop || self.strict { Err(Failure::Aborted) } else { Ok(()) }
    }

    fn status(&self, text: &[u8], follow: bool) -> Option<stat> {
        if text.is_empty() {
            return None;
        }
        let path = path(text).ok()?;
        let Some(program) = self.program else {
            let flags = if follow { 0 } else { AT_SYMLINK_NOFOLLOW };
            return Sys::fstatat(AT_FDCWD, &path, flags).ok();
        };
        let mut status = MaybeUninit::<stat>::zeroed();
        let function = if follow { program.stat } else { program.lstat };
        // SAFETY: the program's function, which fills the record when it succeeds; zeros are a valid one.
        unsafe { (function(path.as_ptr(), status.as_mut_ptr()) == 0).then(|| status.assume_init()) }
    }

    fn list_system(&self, directory: &CString, each: Each<'_>) -> Result<(), Failure> {
        let stream = match DIR::open_path(directory) {
            Ok(stream) => stream,
            Err(Errno::ENOMEM) => return Err(Failure::NoSpace),
            Err(error) => return self.go_on(directory, error.number()),
        };
        let outcome = loop {
            // SAFETY: the stream is ours, and an entry stays until the next one is read.
            let told = unsafe {
                match stream.as_ref().next() {
                    Ok(entry) if entry.is_null() => break Ok(()),
                    Ok(entry) => each(name(entry).to_bytes(), kind(entry)),
                    Err(error) => break self.go_on(directory, error.number()),
                }
            };
            if told.is_err() {
                break told;
            }
        };
        // SAFETY: nobody uses the stream any more. Errors of closing tell nothing about the entries.
        let _ = unsafe { DIR::close(stream) };
        outcome
    }

    fn list_program(&self, program: Program, directory: &CString, each: Each<'_>) -> Result<(), Failure> {
        // SAFETY: the program's functions, called as `opendir` and its kin; an entry stays until the next one.
        unsafe {
            let stream = (program.open)(directory.as_ptr());
            if stream.is_null() {
                return self.go_on(directory, errno::get());
            }
            let outcome = loop {
                let entry = (program.read)(stream);
                if entry.is_null() {
                    break Ok(());
                }
                let told = each(name(entry).to_bytes(), kind(entry));
                if told.is_err() {
                    break told;
                }
            };
            (program.close)(stream);
            outcome
        }
    }
}

impl Tree for Files {
    fn list(&mut self, directory: &[u8], each: Each<'_>) -> Result<(), Failure> {
        let directory = path(directory)?;
        match self.program {
            Some(program) => self.list_program(program, &directory, each),
            None => self.list_system(&directory, each),
        }
    }

    fn exists(&mut self, path: &[u8]) -> bool {
        self.status(path, false).is_some()
    }

    fn is_directory(&mut self, path: &[u8]) -> bool {
        self.status(path, true).is_some_and(|status| status.st_mode & FORMAT == DIRECTORY)
    }

    fn home(&mut self, user: &[u8]) -> Option<Vec<u8>> {
        home(user)
    }
}

/// The home directory of a user. One's own is what `HOME` says, else as the database has it.
pub fn home(user: &[u8]) -> Option<Vec<u8>> {
    if !user.is_empty() {
        return users::home_of(user).map(Into::into);
    }
    match start::variable(c"HOME").filter(|home| !home.is_empty()) {
        Some(home) => Some(home.to_bytes().to_vec()),
        None => users::home_of(&users::name_of(Sys::users()[0])?).map(Into::into),
    }
}
