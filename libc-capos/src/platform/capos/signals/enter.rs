//! Where a caught signal enters the process.

use super::actions::{self, SA_NODEFER, SA_RESTART, SA_SIGINFO};
use super::blocks::{UNSTOPPABLE, bit, deliver_pending, return_from, state};
use crate::types::{c_int, sigaction, siginfo_t};
use capos_rt::schema::abi::signal::context;
use core::sync::atomic::Ordering::Relaxed;

/// Calls the program's handler.
pub fn call(signal: u32, action: &sigaction, info: *mut siginfo_t, interrupted: *mut u8) {
    let signal = signal as c_int;
    // SAFETY: the program installed a function of the type that its flags tell; both records are the kernel's or made
    // for this call.
    unsafe {
        if action.sa_flags & SA_SIGINFO != 0 {
            let handler: extern "C" fn(c_int, *mut siginfo_t, *mut u8) =
                core::mem::transmute(action.sa_handler);
            handler(signal, info, interrupted);
        } else {
            let handler: extern "C" fn(c_int) = core::mem::transmute(action.sa_handler);
            handler(signal);
        }
    }
}

/// The mask while a handler runs.
pub fn handler_mask(signal: u32, action: &sigaction, before: u64) -> u64 {
    let own = if action.sa_flags & SA_NODEFER != 0 { 0 } else { bit(signal) };
    (before | action.sa_mask.__bits[0] | own) & !UNSTOPPABLE
}

/// The kernel's way in: all signals are blocked, RSP is as at the entry of a function.
///
/// # Safety
/// Only the kernel calls it, with a signal and the two records of its frame.
pub unsafe extern "C" fn enter(signal: u64, info: *mut siginfo_t, interrupted: *mut u8) -> ! {
    let signal = signal as u32;
    let state = state();
    let action = actions::take(signal);
    // SAFETY: the kernel wrote a whole record.
    let saved = unsafe { interrupted.add(context::MASK).cast::<u64>().read_unaligned() };
    // What a wait blocks stays blocked while a handler runs that ended it.
    let before = if state.waits.replace(false) { state.block.wait_mask.load(Relaxed) } else { saved };
    let earlier = (state.ran.get(), state.interrupts.get());
    let mask = handler_mask(signal, &action, before);
    state.block.blocked.store(mask, Relaxed);
    if state.block.pending.load(Relaxed) & !mask != 0 {
        deliver_pending();
    }
    if action.sa_handler > actions::SIG_IGN {
        call(signal, &action, info, interrupted);
    }
    state.block.blocked.store(u64::MAX, Relaxed);
    // The handler's own calls may have used these.
    state.ran.set(true);
    state.interrupts.set(earlier.0 && earlier.1 || action.sa_flags & SA_RESTART == 0);
    // SAFETY: the record is the one the kernel passed; the program may have changed registers in it, as it may.
    unsafe { return_from(interrupted) }
}
