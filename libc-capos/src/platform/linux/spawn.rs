//! `posix_spawn`: a child that borrows the parent's memory until it has its program.
//!
//! The parent sleeps meanwhile, so the child works on a stack of its own and reports failure by a word in the
//! parent's frame. All signals are blocked from before the child exists until it has reset the handlers, which are
//! the parent's functions.

use super::Linux;
use super::syscall::nr;
use crate::errno::Errno;
use crate::platform::{
    Children, FileAction, Fs, Identity, Memory, MemoryProtection, Process, SignalChange, Signals, Spawn, Threads,
};
use crate::process;
use crate::types::{c_int, c_void, pid_t, sched_param, sigaction, sigset_t};
use core::arch::asm;

const STACK: usize = 64 * 1024;
const CLONE_VM: usize = 0x100;
const CLONE_VFORK: usize = 0x4000;
const SIGCHLD: usize = 17;
const SIGNALS: c_int = 64;
const AT_FDCWD: c_int = -100;
const O_CLOEXEC: c_int = 0o2_000_000;
const F_GETFD: c_int = 1;
const F_SETFD: c_int = 2;
const FD_CLOEXEC: c_int = 1;

/// Flags of the attributes, `POSIX_SPAWN_*`.
mod flag {
    pub const RESETIDS: i32 = 1;
    pub const SETPGROUP: i32 = 2;
    pub const SETSIGDEF: i32 = 4;
    pub const SETSIGMASK: i32 = 8;
    pub const SETSCHEDPARAM: i32 = 16;
    pub const SETSCHEDULER: i32 = 32;
    pub const SETSID: i32 = 128;
}

struct Start<'a, 'b> {
    what: &'a Spawn<'b>,
    /// The parent's mask, which the child gets back unless the attributes name another.
    mask: sigset_t,
    failure: Option<Errno>,
}

/// # Safety
/// Both arrays of `what` are NULL-terminated arrays of strings.
pub unsafe fn spawn(what: &Spawn<'_>) -> Result<pid_t, Errno> {
    let stack = Linux::map(STACK, MemoryProtection::ReadWrite)?;
    let every = sigset_t { __bits: [u64::MAX; 16] };
    let mask = Linux::sigprocmask(Some((SignalChange::Set, &every)))?;
    let mut start = Start { what, mask, failure: None };
    // SAFETY: the stack is fresh and outlives the child's use of it, since the call returns when the child has
    // its program or has ended; `start` likewise.
    let outcome = unsafe { clone(stack.as_ptr().add(STACK), &raw mut start) };
    // The child is done with the word; the compiler does not know that it wrote to it.
    // SAFETY: a live local.
    let failure = unsafe { (&raw const start.failure).read_volatile() };
    let outcome = match (outcome, failure) {
        (Ok(child), Some(error)) => {
            // A child without a program: nobody else knows of it.
            let _ = Linux::wait4(child, 0, None);
            Err(error)
        }
        (outcome, _) => outcome,
    };
    // Neither fails with valid arguments, and the child is the result whatever becomes of them.
    let _ = Linux::sigprocmask(Some((SignalChange::Set, &mask)));
    // SAFETY: nothing uses the stack any more.
    let _ = unsafe { Linux::unmap(stack, STACK) };
    outcome
}

/// # Safety
/// `stack_end` ends a stack for the child; it and `start` live until the child has its program.
unsafe fn clone(stack_end: *mut u8, start: *mut Start<'_, '_>) -> Result<pid_t, Errno> {
    let raw: isize;
    // SAFETY: the parent sees a system call; the child goes on with its own stack and never returns here.
    unsafe {
        asm!(
            "syscall",
            "test rax, rax",
            "jnz 2f",
            "xor ebp, ebp",
            "mov rdi, r13",
            "call r12",
            "ud2",
            "2:",
            inlateout("rax") nr::CLONE => raw,
            in("rdi") CLONE_VM | CLONE_VFORK | SIGCHLD,
            in("rsi") stack_end,
            in("rdx") 0,
            in("r10") 0,
            in("r8") 0,
            in("r12") run as extern "C" fn(*mut c_void) -> !,
            in("r13") start,
            lateout("rcx") _,
            lateout("r11") _,
        );
    }
    if raw < 0 { Err(Errno::new(-raw as i32).unwrap_or(Errno::EAGAIN)) } else { Ok(raw as pid_t) }
}

/// The child.
extern "C" fn run(start: *mut c_void) -> ! {
    let start = start.cast::<Start<'_, '_>>();
    // SAFETY: `spawn` passes its record and sleeps.
    unsafe {
        let error = match prepare(&*start) {
            Ok(()) => process::execute((*start).what),
            Err(error) => error,
        };
        (&raw mut (*start).failure).write_volatile(Some(error));
    }
    Linux::exit(127)
}

/// Everything between the new process and its program.
fn prepare(start: &Start<'_, '_>) -> Result<(), Errno> {
    let attributes = start.what.attributes;
    let has = |flag: i32| attributes.__flags & flag != 0;
    if has(flag::SETSID) {
        Linux::setsid()?;
    }
    if has(flag::SETPGROUP) {
        Linux::setpgid(0, attributes.__group)?;
    }
    let parameters = sched_param { sched_priority: attributes.__priority, ..sched_param::default() };
    if has(flag::SETSCHEDULER) {
        Linux::set_scheduling(0, attributes.__policy, &parameters)?;
    } else if has(flag::SETSCHEDPARAM) {
        let (policy, _) = Linux::scheduling(0)?;
        Linux::set_scheduling(0, policy, &parameters)?;
    }
    if has(flag::RESETIDS) {
        let ([user, ..], [group, ..]) = (Linux::users(), Linux::groups());
        Linux::set_groups([u32::MAX, group, u32::MAX])?;
        Linux::set_users([u32::MAX, user, u32::MAX])?;
    }
    start.what.actions.iter().try_for_each(apply)?;
    reset_handlers(if has(flag::SETSIGDEF) { attributes.__default.__bits[0] } else { 0 });
    let mask = if has(flag::SETSIGMASK) { &attributes.__mask } else { &start.mask };
    Linux::sigprocmask(Some((SignalChange::Set, mask))).map(drop)
}

/// Signals with a handler, and those in `also`, get their default action.
fn reset_handlers(also: u64) {
    let default = sigaction { sa_handler: 0, sa_mask: sigset_t { __bits: [0; 16] }, sa_flags: 0, sa_restorer: 0 };
    for signal in 1..=SIGNALS {
        let handled = Linux::sigaction(signal, None).is_ok_and(|action| action.sa_handler > 1);
        if handled || also & 1 << (signal - 1) != 0 {
            // SIGKILL and SIGSTOP cannot be set, and need not be.
            let _ = Linux::sigaction(signal, Some(&default));
        }
    }
}

fn apply(action: &FileAction) -> Result<(), Errno> {
    match action {
        // A descriptor that is not open is no error.
        FileAction::Close(fd) => {
            let _ = Linux::close(*fd);
            Ok(())
        }
        FileAction::Duplicate { from, to } if from == to => {
            let flags = Linux::fcntl(*from, F_GETFD, 0)?;
            Linux::fcntl(*from, F_SETFD, (flags & !FD_CLOEXEC) as usize).map(drop)
        }
        FileAction::Duplicate { from, to } => Linux::dup3(*from, *to, 0).map(drop),
        FileAction::Open { fd, path, flags, mode } => {
            // POSIX: what has the number is closed first, so that the file may get it.
            let _ = Linux::close(*fd);
            let opened = Linux::openat(AT_FDCWD, path, *flags, *mode)?;
            if opened != *fd {
                Linux::dup3(opened, *fd, flags & O_CLOEXEC)?;
                Linux::close(opened)?;
            }
            Ok(())
        }
        FileAction::ChangeDirectory(path) => Linux::chdir(path),
        FileAction::ChangeDirectoryTo(fd) => Linux::fchdir(*fd),
    }
}
