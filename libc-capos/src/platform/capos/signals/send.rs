//! The family of signals, and sending them.

use super::super::Capos;
use super::blocks::{CANCEL, UNSTOPPABLE, bit, kernel_delivers, set_mask, state};
use super::{actions, local, timers, wait};
use crate::errno::Errno;
use crate::platform::{Process, SignalChange, Signals};
use crate::thread;
use crate::types::{c_int, itimerval, pid_t, sigaction, siginfo_t, sigset_t, sigval, stack_t, timespec};
use capos_rt::schema::abi::signal::SIGNALS;
use capos_rt::{SelfProcess, Signal, Target, startup};
use core::arch::asm;
use core::mem::ManuallyDrop;
use core::sync::atomic::Ordering::Relaxed;

const SI_USER: c_int = 0;
const SI_QUEUE: c_int = -1;
const SI_TKILL: c_int = -6;
const SS_ONSTACK: c_int = 1;
const SS_DISABLE: c_int = 2;
const MINSIGSTKSZ: usize = 2048;

pub fn this_process() -> Result<ManuallyDrop<capos_rt::Capability<SelfProcess>>, Errno> {
    startup::granted_any::<SelfProcess>().ok_or(Errno::EPERM)
}

pub fn to_set(bits: u64) -> sigset_t {
    let mut set = sigset_t { __bits: [0; 16] };
    set.__bits[0] = bits;
    set
}

fn number(signal: c_int) -> Result<u8, Errno> {
    u8::try_from(signal).ok().filter(|&signal| signal <= SIGNALS).ok_or(Errno::EINVAL)
}

/// `kill`, to those that `pid` stands for.
pub fn kill(pid: pid_t, signal: c_int) -> Result<(), Errno> {
    let signal = Signal { number: number(signal)?, code: SI_USER, value: 0 };
    let (target, id) = match pid {
        -1 => (Target::All, 0),
        0 => (Target::Group, 0),
        1.. => (Target::Process, pid as u64),
        _ => (Target::Group, u64::from(pid.unsigned_abs())),
    };
    if !kernel_delivers() {
        return kill_locally(pid, signal.number);
    }
    Ok(this_process()?.signal(target, id, signal)?)
}

/// A process that the kernel sends no signals reaches itself, and its group, which is itself.
fn kill_locally(pid: pid_t, signal: u8) -> Result<(), Errno> {
    if pid != 0 && pid != Capos::getpid() {
        return Err(if pid == -1 { Errno::EPERM } else { Errno::ESRCH });
    }
    if signal != 0 {
        local::raise(u32::from(signal));
    }
    Ok(())
}

/// Whether the stack pointer lies on the alternate stack.
fn on_alternate_stack() -> bool {
    let (block, here): (_, u64) = (&state().block, stack_pointer());
    let base = block.stack_base.load(Relaxed);
    (base..base + block.stack_size.load(Relaxed)).contains(&here)
}

fn stack_pointer() -> u64 {
    let here: u64;
    // SAFETY: only reads a register.
    unsafe { asm!("mov {}, rsp", out(reg) here, options(nomem, nostack, preserves_flags)) };
    here
}

impl Signals for Capos {
    fn sigaction(signal: c_int, new: Option<&sigaction>) -> Result<sigaction, Errno> {
        actions::change(signal, new)
    }

    fn sigprocmask(change: Option<(SignalChange, &sigset_t)>) -> Result<sigset_t, Errno> {
        let old = state().block.blocked.load(Relaxed);
        if let Some((change, set)) = change {
            let bits = set.__bits[0];
            let new = match change {
                SignalChange::Block => old | bits,
                SignalChange::Unblock => old & !bits,
                SignalChange::Set => bits,
            } & !UNSTOPPABLE;
            let new = new & !bit(CANCEL) | old & bit(CANCEL);
            // What the kernel does not know yet it would not respect.
            if new != old {
                kernel_delivers();
                set_mask(new);
            }
        }
        Ok(to_set(old & !bit(CANCEL)))
    }

    fn raise(signal: c_int) -> Result<(), Errno> {
        let number = number(signal)?;
        if !kernel_delivers() {
            if number != 0 {
                local::raise(u32::from(number));
            }
            return Ok(());
        }
        let id = u64::from(thread::tcb().id.get());
        Ok(this_process()?.signal(Target::Thread, id, Signal { number, code: SI_TKILL, value: 0 })?)
    }

    fn sigpending() -> Result<sigset_t, Errno> {
        let block = &state().block;
        let pending =
            if kernel_delivers() { this_process()?.pending_signals()? } else { block.pending.load(Relaxed) };
        Ok(to_set(pending & block.blocked.load(Relaxed)))
    }

    fn sigsuspend(mask: &sigset_t) -> Errno {
        wait::suspend(mask.__bits[0])
    }

    fn sigtimedwait(set: &sigset_t, timeout: Option<&timespec>) -> Result<siginfo_t, Errno> {
        wait::take(set.__bits[0], timeout)
    }

    fn sigqueue(pid: pid_t, signal: c_int, value: sigval) -> Result<(), Errno> {
        let number = number(signal)?;
        if !kernel_delivers() {
            return kill_locally(pid, number);
        }
        // SAFETY: every bit pattern is a word.
        let value = unsafe { value.word } as u64;
        let signal = Signal { number, code: SI_QUEUE, value };
        Ok(this_process()?.signal(Target::Process, pid as u64, signal)?)
    }

    fn pause() -> Errno {
        wait::pause()
    }

    fn itimer(which: c_int, new: Option<&itimerval>) -> Result<itimerval, Errno> {
        timers::itimer(which, new)
    }

    unsafe fn sigaltstack(new: Option<&stack_t>) -> Result<stack_t, Errno> {
        let block = &state().block;
        let (base, size) = (block.stack_base.load(Relaxed), block.stack_size.load(Relaxed));
        let in_use = on_alternate_stack();
        let flags = match size {
            0 => SS_DISABLE,
            _ if in_use => SS_ONSTACK,
            _ => 0,
        };
        let old = stack_t { ss_sp: base as *mut _, ss_flags: flags, ss_size: size as usize };
        if let Some(new) = new {
            if in_use {
                return Err(Errno::EPERM);
            }
            let (base, size) = match new.ss_flags {
                SS_DISABLE => (0, 0),
                0 | SS_ONSTACK if new.ss_size < MINSIGSTKSZ => return Err(Errno::ENOMEM),
                0 | SS_ONSTACK => (new.ss_sp as u64, new.ss_size as u64),
                _ => return Err(Errno::EINVAL),
            };
            kernel_delivers();
            block.stack_size.store(0, Relaxed);
            block.stack_base.store(base, Relaxed);
            block.stack_size.store(size, Relaxed);
        }
        Ok(old)
    }
}
