//! `CapabilityTable`: a process's handles.
//!
//! Every operation takes constant time. Freed slots wait in a queue, so that a slot rests as long as possible
//! before its next tenant, and its generation tells old handles from new ones.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::mem;

use capos_hal::frame;
use capos_schema::Interface;
use capos_schema::abi::limits::MAX_CAPABILITIES;
use capos_schema::abi::{Fault, Handle};
use capos_schema::capos_capnp::ErrorCode;

use crate::object::Capability;
use crate::quota::Account;

pub struct CapabilityTable {
    slots: Vec<Slot>,
    free: Option<FreeQueue>,
    account: Arc<Account>,
    taken: u32,
}

struct Slot {
    /// Of the tenant, or of the next one if the slot is free. Never 0.
    generation: u16,
    /// Whether every generation has been used once.
    wrapped: bool,
    tenant: Tenant,
}

enum Tenant {
    Capability(Capability),
    Free { next: Option<u16> },
}

/// First and last of the free slots, linked by `Tenant::Free`.
#[derive(Clone, Copy)]
struct FreeQueue {
    first: u16,
    last: u16,
}

impl CapabilityTable {
    /// An empty table whose slots are charged to the account.
    pub fn new(account: Arc<Account>) -> Self {
        CapabilityTable { slots: Vec::new(), free: None, account, taken: 0 }
    }

    /// A table with the same capabilities under the same handles, charged to the account.
    pub fn copy(&self, account: Arc<Account>) -> Result<Self, ErrorCode> {
        let mut slots = Vec::new();
        slots.try_reserve(self.slots.len()).map_err(|_| ErrorCode::NoMemory)?;
        if !account.charge(u64::from(self.taken)) {
            return Err(ErrorCode::QuotaExceeded);
        }
        slots.extend(self.slots.iter().map(|slot| Slot {
            tenant: match &slot.tenant {
                Tenant::Capability(capability) => Tenant::Capability(capability.duplicate()),
                Tenant::Free { next } => Tenant::Free { next: *next },
            },
            ..*slot
        }));
        Ok(CapabilityTable { slots, free: self.free, account, taken: self.taken })
    }

    /// Capabilities held.
    pub fn len(&self) -> usize {
        self.taken as usize
    }

    pub fn is_empty(&self) -> bool {
        self.taken == 0
    }

    /// The one lookup: a bad or a stale handle, then the wrong interface.
    #[inline]
    pub fn lookup(&self, handle: Handle, interface: Interface) -> Result<&Capability, Fault> {
        let capability = self.get(handle)?;
        if capability.interface() == interface { Ok(capability) } else { Err(Fault::WrongInterface) }
    }

    /// Of any interface.
    #[inline]
    pub fn get(&self, handle: Handle) -> Result<&Capability, Fault> {
        let slot = self.slots.get(usize::from(handle.index())).ok_or(Fault::BadHandle)?;
        match &slot.tenant {
            Tenant::Capability(capability) if slot.generation == handle.generation() => Ok(capability),
            _ => Err(slot.refusal(handle.generation())),
        }
    }

    /// Fills an empty table, in order, and tells under which handle each capability is. What fails changes nothing.
    pub fn fill<N>(
        &mut self,
        named: impl ExactSizeIterator<Item = (N, Capability)>,
        mut each: impl FnMut(N, Interface, Handle),
    ) -> Result<(), ErrorCode> {
        let count = named.len();
        if count > MAX_CAPABILITIES as usize {
            return Err(ErrorCode::TooManyHandles);
        }
        self.slots.try_reserve_exact(count).map_err(|_| ErrorCode::NoMemory)?;
        if !self.account.charge(count as u64) {
            return Err(ErrorCode::QuotaExceeded);
        }
        self.taken += count as u32;
        self.slots.extend(named.enumerate().map(|(index, (name, capability))| {
            each(name, capability.interface(), Handle::new(index as u16, 1));
            Slot { generation: 1, wrapped: false, tenant: Tenant::Capability(capability) }
        }));
        Ok(())
    }

    /// A capability that finds no room comes back with the reason, to be dropped without the table's lock.
    pub fn insert(&mut self, capability: Capability) -> Result<Handle, (Capability, ErrorCode)> {
        if !self.account.charge(1) {
            return Err((capability, ErrorCode::QuotaExceeded));
        }
        // Whatever objects a process makes, it gets them here: the kernel's reserve is not for them.
        if frame::is_scarce() {
            self.account.release(1);
            return Err((capability, ErrorCode::NoMemory));
        }
        let index = match self.take_free_slot() {
            Ok(index) => index,
            Err(reason) => {
                self.account.release(1);
                return Err((capability, reason));
            }
        };
        let slot = &mut self.slots[usize::from(index)];
        slot.tenant = Tenant::Capability(capability);
        self.taken += 1;
        Ok(Handle::new(index, slot.generation))
    }

    /// Empties a slot. What was in it is dropped by the caller, without the table's lock.
    pub fn release(&mut self, handle: Handle) -> Result<Capability, Fault> {
        self.get(handle)?;
        let index = handle.index();
        let slot = &mut self.slots[usize::from(index)];
        match mem::replace(&mut slot.tenant, Tenant::Free { next: None }) {
            Tenant::Capability(capability) => {
                slot.generation = slot.generation.wrapping_add(1);
                if slot.generation == 0 {
                    slot.generation = 1;
                    slot.wrapped = true;
                }
                self.append_free(index);
                self.taken -= 1;
                self.account.release(1);
                Ok(capability)
            }
            Tenant::Free { .. } => Err(Fault::StaleHandle),
        }
    }

    /// Everything at once, for the end of the process; the table stays, empty and without room.
    pub fn take_all(&mut self) -> impl Iterator<Item = Capability> + use<> {
        self.account.release(u64::from(self.taken));
        self.taken = 0;
        self.free = None;
        mem::take(&mut self.slots).into_iter().filter_map(|slot| match slot.tenant {
            Tenant::Capability(capability) => Some(capability),
            Tenant::Free { .. } => None,
        })
    }

    fn take_free_slot(&mut self) -> Result<u16, ErrorCode> {
        if let Some(queue) = self.free {
            let next = match self.slots[usize::from(queue.first)].tenant {
                Tenant::Free { next } => next,
                Tenant::Capability(_) => None,
            };
            self.free = next.map(|first| FreeQueue { first, last: queue.last });
            return Ok(queue.first);
        }
        if self.slots.len() >= MAX_CAPABILITIES as usize {
            return Err(ErrorCode::TooManyHandles);
        }
        self.slots.try_reserve(1).map_err(|_| ErrorCode::NoMemory)?;
        self.slots.push(Slot { generation: 1, wrapped: false, tenant: Tenant::Free { next: None } });
        Ok((self.slots.len() - 1) as u16)
    }

    fn append_free(&mut self, index: u16) {
        match self.free {
            Some(queue) => {
                self.slots[usize::from(queue.last)].tenant = Tenant::Free { next: Some(index) };
                self.free = Some(FreeQueue { first: queue.first, last: index });
            }
            None => self.free = Some(FreeQueue { first: index, last: index }),
        }
    }
}

impl Slot {
    /// Why a handle of the generation names nothing here: it is from before, or never was.
    #[cold]
    fn refusal(&self, generation: u16) -> Fault {
        let used = generation != 0 && (self.wrapped || generation < self.generation);
        if used { Fault::StaleHandle } else { Fault::BadHandle }
    }
}

impl Drop for CapabilityTable {
    fn drop(&mut self) {
        self.account.release(u64::from(self.taken));
    }
}

#[cfg(test)]
mod tests;
