//! The descriptor table: numbers, the open file descriptions behind them, and the capabilities behind those.
//!
//! A description is shared by the descriptors that `dup` made of one; its capability is released with the last.

use super::children::shim;
use super::sockets::Socket;
use super::{epoll, pipes, record_locks, signals, sockets};
use crate::errno::Errno;
use crate::sync::{Mutex, MutexGuard};
use crate::types::c_int;
use capos_rt::call::Wait;
use capos_rt::capability::release;
use capos_rt::schema::abi::Handle;
use capos_rt::schema::capos_capnp::launch_parameters;
use capos_rt::{Interface, Opened, startup};
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::{AtomicUsize, Ordering};

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
    Socket(Socket),
    /// Signals to read.
    Signals(Handle),
    /// The controlling side.
    PseudoTerminal(Handle),
    /// A set of `epoll`, which is the library's own.
    Set(u16),
}

impl Target {
    pub fn new(interface: Option<Interface>, handle: Handle) -> Option<Self> {
        match interface? {
            Interface::Console => Some(Target::Console(handle)),
            Interface::TerminalSession => Some(Target::Terminal(handle)),
            Interface::File => Some(Target::File(handle)),
            Interface::Pipe => Some(Target::Pipe(handle)),
            Interface::EventCounter => Some(Target::Counter(handle)),
            Interface::UdpSocket => Some(Target::Socket(Socket::Datagrams(handle))),
            Interface::LocalSocket => Some(Target::Socket(Socket::Local(handle))),
            Interface::TcpSocket => Some(Target::Socket(Socket::Stream(handle))),
            Interface::TcpListener => Some(Target::Socket(Socket::Listener(handle))),
            Interface::SignalReader => Some(Target::Signals(handle)),
            Interface::PseudoTerminal => Some(Target::PseudoTerminal(handle)),
            _ => None,
        }
    }

    pub fn handle(self) -> Handle {
        match self {
            Target::Console(handle)
            | Target::Terminal(handle)
            | Target::File(handle)
            | Target::Pipe(handle)
            | Target::Counter(handle)
            | Target::Signals(handle)
            | Target::PseudoTerminal(handle) => handle,
            Target::Socket(socket) => socket.handle(),
            Target::Set(_) => Handle::NONE,
        }
    }

    /// Gives it back when no descriptor needs it any more.
    fn release(self) -> Result<(), Errno> {
        // A recorded child gives nothing up that is the parent's.
        if shim::is_parents(self) { Ok(()) } else { self.release_now() }
    }

    fn release_now(self) -> Result<(), Errno> {
        match self {
            Target::Set(set) => epoll::destroy(set),
            Target::Socket(socket) => {
                sockets::linger(socket);
                sockets::forget(socket.handle());
                release(socket.handle())?;
            }
            _ => release(self.handle())?,
        }
        Ok(())
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

#[derive(Clone, Copy)]
pub struct Table {
    descriptors: [Option<Entry>; OPEN_MAX],
    descriptions: [Option<Description>; OPEN_MAX],
    /// Descriptors from here on were never open, and so many descriptions there never were.
    used: usize,
}

/// `RLIMIT_NOFILE`: numbers from here on are not given out. `UNKNOWN` until somebody asks.
static LIMIT: AtomicUsize = AtomicUsize::new(UNKNOWN);
const UNKNOWN: usize = usize::MAX;
const RLIMIT_NOFILE: u8 = 7;

pub fn limit() -> usize {
    match LIMIT.load(Ordering::Relaxed) {
        UNKNOWN => {
            // What the program before this one set, or the parent, is kept by the kernel.
            let soft = signals::this_process().ok().and_then(|this| this.limit(RLIMIT_NOFILE).ok());
            set_limit(soft.map_or(u64::MAX, |(soft, _)| soft))
        }
        limit => limit,
    }
}

/// Sets the limit, up to what the table holds. Descriptors above it stay.
pub fn set_limit(limit: u64) -> usize {
    let limit = limit.min(OPEN_MAX as u64) as usize;
    LIMIT.store(limit, Ordering::Relaxed);
    limit
}

static TABLE: Mutex<Table> =
    Mutex::new(Table { descriptors: [None; OPEN_MAX], descriptions: [None; OPEN_MAX], used: 0 });

/// The table, while no handler runs: many functions that handlers may call need it too.
pub struct Locked {
    table: ManuallyDrop<MutexGuard<'static, Table>>,
    mask: u64,
}

/// Keeps the table as it is: for a copy of the process, or to look at many descriptors.
pub fn hold() -> Locked {
    table()
}

#[inline]
fn table() -> Locked {
    let mask = signals::hold();
    Locked { table: ManuallyDrop::new(shim::lock(&TABLE)), mask }
}

impl Deref for Locked {
    type Target = Table;

    #[inline]
    fn deref(&self) -> &Table {
        &self.table
    }
}

impl DerefMut for Locked {
    #[inline]
    fn deref_mut(&mut self) -> &mut Table {
        &mut self.table
    }
}

impl Drop for Locked {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: dropped here and nowhere else. Handlers that waited run afterwards.
        unsafe { ManuallyDrop::drop(&mut self.table) };
        signals::release(self.mask);
    }
}

impl Table {
    fn entry(&self, fd: c_int) -> Result<Entry, Errno> {
        let slot = usize::try_from(fd).ok().and_then(|index| self.descriptors.get(index));
        slot.copied().flatten().ok_or(Errno::EBADF)
    }

    /// What a descriptor is open on.
    pub fn target(&self, fd: c_int) -> Result<Target, Errno> {
        let index = self.entry(fd)?.description;
        self.descriptions[usize::from(index)].map(|description| description.target).ok_or(Errno::EBADF)
    }

    fn description(&mut self, fd: c_int) -> Result<&mut Description, Errno> {
        let index = self.entry(fd)?.description;
        self.descriptions[usize::from(index)].as_mut().ok_or(Errno::EBADF)
    }

    /// The lowest free descriptor from `minimum` on.
    fn free_descriptor(&self, minimum: usize) -> Result<usize, Errno> {
        let free = (minimum..limit()).find(|&index| self.descriptors[index].is_none());
        free.ok_or(Errno::EMFILE)
    }

    fn open(&mut self, fd: usize, description: Description, close_on_exec: bool) -> Result<(), Errno> {
        let free = self.descriptions.iter().position(Option::is_none).ok_or(Errno::EMFILE)?;
        self.descriptions[free] = Some(description);
        self.refer(fd, Entry { description: free as u16, close_on_exec });
        Ok(())
    }

    /// Makes the descriptor lead to a description.
    fn refer(&mut self, fd: usize, entry: Entry) {
        self.descriptors[fd] = Some(entry);
        self.used = self.used.max(fd + 1);
    }

    /// Opens a descriptor at the start; those of one capability share a description.
    fn open_shared(&mut self, fd: usize, description: Description) {
        let same =
            |known: &Option<Description>| known.is_some_and(|known| known.target == description.target);
        match self.descriptions[..self.used].iter().position(same) {
            Some(index) => {
                self.refer(fd, Entry { description: index as u16, close_on_exec: false });
                if let Some(known) = &mut self.descriptions[index] {
                    known.references += 1;
                }
            }
            // As many descriptions as descriptors: there is always a free one.
            None => drop(self.open(fd, description, false)),
        }
    }

    /// Empties a descriptor; answers what to release if it was the description's last.
    fn close(&mut self, fd: c_int) -> Result<Option<Target>, Errno> {
        let index = usize::from(self.entry(fd)?.description);
        self.descriptors[fd as usize] = None;
        let description = self.descriptions[index].as_mut().ok_or(Errno::EBADF)?;
        description.references -= 1;
        if description.references > 0 {
            return Ok(None);
        }
        let last = (!description.granted).then_some(description.target);
        self.descriptions[index] = None;
        Ok(last)
    }
}

/// Fills the table from the launch parameters. A descriptor whose capability was not granted, or is not one that
/// descriptors can have, stays closed.
pub fn initialize(launch: launch_parameters::Reader<'_>) {
    super::fs::start_mask(launch.get_creation_mask().into());
    super::path::initialize(launch.get_working_directory().unwrap_or(b"/"));
    let Ok(descriptors) = launch.get_descriptors() else { return };
    let mut table = TABLE.lock();
    for descriptor in descriptors {
        let Ok(name) = descriptor.get_capability() else { continue };
        let granted = startup::capset().iter().find(|entry| entry.is_called(name.as_bytes()));
        let Some(entry) = granted else { continue };
        let handle = Handle::from_bits(entry.handle);
        let interface = Interface::try_from(entry.interface).ok();
        let Some(target) = Target::new(interface, handle) else { continue };
        if let Target::Socket(_) = target {
            sockets::expect_lingering();
        }
        // What this library passed on to another program is the descriptors' alone, and its name has the flags.
        let passed_on = passed_flags(entry.name());
        let flags = passed_on.unwrap_or_else(|| match target {
            Target::Console(_) => O_WRONLY,
            Target::Terminal(_)
            | Target::Counter(_)
            | Target::Socket(_)
            | Target::Signals(_)
            | Target::PseudoTerminal(_)
            | Target::Set(_) => O_RDWR,
            Target::File(_) => O_RDONLY,
            // Which end it is only the kernel knows.
            Target::Pipe(_) => pipes::pipe(handle).flags().unwrap_or_default() as c_int,
        });
        let number = descriptor.get_number() as usize;
        if number < OPEN_MAX {
            let description = Description { target, flags, references: 1, granted: passed_on.is_none() };
            table.open_shared(number, description);
        }
    }
}

/// The status flags in a name that `children` gave: "fd.", a number, ".", the flags in octal.
fn passed_flags(name: &[u8]) -> Option<c_int> {
    let rest = name.strip_prefix(b"fd.")?;
    let period = rest.iter().position(|&byte| byte == b'.')?;
    let digits = &rest[period + 1..];
    let digit = |byte: u8| matches!(byte, b'0'..=b'7').then(|| c_int::from(byte - b'0'));
    let value =
        digits.iter().try_fold(0, |value: c_int, &byte| value.checked_mul(8)?.checked_add(digit(byte)?));
    value.filter(|_| !digits.is_empty())
}

/// Each open descriptor, with its description's place in the table.
pub fn for_each(mut each: impl FnMut(usize, usize, &Description, bool)) {
    let table = table();
    for (fd, entry) in table.descriptors[..table.used].iter().enumerate() {
        let Some(entry) = entry else { continue };
        let index = usize::from(entry.description);
        if let Some(description) = &table.descriptions[index] {
            each(fd, index, description, entry.close_on_exec);
        }
    }
}

/// The access mode and status flags of those that open a file.
pub fn status_flags(flags: c_int) -> c_int {
    flags & (O_ACCMODE | CHANGEABLE as c_int)
}

/// The table as it was.
pub struct Saved(Table);

pub fn save() -> Saved {
    Saved(*table())
}

impl Saved {
    /// Whether the capability stood in the table.
    pub fn holds(&self, target: Target) -> bool {
        self.0.descriptions.iter().flatten().any(|description| description.target.handle() == target.handle())
    }
}

/// Gives up what stands in the table and did not then.
pub fn release_others(saved: &Saved) {
    let now = *table();
    for description in now.descriptions.iter().flatten() {
        if !saved.holds(description.target) {
            let _ = description.target.release_now();
        }
    }
}

pub fn put_back(saved: &Saved) {
    *table() = saved.0;
}

/// The description behind a descriptor.
pub fn get(fd: c_int) -> Result<Description, Errno> {
    table().description(fd).copied()
}

/// `EBADF` unless the descriptor is open.
pub fn check(fd: c_int) -> Result<(), Errno> {
    table().entry(fd).map(drop)
}

/// Opens what a path led to at the lowest free number. The capability is released if there is none.
pub fn open(opened: Opened, flags: c_int) -> Result<c_int, Errno> {
    let handle = opened.handle;
    let Some(target) = Target::new(opened.interface, handle) else {
        let _ = release(handle);
        return Err(Errno::ENXIO);
    };
    let opened = open_target(target, flags);
    if opened.is_err() {
        let _ = target.release();
    }
    opened
}

/// As `open`, but what there is no room for stays the caller's.
pub fn open_target(target: Target, flags: c_int) -> Result<c_int, Errno> {
    let mut table = table();
    let status = flags & (O_ACCMODE | O_NONBLOCK | O_APPEND);
    let description = Description { target, flags: status, references: 1, granted: false };
    let fd = table.free_descriptor(0)?;
    table.open(fd, description, flags & O_CLOEXEC != 0)?;
    Ok(fd as c_int)
}

pub fn close(fd: c_int) -> Result<(), Errno> {
    let (last, target) = {
        let mut table = table();
        let target = table.description(fd)?.target;
        (table.close(fd)?, target)
    };
    if let Target::File(handle) = target {
        record_locks::file_closed(handle);
    }
    last.map_or(Ok(()), Target::release)
}

/// Another descriptor for the same description, at the lowest number from `minimum` on.
pub fn duplicate(fd: c_int, minimum: c_int, close_on_exec: bool) -> Result<c_int, Errno> {
    let minimum = usize::try_from(minimum).ok().filter(|&m| m < limit()).ok_or(Errno::EINVAL)?;
    let mut table = table();
    let description = table.entry(fd)?.description;
    let free = table.free_descriptor(minimum)?;
    table.description(fd)?.references += 1;
    table.refer(free, Entry { description, close_on_exec });
    Ok(free as c_int)
}

/// Makes `to` another descriptor for the description of `from`, closing what it was.
pub fn duplicate_to(from: c_int, to: c_int, close_on_exec: bool) -> Result<c_int, Errno> {
    let mut table = table();
    let description = table.entry(from)?.description;
    let slot = usize::try_from(to).ok().filter(|&index| index < limit()).ok_or(Errno::EBADF)?;
    table.description(from)?.references += 1;
    let last = if table.descriptors[slot].is_some() { table.close(to)? } else { None };
    table.refer(slot, Entry { description, close_on_exec });
    drop(table);
    if let Some(target) = last {
        // POSIX: errors of the implied close are not reported.
        let _ = target.release();
    }
    Ok(to)
}

pub fn close_on_exec(fd: c_int) -> Result<bool, Errno> {
    table().entry(fd).map(|entry| entry.close_on_exec)
}

pub fn set_close_on_exec(fd: c_int, close_on_exec: bool) -> Result<(), Errno> {
    let mut table = table();
    let description = table.entry(fd)?.description;
    table.refer(fd as usize, Entry { description, close_on_exec });
    Ok(())
}

/// Sets the status flags that can change; the access mode and the rest stay.
pub fn set_status_flags(fd: c_int, flags: c_int) -> Result<(), Errno> {
    let mut table = table();
    let description = table.description(fd)?;
    description.flags = description.flags & !(CHANGEABLE as c_int) | flags & CHANGEABLE as c_int;
    Ok(())
}
