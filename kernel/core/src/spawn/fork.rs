//! `fork`: a copy of the calling process with one thread.

use alloc::sync::Arc;

use capos_hal::{UserAddress, frame};
use capos_schema::abi::ring::HEADER_OFFSET;

use super::launch::{process_charge, start_counting};
use super::{Launched, SpawnError};
use crate::memory::MemoryError;
use crate::process::registry::{self, Placement};
use crate::process::{Process, ProcessParts};
use crate::quota::Limits;
use crate::thread::{Start, Thread};

/// Where the child's thread begins.
#[derive(Clone, Copy, Debug)]
pub struct ForkStart {
    pub entry: u64,
    pub stack: u64,
    pub argument: u64,
}

/// Makes the child. What fails leaves nothing behind.
pub fn fork(parent: &Arc<Thread>, start: ForkStart) -> Result<Launched, SpawnError> {
    if frame::is_scarce() {
        return Err(MemoryError::OutOfMemory.into());
    }
    let process = parent.process();
    let charge = process_charge(process)?;
    let quota = process.quota().carve(Limits::default())?;
    let space = parent.address_space().fork(Arc::clone(&quota.memory))?;
    // The ring's indices are the parent's; the child's ring is empty.
    space.write_zeros(UserAddress::new(parent.ring().get() + HEADER_OFFSET as u64), size_of::<u32>() * 4)?;
    let name = process.name();
    let parts = ProcessParts {
        name: &name,
        quota,
        charge: Some(charge),
        ignored_signals: process.start_ignored(),
        attributes: process.attributes().clone(),
        at_end: None,
    };
    let child = Process::new(parts);
    let account = Arc::clone(&child.quota().capabilities);
    let copied = process.capabilities().lock().copy(account).map_err(SpawnError::Capabilities)?;
    *child.capabilities().lock() = copied;
    child.set_signal_block(process.signal_block());
    start_counting(&child)?;
    let start = Start {
        entry: UserAddress::new(start.entry),
        stack: UserAddress::new(start.stack),
        argument: start.argument,
        ring: parent.ring(),
        thread_pointer: UserAddress::new(0),
        blocked_signals: parent.start_blocked(),
    };
    let thread = Thread::new(&child, &space, child.first_thread_id(), start)?;
    thread.set_signal_block(parent.signal_block());
    thread.keep_policy(parent.policy());
    let placement = Placement { creator: Some(process.id()), is_child: true, ..Placement::default() };
    let launched = Launched::new(child, thread);
    registry::add(&launched.process, placement).map_err(SpawnError::Placement)?;
    Ok(launched)
}
