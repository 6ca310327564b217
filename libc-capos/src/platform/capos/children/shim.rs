//! Fork for exec without the authority to fork: what the child does is recorded, and `exec` becomes a spawn.
//!
//! `fork` returns once, as the child. Until the child runs a program, the descriptor table, the working directory, the
//! group and the signals that it changes are this process's own, kept aside as they were; no capability is given up.
//! `exec` starts the program with what they have become, puts everything back, and `fork` returns a second time, as the
//! parent, on the stack as it was. A child that ends without a program is one that nobody but this library knows.
//!
//! Whatever else reaches the kernel meanwhile would be done by the parent in the child's name: the process ends with a
//! message that names it.

use super::copy::{Registers, keep};
use super::launch::{Child, StartSignals};
use super::program::{Candidate, run};
use super::strings::Room;
use super::table::ChildTable;
use crate::errno::Errno;
use crate::platform::capos::{Capos, descriptors, path};
use crate::platform::{SignalChange, Signals, StringArray};
use crate::start;
use crate::sync::Mutex;
use crate::types::{c_int, pid_t, sigaction, sigset_t};
use capos_rt::schema::abi::{Operation, Submission};
use capos_rt::schema::{Interface, Method, methods};
use capos_rt::{Capability, File, entry};
use core::arch::naked_asm;
use core::convert::Infallible;
use core::mem::MaybeUninit;
use core::ptr;
use core::sync::atomic::{AtomicBool, Ordering};

/// Status of a process that broke the rules.
const VIOLATION: i32 = 127;
const SIGNALS: usize = 64;
const DEFAULT: sigaction =
    sigaction { sa_handler: 0, sa_mask: sigset_t { __bits: [0; 16] }, sa_flags: 0, sa_restorer: 0 };

/// The parent, while the child is recorded.
struct Parent {
    registers: Registers,
    stack: Room,
    stack_length: usize,
    descriptors: descriptors::Saved,
    directory: Option<Capability<File>>,
    mask: sigset_t,
    actions: [sigaction; SIGNALS],
    group: Option<u64>,
    new_session: bool,
}

static PARENT: Mutex<Option<Parent>> = Mutex::new(None);
/// The copy of the stack that was put back last: it could not be given back from that very stack.
static LEFT: Mutex<Option<Room>> = Mutex::new(None);
static RECORDING: AtomicBool = AtomicBool::new(false);

/// Whether the running code is a child that is recorded.
pub fn is_recording() -> bool {
    RECORDING.load(Ordering::Relaxed)
}

/// Becomes the child; answers a second time, in the parent, with the child's number.
pub fn fork() -> Result<pid_t, Errno> {
    if is_recording() {
        violation("fork", "");
    }
    let mut registers = MaybeUninit::<Registers>::uninit();
    // SAFETY: `keep` writes the whole record. It returns for the second time on this very stack: `put_back` restores all
    // of it from here upwards before.
    let registers = unsafe {
        if keep(registers.as_mut_ptr()) != 0 {
            return Ok(super::last_child());
        }
        registers.assume_init()
    };
    let low = registers.stack_pointer();
    let length = start::stack_top() - low;
    drop(LEFT.lock().take());
    let mut stack = Room::new(length)?;
    // SAFETY: the stack is mapped from its pointer to its top; the room is as long, and elsewhere.
    unsafe { ptr::copy_nonoverlapping(low as *const u8, stack.bytes().as_mut_ptr(), length) };
    let mut actions = [DEFAULT; SIGNALS];
    for (signal, action) in (1..).zip(&mut actions) {
        *action = Capos::sigaction(signal, None).unwrap_or(DEFAULT);
    }
    let parent = Parent {
        registers,
        stack,
        stack_length: length,
        descriptors: descriptors::save(),
        directory: path::lend_working_directory()?,
        mask: Capos::sigprocmask(None::<(SignalChange, _)>)?,
        actions,
        group: None,
        new_session: false,
    };
    *PARENT.lock() = Some(parent);
    RECORDING.store(true, Ordering::Relaxed);
    entry::set_guard(Some(guard));
    Ok(0)
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
        Some(parent) => {
            Child { signals: StartSignals::own(), group: parent.group, new_session: parent.new_session }
        }
        None => return Err(Errno::ENOSYS),
    };
    let mut table = ChildTable::new();
    table.inherit();
    // SAFETY: the caller's promise.
    let child = unsafe { run(&child, &table, program, arguments, environment) }?;
    drop(table);
    go_on(child)
}

/// The child ends without having run a program.
pub fn exit(status: c_int) -> ! {
    go_on(super::note_virtual_child(status))
}

/// `setpgid` of the child itself.
pub fn set_group(group: pid_t) -> Result<(), Errno> {
    let group = u64::try_from(group).map_err(|_| Errno::EINVAL)?;
    if let Some(parent) = &mut *PARENT.lock() {
        parent.group = Some(group);
    }
    Ok(())
}

/// `setsid` of the child.
pub fn create_session() {
    if let Some(parent) = &mut *PARENT.lock() {
        parent.new_session = true;
    }
}

/// Puts everything back as it was at `fork`, which then returns in the parent.
fn go_on(child: pid_t) -> ! {
    let Some(parent) = PARENT.lock().take() else { entry::exit_process(VIOLATION) };
    entry::set_guard(None);
    RECORDING.store(false, Ordering::Relaxed);
    descriptors::put_back(&parent.descriptors);
    path::take_back_working_directory(parent.directory);
    for (signal, action) in (1..).zip(&parent.actions) {
        if Capos::sigaction(signal, None).is_ok_and(|now| !same(&now, action)) {
            let _ = Capos::sigaction(signal, Some(action));
        }
    }
    let _ = Capos::sigprocmask(Some((SignalChange::Set, &parent.mask)));
    super::set_last_child(child);
    let Parent { registers, mut stack, stack_length, .. } = parent;
    let source = stack.bytes().as_ptr();
    *LEFT.lock() = Some(stack);
    // SAFETY: the stack from there to its top was copied to the room by `fork`, and its frame is whole again then.
    unsafe { put_back(&raw const registers, registers.stack_pointer(), source, stack_length) }
}

fn same(one: &sigaction, other: &sigaction) -> bool {
    one.sa_handler == other.sa_handler
        && one.sa_flags == other.sa_flags
        && one.sa_mask.__bits[0] == other.sa_mask.__bits[0]
}

/// Copies the stack back and resumes, without using the stack meanwhile: the record is read first, as it may lie in what
/// is overwritten.
///
/// # Safety
/// The record is one of `keep`, whose frame the copied bytes hold.
#[unsafe(naked)]
unsafe extern "C" fn put_back(
    _registers: *const Registers,
    _to: usize,
    _from: *const u8,
    _length: usize,
) -> ! {
    naked_asm!(
        "mov rbx, [rdi]",
        "mov rbp, [rdi + 8]",
        "mov r12, [rdi + 16]",
        "mov r13, [rdi + 24]",
        "mov r14, [rdi + 32]",
        "mov r15, [rdi + 40]",
        "ldmxcsr [rdi + 72]",
        "fldcw [rdi + 76]",
        "mov r8, [rdi + 48]",
        "mov r9, [rdi + 56]",
        "mov rdi, rsi",
        "mov rsi, rdx",
        "cld",
        "rep movsb",
        "mov rsp, r8",
        "mov eax, 1",
        "jmp r9",
    )
}

/// What a child may ask of the kernel: what `exec` and `chdir` need, and what changes nothing.
fn is_allowed(interface: u64, method: u16) -> bool {
    fn is<M: Method>(interface: u64, method: u16) -> bool {
        M::INTERFACE.id() == interface && M::ORDINAL == method
    }
    const ALLOWED: &[fn(u64, u16) -> bool] = &[
        is::<methods::process_spawner::Spawn>,
        is::<methods::namespace::Open>,
        is::<methods::namespace::CheckAccess>,
        is::<methods::namespace::GetStatus>,
        is::<methods::file::ReadAt>,
        is::<methods::file::GetStatus>,
        is::<methods::virtual_memory::Map>,
        is::<methods::virtual_memory::Unmap>,
        is::<methods::virtual_memory::Reserve>,
        is::<methods::virtual_memory::Commit>,
        is::<methods::virtual_memory::Decommit>,
        is::<methods::virtual_memory::Protect>,
        is::<methods::self_process::GetIds>,
        is::<methods::self_process::DiscardSignals>,
        is::<methods::self_process::SetSignalBlocks>,
        is::<methods::entropy_source::Fill>,
    ];
    ALLOWED.iter().any(|allowed| allowed(interface, method))
}

/// Asked before each entry of the kernel; `None` stands for one that waits in the ring.
fn guard(submission: Option<&Submission>) {
    let Some(submission) = submission else { violation("waiting", "") };
    if submission.operation == Operation::Call as u8 {
        if is_allowed(submission.interface, submission.method) {
            return;
        }
        let Ok(interface) = Interface::try_from(submission.interface) else { violation("a call", "") };
        let method = interface.method_names().get(usize::from(submission.method));
        violation(interface.name(), method.copied().unwrap_or_default());
    }
    if submission.operation == Operation::Poll as u8 {
        violation("waiting", "");
    }
}

/// Ends the process: nothing of what the child wanted is done.
fn violation(what: &str, method: &str) -> ! {
    entry::set_guard(None);
    RECORDING.store(false, Ordering::Relaxed);
    let dot = if method.is_empty() { "" } else { "." };
    for text in [
        "fork: ",
        what,
        dot,
        method,
        " between fork and exec: without a ProcessForker a child may only change descriptors, signals, group and \
         directory\n",
    ] {
        // To whom the parent speaks; without anybody to tell the status says it.
        let _ = super::complain(text);
    }
    entry::exit_process(VIOLATION)
}
