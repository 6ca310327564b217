//! Sending and receiving.

use super::notification::message_came;
use super::queue::Queue;
use super::storage::{Head, PRIORITIES, insert, is_empty, is_full, take};
use crate::errno::Errno;
use crate::platform::Deadline;
use crate::types::{pthread_cond_t, pthread_mutex_t};

/// Holds a queue's mutex.
pub struct Locked {
    mutex: *const pthread_mutex_t,
}

impl Locked {
    /// # Safety
    /// `head` is a mapped queue, and stays mapped.
    pub unsafe fn new(head: *mut Head) -> Result<Locked, Errno> {
        // SAFETY: the caller's promise.
        let mutex = unsafe { &(*head).mutex };
        match mutex.lock(None) {
            // What the last holder did not finish is a slot that is in no list, at worst.
            Err(Errno::EOWNERDEAD) => mutex.make_consistent()?,
            outcome => outcome?,
        }
        Ok(Locked { mutex })
    }

    /// Waits for a condition of the queue, without the mutex; a cancellation point.
    ///
    /// # Safety
    /// As for [`Self::new`].
    pub unsafe fn wait(
        &self,
        condition: *const pthread_cond_t,
        until: Option<&Deadline>,
    ) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        let (condition, mutex) = unsafe { (&*condition, &*self.mutex) };
        match condition.wait_or_interrupt(mutex, until) {
            Err(Errno::EOWNERDEAD) => mutex.make_consistent(),
            outcome => outcome,
        }
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        // SAFETY: the queue stays mapped as long as it is locked. Unlocking what one holds succeeds.
        let _ = unsafe { &*self.mutex }.unlock();
    }
}

/// `mq_send` and, with a deadline, `mq_timedsend`.
pub fn send(queue: &Queue, message: &[u8], priority: u32, until: Option<&Deadline>) -> Result<(), Errno> {
    if !queue.may_send() {
        return Err(Errno::EBADF);
    }
    let head = queue.head;
    // SAFETY: the queue is open, so its head is mapped, and what changes in it does so under its mutex.
    unsafe {
        if message.len() > (*head).message_size as usize {
            return Err(Errno::EMSGSIZE);
        }
        if priority >= PRIORITIES {
            return Err(Errno::EINVAL);
        }
        let lock = Locked::new(head)?;
        while is_full(head) {
            if queue.nonblocking {
                return Err(Errno::EAGAIN);
            }
            lock.wait(&raw const (*head).not_full, until)?;
        }
        insert(head, message, priority);
        (*head).not_empty.signal();
        if (*head).count == 1 && (*head).receivers == 0 {
            message_came(head);
        }
    }
    Ok(())
}

/// `mq_receive` and, with a deadline, `mq_timedreceive`: length and priority of the message.
///
/// # Safety
/// `buffer` has room for `size` bytes.
pub unsafe fn receive(
    queue: &Queue,
    buffer: *mut u8,
    size: usize,
    until: Option<&Deadline>,
) -> Result<(usize, u32), Errno> {
    if !queue.may_receive() {
        return Err(Errno::EBADF);
    }
    let head = queue.head;
    // SAFETY: as in `send`; the buffer is as large as the longest message, which is checked.
    unsafe {
        if size < (*head).message_size as usize {
            return Err(Errno::EMSGSIZE);
        }
        let lock = Locked::new(head)?;
        while is_empty(head) {
            if queue.nonblocking {
                return Err(Errno::EAGAIN);
            }
            (*head).receivers += 1;
            let outcome = lock.wait(&raw const (*head).not_empty, until);
            (*head).receivers -= 1;
            outcome?;
        }
        let message = take(head, buffer);
        (*head).not_full.signal();
        Ok(message)
    }
}
