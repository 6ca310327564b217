//! What a new process finds in memory beside its program: ring, stack and start-up block.

use alloc::sync::Arc;

use capos_hal::{PAGE_SIZE, Protection, UserAddress, UserPages};
use capos_schema::abi::ring::RING_SIZE;

use crate::elf::Program;
use crate::memory::{AddressSpace, Backing, MemoryError, Place};
use crate::process::attributes::INFINITY;

const PAGE: u64 = PAGE_SIZE as u64;

/// What a program gets that asks for no size, where no limit is set and the quota is not small.
const STACK_SIZE: u64 = 8 << 20;
const MIN_STACK_SIZE: u64 = 64 << 10;
const MAX_STACK_SIZE: u64 = 1 << 30;

/// Address space below a stack where touching is a fault.
const STACK_GUARD: u64 = 64 << 10;

/// Maps the first thread's stack; `limit` is `RLIMIT_STACK`.
pub(super) fn map_stack(
    space: &Arc<AddressSpace>,
    program: &Program,
    limit: u64,
) -> Result<UserPages, MemoryError> {
    let account = space.account();
    let most = if limit == INFINITY { STACK_SIZE } else { limit.clamp(MIN_STACK_SIZE, MAX_STACK_SIZE) };
    let size = match program.stack_size {
        Some(size) => size.clamp(MIN_STACK_SIZE, MAX_STACK_SIZE),
        // Of a small quota the stack may take no more than a quarter.
        None => (account.limit() / 4 * PAGE).min(account.left() * PAGE).clamp(MIN_STACK_SIZE, most),
    };
    let size = size.next_multiple_of(PAGE);
    let low = space.layout().stack_top - size;
    space.map(Place::Vacant(low - STACK_GUARD), STACK_GUARD, Protection::NONE, Backing::Reserved)?;
    space.map(Place::Vacant(low), size, Protection::READ | Protection::WRITE, Backing::Anonymous)
}

/// Maps a ring. Its pages arrive when they are touched: a thread that never uses it pays nothing.
pub(crate) fn map_ring(space: &Arc<AddressSpace>) -> Result<UserAddress, MemoryError> {
    let place = Place::Anywhere { alignment: PAGE };
    let pages =
        space.map(place, RING_SIZE as u64, Protection::READ | Protection::WRITE, Backing::Anonymous)?;
    Ok(UserAddress::new(pages.addresses().start))
}

/// A thread is gone, and its ring with it.
pub(crate) fn unmap_ring(space: &AddressSpace, ring: UserAddress) {
    if let Some(pages) = UserPages::new(ring.get(), ring.get() + RING_SIZE as u64) {
        // Where the process has put something else there or the notes would cost memory, it stays.
        let _ = space.unmap(pages);
    }
}

/// Maps memory that the process can only read; the kernel writes it before the process starts.
pub(super) fn map_constants(space: &Arc<AddressSpace>, length: usize) -> Result<u64, MemoryError> {
    let length = (length as u64).next_multiple_of(PAGE);
    let place = Place::Anywhere { alignment: PAGE };
    Ok(space.map(place, length, Protection::READ, Backing::Anonymous)?.addresses().start)
}
