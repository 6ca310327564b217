//! Looking: what the current thread does about the signals that are pending for it.

use alloc::sync::Arc;

use capos_hal::context::UserContext;

use super::dispositions::Unreadable;
use super::frame::{self, Trap};
use super::{Action, Dispositions, SignalInfo, SignalSet, number, stop};
use crate::process::{ExitStatus, family};
use crate::thread::Thread;

/// Before the thread goes back to user mode: stops, ends, or enters handlers.
pub fn attend(thread: &Arc<Thread>, context: &mut UserContext) {
    thread.clear_attention();
    if !wait_while_stopped(thread) || pending(thread).is_empty() {
        // Something may have been published that another thread has taken since.
        if thread.tells_pending()
            && let Ok(dispositions) = Dispositions::read(thread)
        {
            dispositions.publish_pending(thread, SignalSet::NONE);
        }
        return;
    }
    let interrupted = thread.take_interrupted();
    let result = Dispositions::read(thread).and_then(|dispositions| {
        let masked = interrupted && dispositions.waits_with_mask();
        let blocked = if masked { dispositions.blocked_waiting() } else { dispositions.blocked() };
        while let Some(info) = take(thread, !blocked) {
            if act(thread, &dispositions, info) == Next::Catch {
                let kept = dispositions.blocked();
                frame::push(thread, context, &dispositions, info, kept, Trap::default())?;
                dispositions.publish_pending(thread, pending(thread));
                return Ok(());
            }
            if thread.must_leave() {
                return Ok(());
            }
        }
        dispositions.publish_pending(thread, pending(thread));
        Ok(())
    });
    if result.is_err() {
        thread.process().end(ExitStatus::Signaled(number::SEGV));
    }
}

/// Enters the handler of a fault; `false` if the program has none, or no room for its frame.
pub fn deliver_fault(thread: &Arc<Thread>, context: &mut UserContext, info: SignalInfo, trap: Trap) -> bool {
    let Ok(dispositions) = Dispositions::read(thread) else { return false };
    let blocked = dispositions.blocked();
    if blocked.contains(info.signal) || dispositions.action(thread, info.signal) != Action::Catch {
        return false;
    }
    frame::push(thread, context, &dispositions, info, blocked, trap).is_ok()
}

/// What a signal does to a wait.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Interruption {
    /// It goes on.
    None,
    /// The process was stopped meanwhile: what is waited for may have come.
    Stopped,
    /// It ends.
    Ends,
}

/// What signals do to the wait of the current thread. Default actions that do not end it are carried out: a process that
/// is stopped stays in here.
pub fn interrupts(thread: &Arc<Thread>) -> Interruption {
    let mut interruption = Interruption::None;
    loop {
        if thread.process().stopped() != 0 {
            interruption = Interruption::Stopped;
        }
        if thread.must_leave() {
            return Interruption::Ends;
        }
        if !wait_while_stopped(thread) {
            return Interruption::Ends;
        }
        if pending(thread).is_empty() {
            return interruption;
        }
        let Ok(dispositions) = Dispositions::read(thread) else { return Interruption::Ends };
        let deliverable = !dispositions.blocked_waiting();
        let mut caught = SignalSet::NONE;
        while let Some(info) = take(thread, deliverable & !caught) {
            match dispositions.action(thread, info.signal) {
                Action::Catch if info.signal == number::CHLD && dispositions.is_unwanted_child(info.code) => {
                }
                Action::Catch => {
                    caught = caught | SignalSet::one(info.signal);
                    put_back(thread, info);
                }
                action => {
                    if action == Action::Stop {
                        interruption = Interruption::Stopped;
                    }
                    act(thread, &dispositions, info);
                }
            }
            if thread.must_leave() {
                return Interruption::Ends;
            }
        }
        if !caught.is_empty() {
            thread.set_interrupted();
            thread.draw_own_attention();
            return Interruption::Ends;
        }
        if thread.process().stopped() == 0 {
            return interruption;
        }
    }
}

/// `false` if the process ends meanwhile.
fn wait_while_stopped(thread: &Arc<Thread>) -> bool {
    while thread.process().stopped() != 0 {
        if thread.must_leave() {
            return false;
        }
        thread.block();
    }
    !thread.must_leave()
}

/// What is pending for the thread or its process.
pub fn pending(thread: &Thread) -> SignalSet {
    thread.signals().pending() | thread.process().signals().pending()
}

/// Children that ended and of whom the program wants to know nothing are gone before it can wait for them: their SIGCHLD
/// may still be pending when it does.
pub fn forget_unwanted_children(thread: &Thread) {
    if thread.process().signals().pending().contains(number::CHLD)
        && let Ok(dispositions) = Dispositions::read(thread)
    {
        forget_children(thread, &dispositions);
    }
}

/// Those that ended, if the program wants to know nothing of any.
fn forget_children(thread: &Thread, dispositions: &Dispositions) {
    if dispositions.forgets_children() {
        family::forget_ended_children(thread.process().id());
    }
}

/// The lowest of the set, the thread's own before its process's.
pub fn take(thread: &Thread, set: SignalSet) -> Option<SignalInfo> {
    thread.signals().take(set).or_else(|| thread.process().signals().take(set))
}

/// A signal that was only looked at stays pending, for this thread.
fn put_back(thread: &Thread, info: SignalInfo) {
    // It has just left room.
    let _ = thread.signals().push(info);
}

#[derive(PartialEq, Eq)]
enum Next {
    Catch,
    Go,
}

fn act(thread: &Arc<Thread>, dispositions: &Dispositions, info: SignalInfo) -> Next {
    let process = thread.process();
    if info.signal == number::CHLD {
        forget_children(thread, dispositions);
        if dispositions.is_unwanted_child(info.code) {
            return Next::Go;
        }
    }
    match dispositions.action(thread, info.signal) {
        Action::Catch => return Next::Catch,
        Action::Ignore => {}
        Action::Terminate => process.end(ExitStatus::Signaled(info.signal)),
        Action::Stop => {
            stop(process, info.signal);
            wait_while_stopped(thread);
        }
    }
    Next::Go
}

impl From<frame::NoRoom> for Unreadable {
    fn from(_: frame::NoRoom) -> Self {
        Unreadable
    }
}
