//! `Parking`: one thread's wait at a word, from its request to its end.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicBool, Ordering};

use capos_hal::{UserAddress, time, user};
use capos_schema::abi::Fault;
use capos_schema::capos_capnp::ErrorCode;

use super::{Key, lot};
use crate::call::Ended;
use crate::object::Waiter;

/// What the lot knows of a stay. A ticket is woken at most once.
#[derive(Debug, Default)]
pub struct Ticket(AtomicBool);

impl Ticket {
    pub(super) fn wake(&self) {
        self.0.store(true, Ordering::Release);
    }

    fn is_woken(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

pub struct Parking {
    key: Key,
    address: UserAddress,
    expected: u32,
    deadline: u64,
    ticket: Arc<Ticket>,
}

/// The value of a PARK whose word had another value.
const OTHER_VALUE: u64 = 1;

impl Parking {
    pub fn new(key: Key, address: UserAddress, expected: u32, deadline: u64) -> Self {
        Parking { key, address, expected, deadline, ticket: Arc::default() }
    }

    pub fn deadline(&self) -> u64 {
        self.deadline
    }

    /// Has the waiter told when it is woken. Who enters looks at the word afterwards: a wake-up that came before was
    /// preceded by another value of it.
    pub fn enter(&self, waiter: Waiter) -> Result<Parked, ErrorCode> {
        if !self.ticket.is_woken() {
            lot::enter(&self.key, &self.ticket, waiter)?;
        }
        Ok(Parked { key: self.key.clone(), ticket: Arc::clone(&self.ticket) })
    }

    /// Whether the wait is over; `None` if it goes on.
    pub fn attempt(&self) -> Option<Ended> {
        if self.ticket.is_woken() {
            return Some(Ended::ok(0));
        }
        let ended = match user::read_u32(self.address) {
            Err(_) => Ended::fault(Fault::BulkAddress),
            Ok(word) if word != self.expected => Ended::ok(OTHER_VALUE),
            Ok(_) if time::now() >= self.deadline => Ended::exception(ErrorCode::TimedOut),
            Ok(_) => return None,
        };
        Some(self.give_up().unwrap_or(ended))
    }

    /// Leaves the lot for another reason than a wake-up, unless one was faster.
    pub fn give_up(&self) -> Option<Ended> {
        lot::leave(&self.key, &self.ticket);
        self.ticket.is_woken().then_some(Ended::ok(0))
    }
}

/// A place in the lot; given up when dropped.
pub struct Parked {
    key: Key,
    ticket: Arc<Ticket>,
}

impl Drop for Parked {
    fn drop(&mut self) {
        if !self.ticket.is_woken() {
            lot::leave(&self.key, &self.ticket);
        }
    }
}
