//! Deadlines: a heap per CPU of who wants to be woken when.
//!
//! Setting and canceling cost the logarithm of the timers set; finding the next one is at the top. Slots are
//! reused, so after a while nothing here allocates.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_hal::sync::{MAX_CPUS, PerCpu, SpinLock};
use capos_hal::{cpu, time};

use crate::lock_order::TimerQueueLevel;
use crate::network::{ConnectionId, Network};
use crate::object::Waiter;
use crate::scheduler;
use crate::signal::SignalTimer;

static QUEUES: PerCpu<SpinLock<TimerQueueLevel, TimerQueue<Alarm>>> =
    PerCpu::new([const { SpinLock::new(TimerQueue::new()) }; MAX_CPUS]);

/// Forgets the timers of a machine that is gone.
#[cfg(test)]
pub fn reset() {
    for queue in QUEUES.all() {
        core::mem::forget(core::mem::take(&mut *queue.lock()));
    }
}

/// A deadline that was set.
#[derive(Clone, Copy, Debug)]
pub struct TimerId {
    cpu: u16,
    slot: u32,
    generation: u32,
}

/// No memory for another timer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoTimer;

/// Who is told that a deadline has passed.
pub enum Alarm {
    Waiter(Waiter),
    Signal(Arc<SignalTimer>),
    Network(Arc<Network>),
    Connection(Arc<Network>, ConnectionId),
}

/// The waiter is notified once Timer's clock reaches the deadline; at once if it has.
pub fn set(deadline: u64, waiter: Waiter) -> Result<TimerId, NoTimer> {
    set_alarm(deadline, Alarm::Waiter(waiter))
}

/// As `set`, for whoever is to be told.
pub fn set_alarm(deadline: u64, alarm: Alarm) -> Result<TimerId, NoTimer> {
    let (slot, generation) = QUEUES.get().lock().insert(deadline, alarm)?;
    scheduler::interrupt_by(deadline);
    Ok(TimerId { cpu: cpu::index() as u16, slot, generation })
}

/// Nothing happens if it fired already.
pub fn cancel(timer: TimerId) {
    let canceled = QUEUES.all()[usize::from(timer.cpu)].lock().cancel(timer.slot, timer.generation);
    // Perhaps the last reference to a thread: not under the lock.
    drop(canceled);
}

/// Notifies everybody on this CPU whose deadline has passed; gives the next deadline. What is set meanwhile waits for the
/// next time, even if it is due by then: otherwise short intervals would never let this end.
pub(crate) fn fire() -> Option<u64> {
    let queue = QUEUES.get();
    let now = time::now();
    loop {
        let due = queue.lock().pop_due(now);
        match due {
            Due::Fired(Alarm::Waiter(waiter)) => waiter.notify(),
            Due::Fired(Alarm::Signal(timer)) => timer.expire(),
            Due::Fired(Alarm::Network(network)) => network.alarm(),
            Due::Fired(Alarm::Connection(network, id)) => network.connection_alarm(id),
            Due::Later(deadline) => return Some(deadline),
            Due::Never => return None,
        }
    }
}

/// A binary heap whose entries know their place in it, so that any of them can be taken out.
pub struct TimerQueue<W> {
    slots: Vec<Slot<W>>,
    first_free: Option<u32>,
    /// Slots, the earliest deadline first.
    heap: Vec<u32>,
}

struct Slot<W> {
    /// Grows each time the slot is emptied.
    generation: u32,
    deadline: u64,
    content: Content<W>,
}

enum Content<W> {
    Set { place: usize, waiter: W },
    Free { next: Option<u32> },
}

/// What the earliest timer says.
pub enum Due<W> {
    Fired(W),
    Later(u64),
    Never,
}

impl<W> TimerQueue<W> {
    pub const fn new() -> Self {
        TimerQueue { slots: Vec::new(), first_free: None, heap: Vec::new() }
    }

    /// Gives slot and generation.
    pub fn insert(&mut self, deadline: u64, waiter: W) -> Result<(u32, u32), NoTimer> {
        self.heap.try_reserve(1).map_err(|_| NoTimer)?;
        let place = self.heap.len();
        let content = Content::Set { place, waiter };
        let slot = match self.first_free {
            Some(slot) => {
                let free = &mut self.slots[slot as usize];
                free.deadline = deadline;
                if let Content::Free { next } = core::mem::replace(&mut free.content, content) {
                    self.first_free = next;
                }
                slot
            }
            None => {
                self.slots.try_reserve(1).map_err(|_| NoTimer)?;
                self.slots.push(Slot { generation: 0, deadline, content });
                (self.slots.len() - 1) as u32
            }
        };
        self.heap.push(slot);
        self.rise(place);
        Ok((slot, self.slots[slot as usize].generation))
    }

    pub fn cancel(&mut self, slot: u32, generation: u32) -> Option<W> {
        match self.slots.get(slot as usize) {
            Some(Slot { generation: current, content: Content::Set { place, .. }, .. })
                if *current == generation =>
            {
                self.remove(*place)
            }
            _ => None,
        }
    }

    pub fn pop_due(&mut self, now: u64) -> Due<W> {
        let Some(&first) = self.heap.first() else { return Due::Never };
        let deadline = self.slots[first as usize].deadline;
        if deadline > now {
            return Due::Later(deadline);
        }
        self.remove(0).map_or(Due::Never, Due::Fired)
    }

    fn remove(&mut self, place: usize) -> Option<W> {
        let slot = self.heap.swap_remove(place);
        if place < self.heap.len() {
            self.note_place(place);
            self.rise(place);
            self.sink(place);
        }
        let emptied = &mut self.slots[slot as usize];
        emptied.generation = emptied.generation.wrapping_add(1);
        let free = Content::Free { next: self.first_free };
        self.first_free = Some(slot);
        match core::mem::replace(&mut emptied.content, free) {
            Content::Set { waiter, .. } => Some(waiter),
            Content::Free { .. } => None,
        }
    }

    fn rise(&mut self, mut place: usize) {
        while place > 0 {
            let parent = (place - 1) / 2;
            if self.deadline(parent) <= self.deadline(place) {
                break;
            }
            self.swap(parent, place);
            place = parent;
        }
    }

    fn sink(&mut self, mut place: usize) {
        loop {
            let children =
                [2 * place + 1, 2 * place + 2].into_iter().filter(|&child| child < self.heap.len());
            let Some(least) = children.min_by_key(|&child| self.deadline(child)) else { break };
            if self.deadline(place) <= self.deadline(least) {
                break;
            }
            self.swap(place, least);
            place = least;
        }
    }

    fn deadline(&self, place: usize) -> u64 {
        self.slots[self.heap[place] as usize].deadline
    }

    fn swap(&mut self, one: usize, other: usize) {
        self.heap.swap(one, other);
        self.note_place(one);
        self.note_place(other);
    }

    fn note_place(&mut self, at: usize) {
        if let Content::Set { place, .. } = &mut self.slots[self.heap[at] as usize].content {
            *place = at;
        }
    }
}

impl<W> Default for TimerQueue<W> {
    fn default() -> Self {
        TimerQueue::new()
    }
}

#[cfg(test)]
mod tests;
