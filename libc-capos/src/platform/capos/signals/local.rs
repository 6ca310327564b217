//! Delivery within the process, for one that the kernel sends no signals.

use super::actions::{self, IGNORED_BY_DEFAULT, SA_RESTART, SIG_DFL, SIG_IGN};
use super::blocks::{bit, state};
use super::enter;
use crate::types::{c_int, siginfo_t};
use capos_rt::entry;
use core::ptr::null_mut;
use core::sync::atomic::Ordering::Relaxed;

/// Added to a signal's number in the status of a process that one ended, as shells report it.
const SIGNALED: c_int = 128;
const SI_TKILL: c_int = -6;

/// Raises a signal: it is done when this returns, unless it is blocked.
pub fn raise(signal: u32) {
    let block = &state().block;
    if block.blocked.load(Relaxed) & bit(signal) == 0 {
        deliver(signal);
    } else if actions::get(signal).sa_handler != SIG_IGN {
        block.pending.fetch_or(bit(signal), Relaxed);
    }
}

fn deliver(signal: u32) {
    let state = state();
    let action = actions::take(signal);
    match action.sa_handler {
        SIG_IGN => {}
        SIG_DFL if IGNORED_BY_DEFAULT & bit(signal) != 0 => {}
        SIG_DFL => entry::exit_process(SIGNALED + signal as c_int),
        _ => {
            let before = state.block.blocked.load(Relaxed);
            state.block.blocked.store(enter::handler_mask(signal, &action, before), Relaxed);
            let mut info = siginfo_t::new(signal as c_int, SI_TKILL);
            // There is no interrupted context: the handler is called like a function.
            enter::call(signal, &action, &raw mut info, null_mut());
            state.ran.set(true);
            state.interrupts.set(action.sa_flags & SA_RESTART == 0);
            state.block.blocked.store(before, Relaxed);
            deliver_pending();
        }
    }
}

/// Delivers what is pending and not blocked, lowest first.
pub fn deliver_pending() {
    let block = &state().block;
    loop {
        let ready = block.pending.load(Relaxed) & !block.blocked.load(Relaxed);
        if ready == 0 {
            return;
        }
        let signal = ready.trailing_zeros() + 1;
        block.pending.fetch_and(!bit(signal), Relaxed);
        deliver(signal);
    }
}

/// Takes a pending signal of the set.
pub fn take(set: u64) -> Option<u32> {
    let block = &state().block;
    let ready = block.pending.load(Relaxed) & set;
    let signal = (ready != 0).then(|| ready.trailing_zeros() + 1)?;
    block.pending.fetch_and(!bit(signal), Relaxed);
    Some(signal)
}
