//! `mq_notify`: one process at a time is told, once, that a message has come to the empty queue.
//!
//! A signal is sent by whoever sends the message. A function of the program is called by a thread that waits for that
//! from the moment of the request.

use super::queue::Queue;
use super::storage::{Head, Registration, awaits};
use super::transfer::Locked;
use crate::errno::Errno;
use crate::notify::{Notice, start_thread};
use crate::platform::{Process, Signals, Sys};
use crate::types::{c_int, sigval};

const SI_MESGQ: c_int = -3;
/// The kind of request for which nothing happens.
const NO_SIGNAL: c_int = -1;
const BY_THREAD: c_int = 0;

/// Whether somebody who still exists has a request.
///
/// # Safety
/// `head` is mapped, and its mutex held.
unsafe fn is_registered(head: *mut Head) -> bool {
    // SAFETY: the caller's promise.
    let process = unsafe { (*head).registration.process };
    process != 0 && (process == Sys::getpid() || Sys::kill(process, 0) != Err(Errno::ESRCH))
}

/// Ends the request, whosever it is.
///
/// # Safety
/// `head` is mapped, and its mutex held.
unsafe fn end(head: *mut Head) -> Registration {
    // SAFETY: the caller's promise.
    unsafe {
        let registration = (*head).registration;
        (*head).registration.process = 0;
        (*head).notified.broadcast();
        registration
    }
}

/// Called when the queue is not empty any more and nobody waits for the message.
///
/// # Safety
/// `head` is mapped, and its mutex held.
pub unsafe fn message_came(head: *mut Head) {
    // SAFETY: the caller's promise.
    unsafe {
        if !is_registered(head) {
            return;
        }
        (*head).registration.fired = (*head).registration.number;
        let registration = end(head);
        if registration.signal > 0 {
            let value = sigval { word: registration.value };
            // A process that may not be signalled, or is gone, is not notified.
            let _ = Sys::notify(registration.process, registration.signal, value, SI_MESGQ);
        }
    }
}

/// Withdraws the request if it is the calling process's.
pub fn withdraw(queue: &Queue) -> Result<(), Errno> {
    // SAFETY: the queue is open.
    unsafe {
        let _lock = Locked::new(queue.head)?;
        if (*queue.head).registration.process == Sys::getpid() {
            end(queue.head);
        }
    }
    Ok(())
}

/// `mq_notify` with a request.
pub fn request_notification(queue: &Queue, notice: Notice) -> Result<(), Errno> {
    let head = queue.head;
    let (signal, value) = match notice {
        Notice::Nothing => (NO_SIGNAL, 0),
        // SAFETY: every bit pattern is a word.
        Notice::Signal { number, value } => (number, unsafe { value.word }),
        Notice::Thread { .. } => (BY_THREAD, 0),
    };
    // SAFETY: the queue is open.
    unsafe {
        let _lock = Locked::new(head)?;
        if is_registered(head) {
            return Err(Errno::EBUSY);
        }
        let number = (*head).registration.number + 1;
        let fired = (*head).registration.fired;
        if let Notice::Thread { attributes, .. } = notice {
            let waiter = Waiter { head, number, notice };
            start_thread(attributes, move || waiter.run())?;
        }
        (*head).registration = Registration { process: Sys::getpid(), signal, value, number, fired };
    }
    Ok(())
}

/// What the thread of a request does.
struct Waiter {
    head: *mut Head,
    number: u64,
    notice: Notice,
}

// SAFETY: the head is shared memory with locks of its own.
unsafe impl Send for Waiter {}

impl Waiter {
    fn run(self) {
        // SAFETY: closing the queue ends the request first.
        let fired = unsafe { self.wait() };
        if fired == Ok(true) {
            self.notice.call();
        }
    }

    /// Waits until the request is over; whether a message has come.
    ///
    /// # Safety
    /// The queue is mapped until the request is over.
    unsafe fn wait(&self) -> Result<bool, Errno> {
        // SAFETY: the caller's promise.
        unsafe {
            let lock = Locked::new(self.head)?;
            while awaits(self.head, self.number) {
                match lock.wait(&raw const (*self.head).notified, None) {
                    Ok(()) | Err(Errno::EINTR) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok((*self.head).registration.fired >= self.number)
        }
    }
}
