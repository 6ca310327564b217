//! What one thread does to another: signals, cancellation, scheduling.

use super::control_block::ControlBlock;
use super::end::end_cancelled;
use super::life::{GONE, without_signals};
use super::{cancellation, end_of_solitude, tcb};
use crate::errno::Errno;
use crate::platform::{Sys, Threads};
use crate::types::{c_int, clockid_t, sched_param};
use core::ops::RangeInclusive;
use core::ptr;
use core::sync::atomic::Ordering::Relaxed;

const SCHED_OTHER: c_int = 0;
const SCHED_FIFO: c_int = 1;
const SCHED_RR: c_int = 2;
const SCHED_BATCH: c_int = 3;
const SCHED_IDLE: c_int = 5;

fn is_me(thread: &ControlBlock) -> bool {
    ptr::eq(thread, tcb())
}

/// Does something with the number of a thread while it is its own. An ended thread that was not joined yet still
/// exists for its program: nothing is done, successfully.
fn reach(thread: &ControlBlock, action: impl FnOnce(u32) -> Result<(), Errno>) -> Result<(), Errno> {
    if is_me(thread) {
        return action(tcb().id.get());
    }
    // A handler that came in between could want the same lock.
    without_signals(|| {
        let reachable = thread.thread.reachable.lock();
        match thread.thread.alive.load(Relaxed) {
            id if *reachable && id != 0 => action(id),
            _ if thread.thread.state.load(Relaxed) >= GONE => Err(Errno::ESRCH),
            _ => Ok(()),
        }
    })
}

/// Sends a signal; zero only looks.
pub fn signal(thread: &ControlBlock, signal: c_int) -> Result<(), Errno> {
    reach(thread, |id| if signal == 0 { Ok(()) } else { Sys::signal_thread(id, signal) })
}

/// Asks the thread to end at its next cancellation point, or at once if it allows that.
pub fn cancel(thread: &ControlBlock) -> Result<(), Errno> {
    cancellation::set_end(end_cancelled);
    end_of_solitude();
    let is_first = thread.cancellation.request();
    if is_me(thread) {
        if cancellation::acts_at_once() {
            cancellation::test();
        }
        return Ok(());
    }
    // Once is enough: the thread has been told, and there is no room for any number of signals.
    reach(thread, |id| if is_first { Sys::interrupt_thread(id) } else { Ok(()) })
}

pub fn processor_clock(thread: &ControlBlock) -> Result<clockid_t, Errno> {
    match thread.thread.alive.load(Relaxed) {
        0 => Err(Errno::ESRCH),
        id => Sys::thread_clock(id),
    }
}

/// Policy and priority.
pub fn scheduling(thread: &ControlBlock) -> Result<(c_int, c_int), Errno> {
    let (policy, parameters) = Sys::scheduling(thread.thread.alive.load(Relaxed))?;
    Ok((policy, parameters.sched_priority))
}

pub fn set_scheduling(thread: &ControlBlock, policy: c_int, priority: c_int) -> Result<(), Errno> {
    let parameters = sched_param { sched_priority: priority, ..sched_param::default() };
    reach(thread, |id| Sys::set_scheduling(id, policy, &parameters))
}

/// The priorities that a policy has.
pub fn priorities(policy: c_int) -> Result<RangeInclusive<c_int>, Errno> {
    match policy {
        SCHED_FIFO | SCHED_RR => Ok(1..=99),
        SCHED_OTHER | SCHED_BATCH | SCHED_IDLE => Ok(0..=0),
        _ => Err(Errno::EINVAL),
    }
}
