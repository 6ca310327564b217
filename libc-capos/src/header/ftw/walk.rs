//! The walk behind `ftw` and `nftw`.
//!
//! [`Level`]s are the directories from the top to where the walk is, on the heap, so that depth costs no stack. At most
//! as many of them as the caller allows keep a descriptor: the outermost gives its own up first. What can be reached
//! through the descriptor of the directory it is in is, so that paths may be longer than the system accepts.

use super::constants::{
    FTW_ACTIONRETVAL, FTW_CHDIR, FTW_CONTINUE, FTW_D, FTW_DEPTH, FTW_DNR, FTW_DP, FTW_F, FTW_MOUNT, FTW_NS,
    FTW_PHYS, FTW_SKIP_SIBLINGS, FTW_SKIP_SUBTREE, FTW_SL, FTW_SLN, FTW_XDEV,
};
use super::level::Level;
use super::visited::Visited;
use crate::errno::Errno;
use crate::header::fcntl::constants::{AT_FDCWD, AT_SYMLINK_NOFOLLOW, O_CLOEXEC, O_DIRECTORY, O_RDONLY};
use crate::platform::{Fs, Sys};
use crate::types::{FTW, c_int, stat};
use alloc::ffi::CString;
use alloc::vec::Vec;
use core::ffi::CStr;

const FORMAT: u32 = 0o170_000;
const DIRECTORY: u32 = 0o040_000;
const LINK: u32 = 0o120_000;

/// The program's function: path, status, type, place. Anything but 0 ends the walk.
pub type Report<'a> = &'a mut dyn FnMut(&CStr, &stat, c_int, &mut FTW) -> c_int;

/// Why a walk is over.
pub enum End {
    /// The program's function said so.
    Program(c_int),
    Failed(Errno),
}

impl From<Errno> for End {
    fn from(error: Errno) -> End {
        End::Failed(error)
    }
}

/// What the program wants besides going on.
#[derive(PartialEq, Eq)]
enum Wish {
    GoOn,
    SkipSubtree,
    SkipSiblings,
}

pub struct Walk<'a> {
    report: Report<'a>,
    flags: c_int,
    /// Descriptors that may be open at a time.
    limit: usize,
    levels: Vec<Level>,
    /// The path of the object at hand, with its NUL.
    path: Vec<u8>,
    visited: Visited,
    device: u64,
    /// The directory where a walk that changes directories began.
    start: Option<c_int>,
    /// The level whose directory is the working directory; 0 stands for the top's parent.
    here: Option<usize>,
}

impl Drop for Walk<'_> {
    fn drop(&mut self) {
        if let Some(start) = self.start {
            let _ = Sys::fchdir(start);
            let _ = Sys::close(start);
        }
    }
}

/// Walks the tree at `path`.
pub fn walk(path: &CStr, limit: c_int, flags: c_int, report: Report<'_>) -> Result<(), End> {
    let bytes = path.to_bytes();
    if bytes.is_empty() {
        return Err(Errno::ENOENT.into());
    }
    // Slashes at the end are no name.
    let end = bytes.iter().rposition(|&byte| byte != b'/').map_or(1, |last| last + 1);
    let base = bytes[..end].iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
    let base = if end == 1 { 0 } else { base };
    let mut text = Vec::new();
    text.try_reserve(end + 1).map_err(|_| Errno::ENOMEM)?;
    text.extend_from_slice(&bytes[..end]);
    text.push(0);
    let start = match flags & FTW_CHDIR {
        0 => None,
        _ => Some(Sys::openat(AT_FDCWD, c".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)?),
    };
    let mut walk = Walk {
        report,
        flags,
        limit: limit.max(1) as usize,
        levels: Vec::new(),
        path: text,
        visited: Visited::new(),
        device: 0,
        start,
        here: None,
    };
    walk.top(base)
}

impl Walk<'_> {
    fn has(&self, flag: c_int) -> bool {
        self.flags & flag != 0
    }

    fn top(&mut self, base: usize) -> Result<(), End> {
        let (status, kind) = self.look(base)?;
        if kind == FTW_NS {
            let outcome = Sys::fstatat(AT_FDCWD, Self::c_path(&self.path), 0);
            return Err(outcome.err().unwrap_or(Errno::ENOENT).into());
        }
        self.device = status.st_dev;
        self.object(base, &status, kind)?;
        while let Some(level) = self.levels.last_mut() {
            match level.next()? {
                Some(name) => {
                    let base = self.append(&name)?;
                    let (status, kind) = self.look(base)?;
                    if self.object(base, &status, kind)? == Wish::SkipSiblings {
                        self.leave()?;
                    }
                }
                None => self.leave()?,
            }
        }
        Ok(())
    }

    /// Makes the path that of `name` in the innermost directory; where the name begins.
    fn append(&mut self, name: &CString) -> Result<usize, Errno> {
        let length = self.levels.last().map_or(0, |level| level.path_length);
        self.path.truncate(length);
        self.path.try_reserve(name.as_bytes().len() + 2).map_err(|_| Errno::ENOMEM)?;
        if self.path.last() != Some(&b'/') {
            self.path.push(b'/');
        }
        let base = self.path.len();
        self.path.extend_from_slice(name.as_bytes_with_nul());
        Ok(base)
    }

    fn c_path(path: &[u8]) -> &CStr {
        CStr::from_bytes_with_nul(path).expect("a path without NULs and its terminator")
    }

    /// From where and under which name the object at hand can be reached.
    fn place(&mut self, base: usize) -> Result<(c_int, usize), Errno> {
        if let Some(fd) = self.levels.last().and_then(Level::descriptor) {
            return Ok((fd, base));
        }
        if self.has(FTW_CHDIR) {
            self.go_to_parent(base)?;
            return Ok((AT_FDCWD, base));
        }
        Ok((AT_FDCWD, 0))
    }

    /// Status and type of the object at hand. A directory is `FTW_D` even if it will be `FTW_DP`.
    fn look(&mut self, base: usize) -> Result<(stat, c_int), Errno> {
        let (dirfd, from) = self.place(base)?;
        let name = Self::c_path(&self.path[from..]);
        let follows = self.flags & FTW_PHYS == 0;
        let flags = if follows { 0 } else { AT_SYMLINK_NOFOLLOW };
        let status = match Sys::fstatat(dirfd, name, flags) {
            Ok(status) => status,
            Err(Errno::EACCES | Errno::ENOENT) => {
                return Ok(match Sys::fstatat(dirfd, name, AT_SYMLINK_NOFOLLOW) {
                    Ok(link) if link.st_mode & FORMAT == LINK => (link, FTW_SLN),
                    _ => (stat::default(), FTW_NS),
                });
            }
            Err(error) => return Err(error),
        };
        Ok((
            status,
            match status.st_mode & FORMAT {
                DIRECTORY => FTW_D,
                LINK => FTW_SL,
                _ => FTW_F,
            },
        ))
    }

    /// Reports the object at hand, and enters it if it is a directory.
    fn object(&mut self, base: usize, status: &stat, kind: c_int) -> Result<Wish, End> {
        let elsewhere = kind != FTW_NS && status.st_dev != self.device;
        if elsewhere && self.has(FTW_MOUNT) {
            return Ok(Wish::GoOn);
        }
        let is_known = kind == FTW_NS || self.has(FTW_PHYS);
        if !is_known && !self.visited.insert(status)? {
            return Ok(Wish::GoOn);
        }
        if kind != FTW_D {
            return self.tell(base, status, kind);
        }
        if elsewhere && self.has(FTW_XDEV) {
            return self.tell(base, status, if self.has(FTW_DEPTH) { FTW_DP } else { FTW_D });
        }
        let level = match self.open(base) {
            Ok(level) => level,
            Err(Errno::EACCES) => return self.tell(base, status, FTW_DNR),
            Err(error) => return Err(error.into()),
        };
        if !self.has(FTW_DEPTH) {
            let wish = self.tell(base, status, FTW_D)?;
            if wish != Wish::GoOn {
                return Ok(if wish == Wish::SkipSubtree { Wish::GoOn } else { wish });
            }
        }
        self.levels.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
        self.levels.push(level);
        Ok(Wish::GoOn)
    }

    /// Opens the directory at hand, with a descriptor that another level may have to give up.
    fn open(&mut self, base: usize) -> Result<Level, Errno> {
        let open = self.levels.iter().filter(|level| level.descriptor().is_some()).count();
        if open >= self.limit
            && let Some(outermost) = self.levels.iter_mut().find(|level| level.descriptor().is_some())
        {
            outermost.give_up_descriptor()?;
        }
        let (dirfd, from) = self.place(base)?;
        Level::open(dirfd, Self::c_path(&self.path[from..]), self.path.len() - 1, base)
    }

    /// Leaves the innermost directory; it is reported now if those within it come first.
    fn leave(&mut self) -> Result<(), End> {
        while let Some(level) = self.levels.pop() {
            if self.here == Some(self.levels.len() + 1) {
                self.here = None;
            }
            if !self.has(FTW_DEPTH) {
                break;
            }
            self.path.truncate(level.path_length);
            self.path.push(0);
            let base = level.base;
            drop(level);
            let (status, _) = self.look(base)?;
            if self.tell(base, &status, FTW_DP)? != Wish::SkipSiblings {
                break;
            }
        }
        Ok(())
    }

    fn tell(&mut self, base: usize, status: &stat, kind: c_int) -> Result<Wish, End> {
        if self.has(FTW_CHDIR) {
            self.go_to_parent(base)?;
        }
        let mut place = FTW { base: base as c_int, level: self.levels.len() as c_int };
        let answer = (self.report)(Self::c_path(&self.path), status, kind, &mut place);
        match answer {
            FTW_CONTINUE => Ok(Wish::GoOn),
            FTW_SKIP_SUBTREE if self.has(FTW_ACTIONRETVAL) => Ok(Wish::SkipSubtree),
            FTW_SKIP_SIBLINGS if self.has(FTW_ACTIONRETVAL) => Ok(Wish::SkipSiblings),
            _ => Err(End::Program(answer)),
        }
    }

    /// Makes the directory that the object at hand is in the working directory.
    fn go_to_parent(&mut self, base: usize) -> Result<(), Errno> {
        let wanted = self.levels.len();
        if self.here == Some(wanted) {
            return Ok(());
        }
        if let Some(fd) = self.levels.last().and_then(Level::descriptor) {
            Sys::fchdir(fd)?;
        } else {
            if let Some(start) = self.start {
                Sys::fchdir(start)?;
            }
            // The path up to the last slash, which stays if it is the root.
            let end = if base > 1 { base - 1 } else { base };
            if end > 0 {
                let parent = CString::new(&self.path[..end]).map_err(|_| Errno::EINVAL)?;
                Sys::chdir(&parent)?;
            }
        }
        self.here = Some(wanted);
        Ok(())
    }
}
