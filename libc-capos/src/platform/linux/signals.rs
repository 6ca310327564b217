//! Signals: the kernel delivers; this file translates between the C and the kernel layouts.

use super::Linux;
use super::syscall::{args, blocking, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::{Identity, Process, SignalChange, Signals, Threads};
use crate::types::{c_int, itimerval, pid_t, sigaction, siginfo_t, sigset_t, sigval, stack_t, timespec};
use core::arch::naked_asm;

/// Bytes of the kernel's signal set: 64 signals.
const KERNEL_SET: usize = 8;
const SA_RESTORER: usize = 0x0400_0000;
/// `si_code` of `sigqueue`.
const SI_QUEUE: c_int = -1;

/// `struct sigaction` as the kernel reads it.
#[repr(C)]
#[derive(Clone, Copy)]
struct KernelAction {
    handler: usize,
    flags: usize,
    restorer: usize,
    mask: u64,
}

fn to_kernel(set: &sigset_t) -> u64 {
    set.__bits[0]
}

fn from_kernel(bits: u64) -> sigset_t {
    let mut set = sigset_t { __bits: [0; 16] };
    set.__bits[0] = bits;
    set
}

/// Where a handler returns to: the frame below the stack pointer is the kernel's to restore.
#[unsafe(naked)]
extern "C" fn restore() {
    naked_asm!("mov eax, 15", "syscall")
}

impl Signals for Linux {
    fn sigaction(signal: c_int, new: Option<&sigaction>) -> Result<sigaction, Errno> {
        let new = new.map(|action| KernelAction {
            handler: action.sa_handler,
            flags: action.sa_flags as u32 as usize | SA_RESTORER,
            restorer: restore as *const () as usize,
            mask: to_kernel(&action.sa_mask),
        });
        let mut old = KernelAction { handler: 0, flags: 0, restorer: 0, mask: 0 };
        let new = new.as_ref().map_or(0, |action| core::ptr::from_ref(action) as usize);
        // SAFETY: both records have the kernel's layout; the handler is the C caller's function.
        unsafe { syscall(nr::RT_SIGACTION, args([int(signal), new, &raw mut old as usize, KERNEL_SET])) }?;
        Ok(sigaction {
            sa_handler: old.handler,
            sa_mask: from_kernel(old.mask),
            sa_flags: (old.flags & !SA_RESTORER) as c_int,
            sa_restorer: 0,
        })
    }

    fn sigprocmask(change: Option<(SignalChange, &sigset_t)>) -> Result<sigset_t, Errno> {
        let how = match change {
            Some((SignalChange::Block, _)) | None => 0,
            Some((SignalChange::Unblock, _)) => 1,
            Some((SignalChange::Set, _)) => 2,
        };
        let bits = change.map(|(_, set)| to_kernel(set));
        let new = bits.as_ref().map_or(0, |b| core::ptr::from_ref(b) as usize);
        let mut old = 0u64;
        // SAFETY: both sets are eight bytes, the size that is passed.
        unsafe { syscall(nr::RT_SIGPROCMASK, args([how, new, &raw mut old as usize, KERNEL_SET])) }?;
        Ok(from_kernel(old))
    }

    fn raise(signal: c_int) -> Result<(), Errno> {
        let (pid, tid) = (Linux::getpid(), Linux::thread_id());
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::TGKILL, args([int(pid), tid as usize, int(signal)])) }.map(drop)
    }

    fn sigpending() -> Result<sigset_t, Errno> {
        let mut pending = 0u64;
        // SAFETY: the set is eight bytes, the size that is passed.
        unsafe { syscall(nr::RT_SIGPENDING, args([&raw mut pending as usize, KERNEL_SET])) }?;
        Ok(from_kernel(pending))
    }

    fn sigsuspend(mask: &sigset_t) -> Errno {
        let bits = to_kernel(mask);
        // SAFETY: the set is eight bytes, the size that is passed.
        match unsafe { blocking(nr::RT_SIGSUSPEND, args([&raw const bits as usize, KERNEL_SET])) } {
            Err(error) => error,
            Ok(_) => Errno::EINTR,
        }
    }

    fn sigtimedwait(set: &sigset_t, timeout: Option<&timespec>) -> Result<siginfo_t, Errno> {
        let bits = to_kernel(set);
        let timeout = timeout.map_or(0, |t| core::ptr::from_ref(t) as usize);
        let mut info = siginfo_t::new(0, 0);
        let arguments = args([&raw const bits as usize, &raw mut info as usize, timeout, KERNEL_SET]);
        // SAFETY: the set is eight bytes, the size that is passed; the record has the kernel's layout; the timeout
        // is null or readable.
        unsafe { blocking(nr::RT_SIGTIMEDWAIT, arguments) }?;
        Ok(info)
    }

    fn sigqueue(pid: pid_t, signal: c_int, value: sigval) -> Result<(), Errno> {
        let mut info = siginfo_t::new(signal, SI_QUEUE);
        info.set_sender(Linux::getpid(), Linux::users()[0]);
        info.set_value(value);
        // SAFETY: the record has the kernel's layout and is readable.
        unsafe { syscall(nr::RT_SIGQUEUEINFO, args([int(pid), int(signal), &raw const info as usize])) }.map(drop)
    }

    fn pause() -> Errno {
        // SAFETY: no memory is involved.
        match unsafe { blocking(nr::PAUSE, [0; 6]) } {
            Err(error) => error,
            Ok(_) => Errno::EINTR,
        }
    }

    fn itimer(which: c_int, new: Option<&itimerval>) -> Result<itimerval, Errno> {
        let mut old = itimerval::default();
        let place = &raw mut old as usize;
        // SAFETY: both records have the kernel's layout.
        unsafe {
            match new {
                Some(new) => syscall(nr::SETITIMER, args([int(which), core::ptr::from_ref(new) as usize, place])),
                None => syscall(nr::GETITIMER, args([int(which), place])),
            }
        }?;
        Ok(old)
    }

    unsafe fn sigaltstack(new: Option<&stack_t>) -> Result<stack_t, Errno> {
        let mut old = stack_t { ss_sp: core::ptr::null_mut(), ss_flags: 0, ss_size: 0 };
        let new = new.map_or(0, |stack| core::ptr::from_ref(stack) as usize);
        // SAFETY: both records have the kernel's layout; the caller promises that the stack is its own.
        unsafe { syscall(nr::SIGALTSTACK, args([new, &raw mut old as usize])) }?;
        Ok(old)
    }
}
