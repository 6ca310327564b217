//! Fork for exec without the authority to fork: what the child does is recorded, and `exec` becomes a spawn.
//!
//! `fork` returns once, as the child, while the kernel keeps the memory as it was. Until the child runs a program, the
//! descriptor table, the working directory, the group and the signals that it changes are this process's own; no capability
//! of the parent's is given up. `exec` starts the program with what they have become, the memory is put back, and `fork`
//! returns a second time, as the parent. A child that ends without a program is one that nobody but this library knows.
//!
//! Where other threads run in the memory it can not be put back, but for the stack: there a child may change memory as little
//! as POSIX lets it, by functions that are safe in handlers of signals. The other threads wait where they need descriptors or
//! the working directory, or fork themselves, until those are the parent's again.
//!
//! Whatever else reaches the kernel meanwhile would be done by the parent in the child's name: the process ends with a
//! message that names it.

mod guard;
mod resume;

use super::copy::{Registers, keep};
use super::launch::{Child, StartSignals};
use super::program::{Candidate, run};
use super::strings::Room;
use super::table::ChildTable;
use crate::errno::Errno;
use crate::platform::capos::descriptors::Target;
use crate::platform::capos::{Capos, descriptors, path};
use crate::platform::{Process, SignalChange, Signals, StringArray};
use crate::process;
use crate::sync::{Mutex, MutexGuard};
use crate::thread;
use crate::types::{c_int, pid_t, sigaction, sigset_t};
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, Error, File, TerminalSession, VirtualMemory, entry, startup};
use core::convert::Infallible;
use core::mem::MaybeUninit;
use core::ptr;
use core::sync::atomic::{AtomicU32, Ordering};
use guard::{guard, violation};
use resume::{put_back, restore};

/// Status of a process that broke the rules.
const VIOLATION: i32 = 127;
/// With it the low half of what became of a child is its status: it ran no program.
const ENDED: u64 = 1 << 32;
const SIGNALS: usize = 64;
const DEFAULT: sigaction =
    sigaction { sa_handler: 0, sa_mask: sigset_t { __bits: [0; 16] }, sa_flags: 0, sa_restorer: 0 };

/// How the memory becomes the parent's again.
enum Memory {
    /// The kernel puts it back.
    Kept,
    /// Other threads use it: a copy of the stack, from its pointer to its top.
    Stack(Room, usize),
}

/// The parent, while the child is recorded.
struct Parent {
    registers: Registers,
    memory: Memory,
    descriptors: descriptors::Saved,
    directory: Option<Capability<File>>,
    mask: sigset_t,
    actions: [sigaction; SIGNALS],
    group: Option<u64>,
    new_session: bool,
    /// The terminal whose foreground the child's group becomes.
    foreground: Option<Handle>,
}

static PARENT: Mutex<Option<Parent>> = Mutex::new(None);
/// Held by whoever forks, until its child has a program or is no more.
static TURN: Mutex<()> = Mutex::new(());
/// The number of the thread whose child is recorded, or 0.
static RECORDING: AtomicU32 = AtomicU32::new(0);

/// Whether the running code is a child that is recorded.
pub fn is_recording() -> bool {
    let recording = RECORDING.load(Ordering::Relaxed);
    recording != 0 && recording == thread::tcb().id.get()
}

/// Whether it is, beside other threads of the parent.
pub fn shares_memory() -> bool {
    is_recording() && PARENT.lock().as_ref().is_some_and(|parent| matches!(parent.memory, Memory::Stack(..)))
}

/// Waits until no other thread's child is recorded.
pub fn turn() -> MutexGuard<'static, ()> {
    if is_recording() {
        violation("fork", "");
    }
    TURN.lock()
}

/// Locks what is the parent's, or the calling child's, and waits while it is another thread's child's.
#[inline]
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    loop {
        let guard = mutex.lock();
        if RECORDING.load(Ordering::Relaxed) == 0 || is_recording() {
            return guard;
        }
        drop(guard);
        drop(TURN.lock());
    }
}

/// Whether a capability is the parent's, and the child only takes it out of its table.
pub fn is_parents(target: Target) -> bool {
    is_recording() && PARENT.lock().as_ref().is_some_and(|parent| parent.descriptors.holds(target))
}

/// Becomes the child; answers a second time, in the parent, with the child's number.
pub fn fork() -> Result<pid_t, Errno> {
    let mut registers = MaybeUninit::<Registers>::uninit();
    // SAFETY: `keep` writes the whole record. It returns for the second time on this very stack: all of it from here
    // upwards is put back before.
    let registers = unsafe {
        match keep(registers.as_mut_ptr()) {
            0 => registers.assume_init(),
            outcome => return Ok(become_parent(outcome)),
        }
    };
    let mut actions = [DEFAULT; SIGNALS];
    for (signal, action) in (1..).zip(&mut actions) {
        *action = Capos::sigaction(signal, None).unwrap_or(DEFAULT);
    }
    // Before anything is read that other threads may change.
    RECORDING.store(thread::tcb().id.get(), Ordering::Relaxed);
    let outcome = become_child(registers, actions);
    if outcome.is_err() {
        RECORDING.store(0, Ordering::Relaxed);
    }
    outcome.map(|()| 0)
}

fn become_child(registers: Registers, actions: [sigaction; SIGNALS]) -> Result<(), Errno> {
    let low = registers.stack_pointer();
    let parent = Parent {
        registers,
        memory: Memory::Kept,
        descriptors: descriptors::save(),
        directory: path::lend_working_directory()?,
        mask: Capos::sigprocmask(None::<(SignalChange, _)>)?,
        actions,
        group: None,
        new_session: false,
        foreground: None,
    };
    *PARENT.lock() = Some(parent);
    if let Err(error) = keep_memory(low) {
        if let Some(parent) = PARENT.lock().take() {
            path::take_back_working_directory(parent.directory);
        }
        return Err(error);
    }
    entry::set_guard(Some(guard));
    Ok(())
}

/// From now on the memory is the child's; the stack is in use from `low` on.
fn keep_memory(low: usize) -> Result<(), Errno> {
    let memory = startup::granted_any::<VirtualMemory>().ok_or(Errno::ENOMEM)?;
    match memory.keep() {
        Err(Error::Exception(ErrorCode::NotSupported)) => {}
        outcome => return super::made(outcome),
    }
    let (start, size) = thread::stack_of(thread::tcb());
    // There is no copy of a stack for handlers of signals.
    let length = (start + size).checked_sub(low).filter(|&length| length <= size).ok_or(Errno::ENOTSUP)?;
    let mut stack = Room::new(length)?;
    // SAFETY: the stack is mapped from its pointer to its end; the room is as long, and elsewhere.
    unsafe { ptr::copy_nonoverlapping(low as *const u8, stack.bytes().as_mut_ptr(), length) };
    if let Some(parent) = &mut *PARENT.lock() {
        parent.memory = Memory::Stack(stack, length);
    }
    Ok(())
}

/// Starts the program as the child, and goes on as the parent; returns only with an error.
///
/// # Safety
/// Both arrays are NULL or NULL-terminated arrays of strings.
pub unsafe fn execute(
    program: Candidate<'_>,
    arguments: StringArray,
    environment: StringArray,
) -> Result<Infallible, Errno> {
    let child = match &*PARENT.lock() {
        Some(parent) => Child {
            signals: StartSignals::own(),
            group: parent.group,
            new_session: parent.new_session,
            foreground: parent.foreground,
        },
        None => return Err(Errno::ENOSYS),
    };
    let mut table = ChildTable::new();
    table.inherit();
    // SAFETY: the caller's promise.
    let child = unsafe { run(&child, &table, program, arguments, environment) }?;
    drop(table);
    go_on(child as u64)
}

/// The child ends without having run a program.
pub fn exit(status: c_int) -> ! {
    go_on(ENDED | u64::from(status as u32))
}

/// `setpgid` of the child itself. Its own number is the parent's as yet.
pub fn set_group(group: pid_t) -> Result<(), Errno> {
    let own = group == Capos::getpid();
    let group = if own { 0 } else { u64::try_from(group).map_err(|_| Errno::EINVAL)? };
    if let Some(parent) = &mut *PARENT.lock() {
        parent.group = Some(group);
    }
    Ok(())
}

/// `tcsetpgrp` of the child, for the group that it joined.
pub fn set_foreground(terminal: &Capability<TerminalSession>, group: pid_t) {
    let group = if group == Capos::getpid() { 0 } else { group as u64 };
    let mut parent = PARENT.lock();
    match &mut *parent {
        Some(parent) if parent.group == Some(group) => parent.foreground = Some(terminal.handle()),
        _ => {
            drop(parent);
            violation("tcsetpgrp", "");
        }
    }
}

/// `setsid` of the child.
pub fn create_session() {
    if let Some(parent) = &mut *PARENT.lock() {
        parent.new_session = true;
    }
}

/// Gives up what only the child had, and has `fork` return in the parent; the outcome is the child's number, or how it
/// ended.
fn go_on(outcome: u64) -> ! {
    entry::set_guard(None);
    let mut parent = PARENT.lock();
    let Some(Parent { registers, memory, descriptors, .. }) = &mut *parent else {
        entry::exit_process(VIOLATION)
    };
    descriptors::release_others(descriptors);
    path::take_back_working_directory(None);
    let registers = &raw const *registers;
    match memory {
        Memory::Kept => {
            let Some(memory) = startup::granted_any::<VirtualMemory>() else {
                entry::exit_process(VIOLATION)
            };
            // SAFETY: the record lies where it did when the memory was kept, with the frame of `fork`.
            unsafe { restore(&memory.restoring(), registers, outcome) }
        }
        Memory::Stack(room, length) => {
            let (source, length) = (room.bytes().as_ptr(), *length);
            drop(parent);
            process::go_back(&mut || {
                // SAFETY: `PARENT` keeps the record and the room, which holds the stack from there to its end; the frame
                // of `fork` is whole again then.
                unsafe { put_back(registers, (*registers).stack_pointer(), source, length, outcome) }
            });
            entry::exit_process(VIOLATION)
        }
    }
}

/// In the parent, when its stack is as it was: everything else is put back too. Answers the child's number.
fn become_parent(outcome: u64) -> pid_t {
    let parent = PARENT.lock().take();
    RECORDING.store(0, Ordering::Relaxed);
    if let Some(parent) = parent {
        descriptors::put_back(&parent.descriptors);
        path::take_back_working_directory(parent.directory);
        for (signal, action) in (1..).zip(&parent.actions) {
            if Capos::sigaction(signal, None).is_ok_and(|now| !same(&now, action)) {
                let _ = Capos::sigaction(signal, Some(action));
            }
        }
        let _ = Capos::sigprocmask(Some((SignalChange::Set, &parent.mask)));
    }
    if outcome & ENDED != 0 { super::note_virtual_child(outcome as c_int) } else { outcome as pid_t }
}

fn same(one: &sigaction, other: &sigaction) -> bool {
    one.sa_handler == other.sa_handler
        && one.sa_flags == other.sa_flags
        && one.sa_mask.__bits[0] == other.sa_mask.__bits[0]
}
