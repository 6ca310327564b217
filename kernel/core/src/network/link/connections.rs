//! `Connections`: the connections to other machines, found by both their addresses.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::net::IpAddr;

use smoltcp::wire::IpEndpoint;

use super::connection::Connection;

const LISTS: usize = 1024;

/// Both ends of a connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tuple {
    pub local: IpEndpoint,
    pub remote: IpEndpoint,
}

/// Names a connection, and none that has its place later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ConnectionId {
    slot: u32,
    generation: u32,
}

struct Slot {
    generation: u32,
    connection: Option<Box<Connection>>,
}

pub struct Connections {
    slots: Vec<Slot>,
    free: Vec<u32>,
    /// Slots by their addresses.
    lists: Vec<Vec<u32>>,
}

impl Connections {
    pub fn new() -> Self {
        Connections { slots: Vec::new(), free: Vec::new(), lists: (0..LISTS).map(|_| Vec::new()).collect() }
    }

    /// `None` without memory.
    pub fn insert(&mut self, connection: Box<Connection>) -> Option<ConnectionId> {
        let list = &mut self.lists[list_of(&connection.tuple)];
        list.try_reserve(1).ok()?;
        let slot = match self.free.pop() {
            Some(slot) => slot,
            None => {
                self.slots.try_reserve(1).ok()?;
                // Each slot can become free without asking for memory.
                self.free.try_reserve(self.slots.len() + 1).ok()?;
                self.slots.push(Slot { generation: 0, connection: None });
                (self.slots.len() - 1) as u32
            }
        };
        list.push(slot);
        let place = &mut self.slots[slot as usize];
        place.connection = Some(connection);
        Some(ConnectionId { slot, generation: place.generation })
    }

    pub fn find(&self, tuple: &Tuple) -> Option<ConnectionId> {
        let same = |slot: &&u32| {
            self.slots[**slot as usize].connection.as_ref().is_some_and(|known| known.tuple == *tuple)
        };
        let slot = *self.lists[list_of(tuple)].iter().find(same)?;
        Some(ConnectionId { slot, generation: self.slots[slot as usize].generation })
    }

    pub fn get(&self, id: ConnectionId) -> Option<&Connection> {
        self.slots
            .get(id.slot as usize)
            .filter(|slot| slot.generation == id.generation)?
            .connection
            .as_deref()
    }

    pub fn get_mut(&mut self, id: ConnectionId) -> Option<&mut Connection> {
        self.slots
            .get_mut(id.slot as usize)
            .filter(|slot| slot.generation == id.generation)?
            .connection
            .as_deref_mut()
    }

    /// Nothing that arrives is the connection's any more.
    pub fn unlist(&mut self, id: ConnectionId) {
        let Some(connection) = self.get(id) else { return };
        let list = list_of(&connection.tuple);
        let list = &mut self.lists[list];
        if let Some(place) = list.iter().position(|slot| *slot == id.slot) {
            list.swap_remove(place);
        }
    }

    pub fn remove(&mut self, id: ConnectionId) -> Option<Box<Connection>> {
        self.unlist(id);
        let slot = self.slots.get_mut(id.slot as usize).filter(|slot| slot.generation == id.generation)?;
        let removed = slot.connection.take()?;
        slot.generation = slot.generation.wrapping_add(1);
        self.free.push(id.slot);
        Some(removed)
    }

    pub fn count(&self) -> usize {
        self.slots.len() - self.free.len()
    }
}

fn list_of(tuple: &Tuple) -> usize {
    let address = match IpAddr::from(tuple.remote.addr) {
        IpAddr::V4(address) => address.to_bits(),
        IpAddr::V6(address) => {
            address.to_bits() as u32 ^ (address.to_bits() >> 32) as u32 ^ (address.to_bits() >> 64) as u32
        }
    };
    let ports = u32::from(tuple.local.port) << 16 | u32::from(tuple.remote.port);
    (address ^ ports).wrapping_mul(0x9e37_79b1) as usize >> 22
}

const _: () = assert!(LISTS == 1 << (u32::BITS - 22));
