//! The names in `/proc` and what they lead to.

use super::super::path::{AT_FDCWD, namespace, working_directory};
use super::super::{Capos, descriptors, fs};
use super::page::Page;
use super::texts::{OF_THE_MACHINE, OF_THE_PROCESS, Text};
use crate::errno::Errno;
use crate::platform::{Fs, Process};
use crate::types::{c_int, stat};
use capos_rt::call::Wait;
use capos_rt::schema::abi::limits::MAX_PATH;
use capos_rt::{Capability, ChannelFactory, File, Interface, Opened, Whence, startup};
use core::ffi::CStr;

const S_IFLNK: u32 = 0o120_000;
const S_IFREG: u32 = 0o100_000;
const LINK_MODE: u32 = 0o777;
const TEXT_MODE: u32 = 0o444;
const W_OK: c_int = 2;

#[derive(Clone, Copy)]
enum Found {
    /// One of the process's own descriptors.
    Descriptor(c_int),
    Link(Link),
    Text(Text),
}

/// Symbolic links, into the process's own tree.
#[derive(Clone, Copy)]
enum Link {
    Program,
    WorkingDirectory,
    Root,
    /// `/proc/self`.
    Number,
}

fn find(path: &[u8]) -> Option<Found> {
    let name = path.strip_prefix(b"/proc/")?;
    if name == b"self" {
        return Some(Found::Link(Link::Number));
    }
    let text = |texts: &[(&[u8], Text)], name: &[u8]| {
        texts.iter().find(|(known, _)| *known == name).map(|(_, text)| Found::Text(*text))
    };
    let (first, rest) = match name.iter().position(|&byte| byte == b'/') {
        None => return text(&OF_THE_MACHINE, name),
        Some(slash) => (&name[..slash], &name[slash + 1..]),
    };
    let number = |text: &[u8]| core::str::from_utf8(text).ok()?.parse::<c_int>().ok();
    if first != b"self" && number(first) != Some(Capos::getpid()) {
        return None;
    }
    match rest {
        b"exe" => Some(Found::Link(Link::Program)),
        b"cwd" => Some(Found::Link(Link::WorkingDirectory)),
        b"root" => Some(Found::Link(Link::Root)),
        _ => match rest.strip_prefix(b"fd/") {
            Some(descriptor) => number(descriptor).map(Found::Descriptor),
            None => text(&OF_THE_PROCESS, rest),
        },
    }
}

impl Link {
    /// Where it leads: a path with its NUL behind it.
    fn target(self, room: &mut [u8; MAX_PATH]) -> Result<&CStr, Errno> {
        let length = match self {
            Link::Root => copy(b"/", room)?,
            Link::WorkingDirectory => namespace()?.path(working_directory(), &mut room[..MAX_PATH - 1])?,
            Link::Program => program(room)?,
            Link::Number => return Err(Errno::EISDIR),
        };
        room[length] = 0;
        CStr::from_bytes_with_nul(&room[..=length]).map_err(|_| Errno::ENOENT)
    }
}

/// The program's path as its starter gave it; else the first argument if that is a path, which began where the process
/// did.
fn program(room: &mut [u8; MAX_PATH]) -> Result<usize, Errno> {
    let mut outcome = Err(Errno::ENOENT);
    startup::with_launch(|launch| {
        let first = launch.get_arguments()?.iter().next().transpose()?.unwrap_or_default();
        let (told, directory) = (launch.get_program()?, launch.get_working_directory()?);
        if !told.is_empty() {
            outcome = copy(told, room);
        } else if first.starts_with(b"/") {
            outcome = copy(first, room);
        } else if first.contains(&b'/') {
            outcome = join(directory, first, room);
        }
        Ok(())
    })?;
    outcome
}

fn join(directory: &[u8], path: &[u8], room: &mut [u8; MAX_PATH]) -> Result<usize, Errno> {
    let mut length = copy(directory, room)?;
    for part in [&b"/"[..], path] {
        let to = room[..MAX_PATH - 1].get_mut(length..length + part.len()).ok_or(Errno::ENAMETOOLONG)?;
        to.copy_from_slice(part);
        length += part.len();
    }
    Ok(length)
}

fn copy(path: &[u8], room: &mut [u8; MAX_PATH]) -> Result<usize, Errno> {
    let to = room[..MAX_PATH - 1].get_mut(..path.len()).ok_or(Errno::ENAMETOOLONG)?;
    to.copy_from_slice(path);
    Ok(path.len())
}

/// A number that is not open has no name.
fn there(fd: c_int) -> Result<(), Errno> {
    descriptors::check(fd).map_err(|_| Errno::ENOENT)
}

/// Opens what the path names; `ENOENT` if that is nothing here.
pub fn open(path: &[u8], flags: c_int) -> Result<c_int, Errno> {
    match find(path).ok_or(Errno::ENOENT)? {
        Found::Descriptor(fd) => {
            there(fd)?;
            descriptors::duplicate(fd, 0, flags & descriptors::O_CLOEXEC != 0)
        }
        Found::Link(link) => Capos::openat(AT_FDCWD, link.target(&mut [0; MAX_PATH])?, flags, 0),
        Found::Text(_) if flags & descriptors::O_ACCMODE != descriptors::O_RDONLY => Err(Errno::EACCES),
        Found::Text(text) => {
            let mut page = Page::new();
            text(&mut page)?;
            let factory = startup::granted_any::<ChannelFactory>().ok_or(Errno::ENOENT)?;
            let file: Capability<File> = factory.create_file()?;
            file.write(page.bytes(), Wait::Block)?;
            file.set_mode(TEXT_MODE)?;
            file.seek(0, Whence::Start)?;
            descriptors::open(Opened { handle: file.into_handle(), interface: Some(Interface::File) }, flags)
        }
    }
}

pub fn status(path: &[u8], follow: bool) -> Result<stat, Errno> {
    match find(path).ok_or(Errno::ENOENT)? {
        Found::Link(Link::Number) => Err(Errno::ENOENT),
        Found::Descriptor(fd) if follow => there(fd).and_then(|()| Capos::fstat(fd)),
        Found::Link(link) if follow => Capos::fstatat(AT_FDCWD, link.target(&mut [0; MAX_PATH])?, 0),
        Found::Descriptor(_) | Found::Link(_) => {
            Ok(stat { st_mode: S_IFLNK | LINK_MODE, st_nlink: 1, ..stat::default() })
        }
        Found::Text(_) => {
            Ok(stat { st_mode: S_IFREG | TEXT_MODE, st_nlink: 1, st_blksize: 4096, ..stat::default() })
        }
    }
}

pub fn read_link(path: &[u8], room: &mut [u8]) -> Result<usize, Errno> {
    let mut page = Page::new();
    let mut target = [0; MAX_PATH];
    let text = match find(path).ok_or(Errno::ENOENT)? {
        Found::Link(Link::Number) => {
            use core::fmt::Write;
            write!(page, "{}", Capos::getpid()).map_err(|_| Errno::EIO)?;
            page.bytes()
        }
        Found::Link(link) => link.target(&mut target)?.to_bytes(),
        Found::Descriptor(fd) => {
            // Files do not know their names; directories have paths.
            there(fd)?;
            let file = fs::file(descriptors::get(fd)?.target).map_err(|_| Errno::EINVAL)?;
            let length = namespace()?.path(file.handle(), &mut target).map_err(|_| Errno::EINVAL)?;
            &target[..length]
        }
        Found::Text(_) => return Err(Errno::EINVAL),
    };
    let length = text.len().min(room.len());
    room[..length].copy_from_slice(&text[..length]);
    Ok(length)
}

pub fn check_access(path: &[u8], mode: c_int) -> Result<(), Errno> {
    match find(path).ok_or(Errno::ENOENT)? {
        Found::Link(Link::Number) => Err(Errno::ENOENT),
        Found::Link(link) => Capos::faccessat(AT_FDCWD, link.target(&mut [0; MAX_PATH])?, mode, 0),
        Found::Descriptor(fd) => there(fd),
        Found::Text(_) if mode & W_OK != 0 => Err(Errno::EACCES),
        Found::Text(_) => Ok(()),
    }
}
