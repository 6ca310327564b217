//! `WaitQueue`: who waits for an object to change.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::mem;

use capos_hal::sync::SpinLock;

use crate::lock_order::WaitQueueLevel;
use crate::thread::Thread;

/// One that waits: a thread blocked in a call, or one pending operation of its ring.
pub struct Waiter {
    pub(crate) thread: Arc<Thread>,
    /// The pending operation to try again; `None` for the thread's own call.
    pub(crate) operation: Option<u8>,
}

impl Waiter {
    pub(crate) fn notify(&self) {
        self.thread.notify(self.operation);
    }
}

/// A place in a queue, until the queue wakes or the place is given up.
#[derive(Clone, Copy, Debug)]
pub struct Registration {
    index: u32,
    epoch: u64,
}

/// Those who wait for an object. A wake reaches all of them; each tries its call again.
pub struct WaitQueue(SpinLock<WaitQueueLevel, Waiting>);

struct Waiting {
    /// Grows with each wake, so that places from before it are known to be gone.
    epoch: u64,
    places: Vec<Place>,
    first_free: Option<u32>,
}

enum Place {
    Taken(Waiter),
    Free { next: Option<u32> },
}

/// No memory for another place in a queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct QueueFull;

impl WaitQueue {
    pub const fn new() -> Self {
        WaitQueue(SpinLock::new(Waiting { epoch: 0, places: Vec::new(), first_free: None }))
    }

    /// Everybody tries again. Cheap when nobody waits. May be called with object locks held.
    pub fn wake(&self) {
        let mut queue = self.0.lock();
        if queue.places.is_empty() {
            return;
        }
        queue.epoch += 1;
        queue.first_free = None;
        let mut woken = mem::take(&mut queue.places);
        drop(queue);
        for place in woken.drain(..) {
            if let Place::Taken(waiter) = place {
                waiter.notify();
            }
        }
        // The room is kept for the next to wait.
        let mut queue = self.0.lock();
        if queue.places.capacity() == 0 {
            queue.places = woken;
        }
    }

    pub(crate) fn register(&self, waiter: Waiter) -> Result<Registration, QueueFull> {
        let mut queue = self.0.lock();
        let epoch = queue.epoch;
        if let Some(index) = queue.first_free {
            let place = mem::replace(&mut queue.places[index as usize], Place::Taken(waiter));
            if let Place::Free { next } = place {
                queue.first_free = next;
            }
            return Ok(Registration { index, epoch });
        }
        queue.places.try_reserve(1).map_err(|_| QueueFull)?;
        let index = queue.places.len() as u32;
        queue.places.push(Place::Taken(waiter));
        Ok(Registration { index, epoch })
    }

    /// Gives a place up; nothing happens if a wake took it already.
    pub(crate) fn cancel(&self, registration: Registration) {
        let mut queue = self.0.lock();
        if queue.epoch != registration.epoch {
            return;
        }
        let next = queue.first_free;
        let place = mem::replace(&mut queue.places[registration.index as usize], Place::Free { next });
        queue.first_free = Some(registration.index);
        drop(queue);
        // Perhaps the last reference to a thread: not under the lock.
        drop(place);
    }
}

impl Default for WaitQueue {
    fn default() -> Self {
        WaitQueue::new()
    }
}
