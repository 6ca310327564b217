//! `ChildTable`: the descriptors that a new program will have, as grants.

use super::super::descriptors::{Description, O_CLOEXEC, OPEN_MAX, Target};
use super::super::{descriptors, path, pipes};
use crate::errno::Errno;
use crate::platform::FileAction;
use crate::platform::capos::fs::masked;
use crate::types::c_int;
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, File, Grant};

/// Names of grants: "fd.", a number, ".", status flags in octal.
const NAME_ROOM: usize = 28;
const O_PATH: u32 = 0o10_000_000;

/// What a number leads to.
#[derive(Clone, Copy)]
struct Entry {
    /// Descriptors of one description share the grant.
    grant: u16,
    close_on_exec: bool,
}

#[derive(Clone, Copy)]
struct Open {
    target: Target,
    flags: c_int,
    /// Opened for the child alone: released once it has it.
    temporary: bool,
}

pub struct ChildTable {
    entries: [Option<Entry>; OPEN_MAX],
    opens: [Option<Open>; OPEN_MAX],
    /// Numbers and places of both from here on are empty.
    used: usize,
    directory: Option<Capability<File>>,
}

impl ChildTable {
    /// The calling process's table.
    pub fn of_parent() -> Self {
        let (entries, opens) = ([None; OPEN_MAX], [None; OPEN_MAX]);
        let mut table = ChildTable { entries, opens, used: 0, directory: None };
        descriptors::for_each(|fd, index, description: &Description, close_on_exec| {
            // A set of epoll is the process's own.
            if !matches!(description.target, Target::Set(_)) {
                let open = Open { target: description.target, flags: description.flags, temporary: false };
                table.opens[index] = Some(open);
                table.entries[fd] = Some(Entry { grant: index as u16, close_on_exec });
                table.used = table.used.max(fd + 1).max(index + 1);
            }
        });
        table
    }

    fn slot(&self, fd: c_int) -> Result<usize, Errno> {
        usize::try_from(fd).ok().filter(|&fd| fd < OPEN_MAX).ok_or(Errno::EBADF)
    }

    /// Where the program's path begins.
    pub fn base(&self, path: &[u8]) -> Result<Handle, Errno> {
        match &self.directory {
            Some(directory) if path.first() != Some(&b'/') => Ok(directory.handle()),
            _ => path::base(path::AT_FDCWD, path),
        }
    }

    /// One step of `posix_spawn`, in the child's stead.
    pub fn apply(&mut self, action: &FileAction) -> Result<(), Errno> {
        match action {
            FileAction::Close(fd) => {
                let slot = self.slot(*fd)?;
                self.entries[slot] = None;
            }
            FileAction::Duplicate { from, to } => {
                let entry = self.entries[self.slot(*from)?].ok_or(Errno::EBADF)?;
                let to = self.slot(*to)?;
                self.entries[to] = Some(Entry { close_on_exec: false, ..entry });
                self.used = self.used.max(to + 1);
            }
            FileAction::Open { fd, path, flags, mode } => self.open(*fd, path.to_bytes(), *flags, *mode)?,
            FileAction::ChangeDirectory(path) => {
                let directory = path::open_directory(self.base(path.to_bytes())?, path.to_bytes())?;
                self.directory = Some(directory);
            }
            FileAction::ChangeDirectoryTo(fd) => {
                let entry = self.entries[self.slot(*fd)?].ok_or(Errno::EBADF)?;
                let open = self.opens[usize::from(entry.grant)].ok_or(Errno::EBADF)?;
                let Target::File(handle) = open.target else { return Err(Errno::ENOTDIR) };
                self.directory = Some(path::open_directory(handle, b".")?);
            }
        }
        Ok(())
    }

    fn open(&mut self, fd: c_int, path: &[u8], flags: c_int, mode: u32) -> Result<(), Errno> {
        let slot = self.slot(fd)?;
        self.entries[slot] = None;
        let free = self.free_grant().ok_or(Errno::EMFILE)?;
        let namespace = path::namespace()?;
        let opened = namespace.open_at(self.base(path)?, path, flags as u32, masked(mode))?;
        let opened = pipes::meet(opened, flags)?;
        let target = Target::new(opened.interface, opened.handle).ok_or(Errno::ENXIO)?;
        self.opens[free] = Some(Open { target, flags: descriptors::status_flags(flags), temporary: true });
        self.entries[slot] = Some(Entry { grant: free as u16, close_on_exec: flags & O_CLOEXEC != 0 });
        self.used = self.used.max(slot + 1).max(free + 1);
        Ok(())
    }

    /// A place that no descriptor uses, nor did in the parent.
    fn free_grant(&self) -> Option<usize> {
        self.opens.iter().position(Option::is_none)
    }

    /// The directory in which the program begins; the root's handle is none.
    pub fn directory(&self) -> Handle {
        self.directory.as_ref().map_or_else(path::working_directory, Capability::handle)
    }

    /// Names each description that stays open.
    pub fn fill(&self, names: &mut GrantNames) {
        for (_, entry) in self.kept() {
            let index = usize::from(entry.grant);
            if let Some(open) = &self.opens[index] {
                names.0[index].set(index, open.flags);
            }
        }
    }

    /// Hands each description that was named to `give`.
    pub fn for_each_grant<'n>(
        &self,
        names: &'n GrantNames,
        mut give: impl FnMut(Grant<'n>) -> Result<(), Errno>,
    ) -> Result<(), Errno> {
        for (name, open) in names.0.iter().zip(&self.opens[..self.used]) {
            if let Some(open) = open.as_ref().filter(|_| name.length != 0) {
                give(Grant { name: name.as_str(), capability: open.target.handle() })?;
            }
        }
        Ok(())
    }

    /// Each number that stays open, and its grant's place among the names.
    pub fn kept_numbers(&self) -> impl Iterator<Item = (u32, usize)> + Clone {
        self.kept().map(|(fd, entry)| (fd as u32, usize::from(entry.grant)))
    }

    fn kept(&self) -> impl Iterator<Item = (usize, Entry)> + Clone {
        let entries = self.entries[..self.used].iter().enumerate();
        entries.filter_map(|(fd, entry)| Some((fd, (*entry)?))).filter(|(_, entry)| !entry.close_on_exec)
    }
}

impl Drop for ChildTable {
    fn drop(&mut self) {
        for open in self.opens[..self.used].iter().flatten().filter(|open| open.temporary) {
            // The child has its own reference, or never will.
            let _ = capos_rt::capability::release(open.target.handle());
        }
    }
}

/// The names of the grants, by description.
pub struct GrantNames([Name; OPEN_MAX]);

#[derive(Clone, Copy)]
struct Name {
    bytes: [u8; NAME_ROOM],
    length: usize,
}

impl GrantNames {
    pub const fn new() -> Self {
        GrantNames([Name { bytes: [0; NAME_ROOM], length: 0 }; OPEN_MAX])
    }

    pub fn of(&self, index: usize) -> &str {
        self.0[index].as_str()
    }
}

impl Name {
    fn set(&mut self, index: usize, flags: c_int) {
        self.length = 0;
        self.push(b"fd.");
        self.push_number(index as u32, 10);
        self.push(b".");
        self.push_number(flags as u32, 8);
    }

    /// The room is enough for both numbers at their longest.
    fn push(&mut self, text: &[u8]) {
        self.bytes[self.length..self.length + text.len()].copy_from_slice(text);
        self.length += text.len();
    }

    fn push_number(&mut self, mut number: u32, base: u32) {
        let mut digits = [0; 11];
        let mut first = digits.len();
        loop {
            first -= 1;
            digits[first] = b'0' + (number % base) as u8;
            number /= base;
            if number == 0 {
                break;
            }
        }
        self.push(&digits[first..]);
    }

    fn as_str(&self) -> &str {
        core::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

/// Opens a program: it is named, not read.
pub fn open_program(base: Handle, path: &[u8]) -> Result<Capability<File>, Errno> {
    let opened = path::namespace()?.open_at(base, path, O_PATH, 0)?;
    Ok(Capability::from_handle(opened.handle))
}
