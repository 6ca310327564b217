//! The descriptor table: numbers, the open file descriptions behind them, and the capabilities behind those.
//!
//! A description is shared by the descriptors that `dup` made of one; its capability is released with the last.

use super::{pipes, record_locks};
use crate::errno::Errno;
use crate::sync::Mutex;
use crate::types::c_int;
use capos_rt::call::Wait;
use capos_rt::capability::release;
use capos_rt::schema::abi::Handle;
use capos_rt::schema::capos_capnp::launch_parameters;
use capos_rt::{Interface, Opened, startup};

/// Descriptors of one process at most.
pub const OPEN_MAX: usize = 256;

// <fcntl.h>.
pub const O_ACCMODE: c_int = 0o3;
pub const O_RDONLY: c_int = 0;
pub const O_WRONLY: c_int = 1;
pub const O_RDWR: c_int = 2;
pub const O_NONBLOCK: c_int = 0o4000;
pub const O_APPEND: c_int = 0o2000;
pub const O_CLOEXEC: c_int = 0o200_0000;
const O_ASYNC: c_int = 0o20_000;
const O_DIRECT: c_int = 0o40_000;
const O_NOATIME: c_int = 0o1_000_000;

/// Status flags that `F_SETFL` changes.
pub const CHANGEABLE: u32 = (O_NONBLOCK | O_APPEND | O_ASYNC | O_DIRECT | O_NOATIME) as u32;

/// What a description is open on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Console(Handle),
    Terminal(Handle),
    File(Handle),
    Pipe(Handle),
    Counter(Handle),
}

impl Target {
    fn new(interface: Option<Interface>, handle: Handle) -> Option<Self> {
        match interface? {
            Interface::Console => Some(Target::Console(handle)),
            Interface::TerminalSession => Some(Target::Terminal(handle)),
            Interface::File => Some(Target::File(handle)),
            Interface::Pipe => Some(Target::Pipe(handle)),
            Interface::EventCounter => Some(Target::Counter(handle)),
            _ => None,
        }
    }

    pub fn handle(self) -> Handle {
        match self {
            Target::Console(handle)
            | Target::Terminal(handle)
            | Target::File(handle)
            | Target::Pipe(handle)
            | Target::Counter(handle) => handle,
        }
    }
}

/// An open file description, by value.
#[derive(Clone, Copy)]
pub struct Description {
    pub target: Target,
    /// Access mode and status flags, `O_*`.
    pub flags: c_int,
    /// Descriptors that refer to it.
    references: u16,
    /// The capability came with the CapSet and is never released.
    granted: bool,
}

impl Description {
    pub fn readable(&self) -> Result<(), Errno> {
        if self.flags & O_ACCMODE == O_WRONLY { Err(Errno::EBADF) } else { Ok(()) }
    }

    pub fn writable(&self) -> Result<(), Errno> {
        if self.flags & O_ACCMODE == O_RDONLY { Err(Errno::EBADF) } else { Ok(()) }
    }

    pub fn wait(&self) -> Wait {
        if self.flags & O_NONBLOCK != 0 { Wait::Never } else { Wait::Block }
    }
}

#[derive(Clone, Copy)]
struct Entry {
    description: u16,
    close_on_exec: bool,
}

struct Table {
    descriptors: [Option<Entry>; OPEN_MAX],
    descriptions: [Option<Description>; OPEN_MAX],
}

static TABLE: Mutex<Table> =
    Mutex::new(Table { descriptors: [None; OPEN_MAX], descriptions: [None; OPEN_MAX] });

impl Table {
    fn entry(&self, fd: c_int) -> Result<Entry, Errno> {
        let slot = usize::try_from(fd).ok().and_then(|index| self.descriptors.get(index));
        slot.copied().flatten().ok_or(Errno::EBADF)
    }

    fn description(&mut self, fd: c_int) -> Result<&mut Description, Errno> {
        let index = self.entry(fd)?.description;
        self.descriptions[usize::from(index)].as_mut().ok_or(Errno::EBADF)
    }

    /// The lowest free descriptor from `minimum` on.
    fn free_descriptor(&self, minimum: usize) -> Result<usize, Errno> {
        let free = (minimum..OPEN_MAX).find(|&index| self.descriptors[index].is_none());
        free.ok_or(Errno::EMFILE)
    }

    fn open(&mut self, fd: usize, description: Description, close_on_exec: bool) -> Result<(), Errno> {
        let free = self.descriptions.iter().position(Option::is_none).ok_or(Errno::EMFILE)?;
        self.descriptions[free] = Some(description);
        self.descriptors[fd] = Some(Entry { description: free as u16, close_on_exec });
        Ok(())
    }

    /// Empties a descriptor; answers the capability to release if it was the description's last.
    fn close(&mut self, fd: c_int) -> Result<Option<Handle>, Errno> {
        let index = usize::from(self.entry(fd)?.description);
        self.descriptors[fd as usize] = None;
        let description = self.descriptions[index].as_mut().ok_or(Errno::EBADF)?;
        description.references -= 1;
        if description.references > 0 {
            return Ok(None);
        }
        let last = (!description.granted).then_some(description.target.handle());
        self.descriptions[index] = None;
        Ok(last)
    }
}

/// Fills the table from the launch parameters. A descriptor whose capability was not granted, or is not one that
/// descriptors can have, stays closed.
pub fn initialize(launch: launch_parameters::Reader<'_>) {
    super::path::initialize(launch.get_working_directory().unwrap_or(b"/"));
    let Ok(descriptors) = launch.get_descriptors() else { return };
    let mut table = TABLE.lock();
    for descriptor in descriptors {
        let granted =
            descriptor.get_capability().ok().and_then(|name| name.to_str().ok()).and_then(startup::lookup);
        let Some(entry) = granted else { continue };
        let handle = Handle::from_bits(entry.handle);
        let interface = Interface::try_from(entry.interface).ok();
        let Some(target) = Target::new(interface, handle) else { continue };
        let flags = match target {
            Target::Console(_) => O_WRONLY,
            Target::Terminal(_) | Target::Counter(_) => O_RDWR,
            Target::File(_) => O_RDONLY,
            // Which end it is only the kernel knows.
            Target::Pipe(_) => pipes::pipe(handle).flags().unwrap_or_default() as c_int,
        };
        let number = descriptor.get_number() as usize;
        if number < OPEN_MAX {
            let description = Description { target, flags, references: 1, granted: true };
            // As many descriptions as descriptors: there is always a free one.
            let _ = table.open(number, description, false);
        }
    }
}

/// The description behind a descriptor.
pub fn get(fd: c_int) -> Result<Description, Errno> {
    TABLE.lock().description(fd).copied()
}

/// `EBADF` unless the descriptor is open.
pub fn check(fd: c_int) -> Result<(), Errno> {
    TABLE.lock().entry(fd).map(drop)
}

/// Opens what a path led to at the lowest free number. The capability is released if there is none.
pub fn open(opened: Opened, flags: c_int) -> Result<c_int, Errno> {
    let handle = opened.handle;
    let Some(target) = Target::new(opened.interface, handle) else {
        let _ = release(handle);
        return Err(Errno::ENXIO);
    };
    let mut table = TABLE.lock();
    let status = flags & (O_ACCMODE | O_NONBLOCK | O_APPEND);
    let description = Description { target, flags: status, references: 1, granted: false };
    let opened = table
        .free_descriptor(0)
        .and_then(|fd| table.open(fd, description, flags & O_CLOEXEC != 0).map(|()| fd as c_int));
    drop(table);
    if opened.is_err() {
        let _ = release(handle);
    }
    opened
}

pub fn close(fd: c_int) -> Result<(), Errno> {
    let (last, target) = {
        let mut table = TABLE.lock();
        let target = table.description(fd)?.target;
        (table.close(fd)?, target)
    };
    if let Target::File(handle) = target {
        record_locks::file_closed(handle);
    }
    if let Some(handle) = last {
        release(handle)?;
    }
    Ok(())
}

/// Another descriptor for the same description, at the lowest number from `minimum` on.
pub fn duplicate(fd: c_int, minimum: c_int, close_on_exec: bool) -> Result<c_int, Errno> {
    let minimum = usize::try_from(minimum).ok().filter(|&m| m < OPEN_MAX).ok_or(Errno::EINVAL)?;
    let mut table = TABLE.lock();
    let description = table.entry(fd)?.description;
    let free = table.free_descriptor(minimum)?;
    table.description(fd)?.references += 1;
    table.descriptors[free] = Some(Entry { description, close_on_exec });
    Ok(free as c_int)
}

/// Makes `to` another descriptor for the description of `from`, closing what it was.
pub fn duplicate_to(from: c_int, to: c_int, close_on_exec: bool) -> Result<c_int, Errno> {
    let mut table = TABLE.lock();
    let description = table.entry(from)?.description;
    let slot = usize::try_from(to).ok().filter(|&index| index < OPEN_MAX).ok_or(Errno::EBADF)?;
    table.description(from)?.references += 1;
    let last = if table.descriptors[slot].is_some() { table.close(to)? } else { None };
    table.descriptors[slot] = Some(Entry { description, close_on_exec });
    drop(table);
    if let Some(handle) = last {
        // POSIX: errors of the implied close are not reported.
        let _ = release(handle);
    }
    Ok(to)
}

pub fn close_on_exec(fd: c_int) -> Result<bool, Errno> {
    TABLE.lock().entry(fd).map(|entry| entry.close_on_exec)
}

pub fn set_close_on_exec(fd: c_int, close_on_exec: bool) -> Result<(), Errno> {
    let mut table = TABLE.lock();
    let description = table.entry(fd)?.description;
    table.descriptors[fd as usize] = Some(Entry { description, close_on_exec });
    Ok(())
}

/// Sets the status flags that can change; the access mode and the rest stay.
pub fn set_status_flags(fd: c_int, flags: c_int) -> Result<(), Errno> {
    let mut table = TABLE.lock();
    let description = table.description(fd)?;
    description.flags = description.flags & !(CHANGEABLE as c_int) | flags & CHANGEABLE as c_int;
    Ok(())
}
