//! Sending: notes a signal for a process or a thread, and wakes whom it concerns.

use alloc::sync::Arc;

use capos_schema::capos_capnp::ErrorCode;

use super::{SignalInfo, SignalQueue, SignalSet, code, number};
use crate::process::{ExitStatus, Process, family};
use crate::thread::Thread;

/// Sends a signal to a process. `wouldBlock` if no more of its kind can be queued.
pub fn post(process: &Arc<Process>, info: SignalInfo) -> Result<(), ErrorCode> {
    if act_at_once(process, info.signal) {
        return Ok(());
    }
    process.signals().push(info)?;
    process.draw_attention();
    process.signals_queue().wake();
    Ok(())
}

/// Sends a signal to one thread of its process.
pub fn post_to_thread(thread: &Arc<Thread>, info: SignalInfo) -> Result<(), ErrorCode> {
    if act_at_once(thread.process(), info.signal) {
        return Ok(());
    }
    thread.signals().push(info)?;
    thread.draw_attention();
    thread.process().signals_queue().wake();
    Ok(())
}

/// What a signal does when it is sent, whatever its target thinks of it; whether that was all.
fn act_at_once(process: &Arc<Process>, signal: u8) -> bool {
    let discard = |set| process.for_each_queue(|queue: &SignalQueue| queue.discard(set));
    match signal {
        number::KILL => {
            process.end(ExitStatus::Killed);
            return true;
        }
        number::CONT => {
            discard(SignalSet::STOPPING);
            resume(process);
        }
        _ if SignalSet::STOPPING.contains(signal) => discard(SignalSet::one(number::CONT)),
        _ => {}
    }
    if signal == number::STOP {
        stop(process, signal);
        return true;
    }
    false
}

/// Stops the process until SIGCONT: its threads wait before they next run an instruction.
pub fn stop(process: &Arc<Process>, signal: u8) {
    if !process.set_stopped(signal) {
        return;
    }
    process.draw_attention();
    if let Some(parent) = family::note_stop(process.id(), signal) {
        let mut info = SignalInfo::of(process, number::CHLD, code::CHILD_STOPPED);
        info.value = signal.into();
        tell_parent(&parent, info);
    }
}

/// Lets a stopped process go on.
pub fn resume(process: &Arc<Process>) {
    if !process.set_stopped(0) {
        return;
    }
    process.draw_attention();
    if let Some(parent) = family::note_continue(process.id()) {
        let mut info = SignalInfo::of(process, number::CHLD, code::CHILD_CONTINUED);
        info.value = number::CONT.into();
        tell_parent(&parent, info);
    }
}

fn tell_parent(parent: &Arc<Process>, info: SignalInfo) {
    // SIGCHLD always finds room.
    let _ = post(parent, info);
    parent.children_queue().wake();
}
