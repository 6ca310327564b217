//! Signals: the kernel delivers; this file translates between the C and the kernel layouts.

use super::Linux;
use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::{Process, SignalChange, Signals, Threads};
use crate::types::{c_int, itimerval, sigaction, sigset_t, stack_t, time_t, timespec, timeval};
use core::arch::naked_asm;

/// Bytes of the kernel's signal set: 64 signals.
const KERNEL_SET: usize = 8;
const SA_RESTORER: usize = 0x0400_0000;
const ITIMER_REAL: usize = 0;

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
        match unsafe { syscall(nr::RT_SIGSUSPEND, args([&raw const bits as usize, KERNEL_SET])) } {
            Err(error) => error,
            Ok(_) => Errno::EINTR,
        }
    }

    fn sigtimedwait(set: &sigset_t, timeout: Option<&timespec>) -> Result<c_int, Errno> {
        let bits = to_kernel(set);
        let timeout = timeout.map_or(0, |t| core::ptr::from_ref(t) as usize);
        let arguments = args([&raw const bits as usize, 0, timeout, KERNEL_SET]);
        // SAFETY: the set is eight bytes, the size that is passed; the timeout is null or readable.
        unsafe { syscall(nr::RT_SIGTIMEDWAIT, arguments) }.map(|signal| signal as c_int)
    }

    fn pause() -> Errno {
        // SAFETY: no memory is involved.
        match unsafe { syscall(nr::PAUSE, [0; 6]) } {
            Err(error) => error,
            Ok(_) => Errno::EINTR,
        }
    }

    fn alarm(seconds: u32) -> u32 {
        let new = itimerval {
            it_interval: timeval::default(),
            it_value: timeval { tv_sec: time_t::from(seconds), tv_usec: 0 },
        };
        let mut old = itimerval::default();
        let arguments = args([ITIMER_REAL, &raw const new as usize, &raw mut old as usize]);
        // SAFETY: both records have the kernel's layout.
        if unsafe { syscall(nr::SETITIMER, arguments) }.is_err() {
            return 0;
        }
        // A running alarm never reports zero: a started second counts.
        (old.it_value.tv_sec + time_t::from(old.it_value.tv_usec != 0)) as u32
    }

    unsafe fn sigaltstack(new: Option<&stack_t>) -> Result<stack_t, Errno> {
        let mut old = stack_t { ss_sp: core::ptr::null_mut(), ss_flags: 0, ss_size: 0 };
        let new = new.map_or(0, |stack| core::ptr::from_ref(stack) as usize);
        // SAFETY: both records have the kernel's layout; the caller promises that the stack is its own.
        unsafe { syscall(nr::SIGALTSTACK, args([new, &raw mut old as usize])) }?;
        Ok(old)
    }
}
