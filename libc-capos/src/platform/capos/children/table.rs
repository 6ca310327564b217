//! `ChildTable`: the descriptors that a new program will have, as grants.

use super::super::descriptors::{Description, O_CLOEXEC, OPEN_MAX, Target};
use super::super::{descriptors, path, pipes};
use super::slots::Slots;
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
    entries: Slots<Entry>,
    opens: Slots<Open>,
    directory: Option<Capability<File>>,
}

impl ChildTable {
    pub const fn new() -> Self {
        ChildTable { entries: Slots::new(), opens: Slots::new(), directory: None }
    }

    /// Takes over what the calling process has open. It stands by itself because a table is too large to be moved about.
    pub fn inherit(&mut self) {
        descriptors::for_each(|fd, index, description: &Description, close_on_exec| {
            // A set of epoll is the process's own.
            if !matches!(description.target, Target::Set(_)) {
                let open = Open { target: description.target, flags: description.flags, temporary: false };
                self.opens.set(index, Some(open));
                self.entries.set(fd, Some(Entry { grant: index as u16, close_on_exec }));
            }
        });
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
                self.entries.set(slot, None);
            }
            FileAction::Duplicate { from, to } => {
                let entry = self.entries.get(self.slot(*from)?).ok_or(Errno::EBADF)?;
                let to = self.slot(*to)?;
                self.entries.set(to, Some(Entry { close_on_exec: false, ..entry }));
            }
            FileAction::Open { fd, path, flags, mode } => self.open(*fd, path.to_bytes(), *flags, *mode)?,
            FileAction::ChangeDirectory(path) => {
                let directory = path::open_directory(self.base(path.to_bytes())?, path.to_bytes())?;
                self.directory = Some(directory);
            }
            FileAction::ChangeDirectoryTo(fd) => {
                let entry = self.entries.get(self.slot(*fd)?).ok_or(Errno::EBADF)?;
                let open = self.opens.get(usize::from(entry.grant)).ok_or(Errno::EBADF)?;
                let Target::File(handle) = open.target else { return Err(Errno::ENOTDIR) };
                self.directory = Some(path::open_directory(handle, b".")?);
            }
        }
        Ok(())
    }

    fn open(&mut self, fd: c_int, path: &[u8], flags: c_int, mode: u32) -> Result<(), Errno> {
        let slot = self.slot(fd)?;
        self.entries.set(slot, None);
        // A place that no descriptor uses, nor did in the parent.
        let free = self.opens.vacancy().ok_or(Errno::EMFILE)?;
        let namespace = path::namespace()?;
        let opened = namespace.open_at(self.base(path)?, path, flags as u32, masked(mode))?;
        let opened = pipes::meet(opened, flags)?;
        let target = Target::new(opened.interface, opened.handle).ok_or(Errno::ENXIO)?;
        let open = Open { target, flags: descriptors::status_flags(flags), temporary: true };
        self.opens.set(free, Some(open));
        self.entries.set(slot, Some(Entry { grant: free as u16, close_on_exec: flags & O_CLOEXEC != 0 }));
        Ok(())
    }

    /// The directory in which the program begins; the root's handle is none.
    pub fn directory(&self) -> Handle {
        self.directory.as_ref().map_or_else(path::working_directory, Capability::handle)
    }

    /// Names each description that stays open.
    pub fn fill(&self, names: &mut GrantNames) {
        for (_, entry) in self.kept() {
            let index = usize::from(entry.grant);
            if let Some(open) = self.opens.get(index) {
                names.0.set(index, Some(Name::new(index, open.flags)));
            }
        }
    }

    /// Hands each description that was named to `give`.
    pub fn for_each_grant<'n>(
        &self,
        names: &'n GrantNames,
        mut give: impl FnMut(Grant<'n>) -> Result<(), Errno>,
    ) -> Result<(), Errno> {
        for (name, open) in names.0.used().iter().zip(self.opens.used()) {
            if let (Some(name), Some(open)) = (name, open) {
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
        let entries = self.entries.used().iter().enumerate();
        entries.filter_map(|(fd, entry)| Some((fd, (*entry)?))).filter(|(_, entry)| !entry.close_on_exec)
    }
}

impl Drop for ChildTable {
    fn drop(&mut self) {
        for open in self.opens.used().iter().flatten().filter(|open| open.temporary) {
            // The child has its own reference, or never will.
            let _ = capos_rt::capability::release(open.target.handle());
        }
    }
}

/// The names of the grants, by description.
pub struct GrantNames(Slots<Name>);

#[derive(Clone, Copy)]
struct Name {
    bytes: [u8; NAME_ROOM],
    length: usize,
}

impl GrantNames {
    pub const fn new() -> Self {
        GrantNames(Slots::new())
    }

    pub fn of(&self, index: usize) -> &str {
        self.0.used().get(index).and_then(Option::as_ref).map_or("", Name::as_str)
    }
}

impl Name {
    fn new(index: usize, flags: c_int) -> Self {
        let mut name = Name { bytes: [0; NAME_ROOM], length: 0 };
        name.push(b"fd.");
        name.push_number(index as u32, 10);
        name.push(b".");
        name.push_number(flags as u32, 8);
        name
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
        // SAFETY: `new` put letters, digits and periods there.
        unsafe { core::str::from_utf8_unchecked(&self.bytes[..self.length]) }
    }
}

/// Opens a program: it is named, not read.
pub fn open_program(base: Handle, path: &[u8]) -> Result<Capability<File>, Errno> {
    let opened = path::namespace()?.open_at(base, path, O_PATH, 0)?;
    Ok(Capability::from_handle(opened.handle))
}
