//! The lot: who waits where, in a few lists by hash, each in the order of arrival.

use alloc::collections::VecDeque;
use alloc::sync::Arc;
use core::cmp::Reverse;

use capos_hal::sync::SpinLock;
use capos_schema::capos_capnp::ErrorCode;

use super::Key;
use super::stay::Ticket;
use crate::lock_order::ParkingLevel;
use crate::object::Waiter;

const LISTS: usize = 64;

static LOT: [SpinLock<ParkingLevel, VecDeque<Place>>; LISTS] =
    [const { SpinLock::new(VecDeque::new()) }; LISTS];

struct Place {
    key: Key,
    ticket: Arc<Ticket>,
    waiter: Waiter,
}

fn list(key: &Key) -> &'static SpinLock<ParkingLevel, VecDeque<Place>> {
    &LOT[(key.hash() >> 32) as usize % LISTS]
}

/// Forgets who waits on a machine that is gone.
#[cfg(test)]
pub fn reset() {
    for list in &LOT {
        core::mem::forget(core::mem::take(&mut *list.lock()));
    }
}

pub(super) fn enter(key: &Key, ticket: &Arc<Ticket>, waiter: Waiter) -> Result<(), ErrorCode> {
    let mut list = list(key).lock();
    list.try_reserve(1).map_err(|_| ErrorCode::NoMemory)?;
    list.push_back(Place { key: key.clone(), ticket: Arc::clone(ticket), waiter });
    Ok(())
}

/// Takes the ticket's place away, if it has one.
pub(super) fn leave(key: &Key, ticket: &Arc<Ticket>) {
    let mut list = list(key).lock();
    let found = list.iter().position(|place| Arc::ptr_eq(&place.ticket, ticket));
    let place = found.and_then(|index| list.remove(index));
    drop(list);
    // Perhaps the last reference to a thread or to memory: not under the lock.
    drop(place);
}

/// Wakes up to `most` who wait there, the most urgent first, and of the equally urgent the oldest; how many.
pub fn unpark(key: &Key, most: u64) -> u64 {
    let mut woken = 0;
    while woken < most {
        let mut list = list(key).lock();
        let Some(index) = first(&list, key) else { break };
        let Some(place) = list.remove(index) else { break };
        place.ticket.wake();
        drop(list);
        place.waiter.notify();
        woken += 1;
    }
    woken
}

/// Where the one stands who is woken next.
fn first(list: &VecDeque<Place>, key: &Key) -> Option<usize> {
    let waiting = list.iter().enumerate().filter(|(_, place)| place.key == *key);
    // Of several, `min_by_key` finds the first.
    waiting.min_by_key(|(_, place)| Reverse(place.waiter.thread.policy().priority)).map(|(index, _)| index)
}

/// Threads and operations of a process that wait at words of memory.
pub fn count(process: u64) -> u32 {
    let waits = |place: &&Place| place.waiter.thread.process().id() == process;
    LOT.iter().map(|list| list.lock().iter().filter(waits).count() as u32).sum()
}
