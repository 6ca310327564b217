//! `Key`: where a thread waits.

use alloc::sync::Arc;

use capos_hal::UserAddress;
use capos_schema::abi::Sharing;

use crate::memory::PageObject;
use crate::thread::Thread;

/// Two words are the same if their keys are.
#[derive(Clone, Debug)]
pub enum Key {
    Process {
        process: u64,
        address: u64,
    },
    /// A word of memory that processes share, wherever they have it.
    Memory {
        object: Arc<PageObject>,
        offset: u64,
    },
}

impl Key {
    /// Memory that is not shared means the process, whatever was asked for.
    pub fn new(thread: &Thread, address: UserAddress, sharing: Sharing) -> Key {
        let shared = match sharing {
            Sharing::Process => None,
            Sharing::Memory => thread.address_space().shared_place(address),
        };
        match shared {
            Some((object, offset)) => Key::Memory { object, offset },
            None => Key::Process { process: thread.process().id(), address: address.get() },
        }
    }

    /// Spreads keys over the lot.
    pub(super) fn hash(&self) -> u64 {
        let (first, second) = match self {
            Key::Process { process, address } => (*process, *address),
            Key::Memory { object, offset } => (Arc::as_ptr(object).addr() as u64, *offset),
        };
        (first.rotate_left(32) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Key::Process { process: a, address: x }, Key::Process { process: b, address: y }) => {
                a == b && x == y
            }
            (Key::Memory { object: a, offset: x }, Key::Memory { object: b, offset: y }) => {
                Arc::ptr_eq(a, b) && x == y
            }
            _ => false,
        }
    }
}
