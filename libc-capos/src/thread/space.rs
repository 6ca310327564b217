//! The memory of threads: guard, stack, static TLS and control block in one mapping.
//!
//! A thread cannot free the stack it stands on. So whoever ends detached leaves its space in a list, and those who
//! start threads later take it over, when the kernel says that its owner is gone. The list also saves most of the
//! work of mapping; what it may hold is bounded.

use super::static_tls::Template;
use super::{ControlBlock, tcb};
use crate::errno::Errno;
use crate::platform::{Memory, MemoryProtection, Sys};
use crate::sync::Mutex;
use alloc::vec::Vec;
use core::ptr::NonNull;
use core::sync::atomic::Ordering::Acquire;

pub const PAGE: usize = 4096;
/// Spaces that are kept for later at most.
const KEPT: usize = 16;

/// One mapping: a guard, then (unless the program provides it) the stack, then TLS and the control block.
#[derive(Clone, Copy)]
pub struct Space {
    base: NonNull<u8>,
    length: usize,
    guard: usize,
}

// SAFETY: an address range belongs to no thread.
unsafe impl Send for Space {}

/// Where the parts of a space are.
pub struct Places {
    pub block: *mut ControlBlock,
    pub stack_end: *mut u8,
    pub stack_size: usize,
}

impl Space {
    fn map(length: usize, guard: usize) -> Result<Space, Errno> {
        let base = Sys::map(length, MemoryProtection::None).map_err(|_| Errno::EAGAIN)?;
        let space = Space { base, length, guard };
        // SAFETY: the rest of the mapping is inside it, and nobody uses it.
        let usable = unsafe {
            Sys::protect(base.add(guard), length - guard, MemoryProtection::ReadWrite)
        };
        if usable.is_err() {
            // SAFETY: nobody has seen it.
            unsafe { space.release() };
            return Err(Errno::EAGAIN);
        }
        Ok(space)
    }

    /// A space with room for `stack` bytes of stack (a multiple of the page size), taken over or new.
    pub fn obtain(stack: usize, guard: usize) -> Result<Space, Errno> {
        let guard = guard.checked_next_multiple_of(PAGE).ok_or(Errno::EINVAL)?;
        let length = stack
            .checked_add(Template::find().room().next_multiple_of(PAGE))
            .and_then(|length| length.checked_add(guard))
            .ok_or(Errno::EINVAL)?;
        let fits = |left: &Left| left.space.length == length && left.space.guard == guard;
        let found = {
            let mut list = LEFT.lock();
            let place = list.iter().position(|left| fits(left) && left.is_gone());
            place.map(|place| list.swap_remove(place).space)
        };
        found.map_or_else(|| Space::map(length, guard), Ok)
    }

    /// Writes TLS and a fresh control block.
    ///
    /// # Safety
    /// Nobody uses the space.
    pub unsafe fn furnish(self) -> Places {
        let guard = tcb().stack_guard();
        // SAFETY: the end of the space has the room that the template asks for, and it is ours by the contract.
        unsafe {
            let end = self.base.as_ptr().add(self.length);
            let (start, block) = Template::find().place(end, guard);
            let low = self.base.as_ptr().add(self.guard);
            Places { block, stack_end: start, stack_size: start as usize - low as usize }
        }
    }

    /// # Safety
    /// Nobody uses the space any more.
    unsafe fn release(self) {
        // SAFETY: the caller's promise. Where it fails the address space stays reserved, which is harmless.
        let _ = unsafe { Sys::unmap(self.base, self.length) };
    }

    /// Leaves the space to later threads, or gives it back. Its last user, whose block this is, has ended or will soon.
    pub fn leave(self, block: *const ControlBlock) {
        let mut list = LEFT.lock();
        let full = list.len() >= KEPT || list.try_reserve(1).is_err();
        if full {
            // One that can go makes room.
            match list.iter().position(Left::is_gone) {
                Some(place) => {
                    // SAFETY: its user is gone, and it is in the list no more.
                    unsafe { list.swap_remove(place).space.release() };
                }
                // All of them are about to end: one more does no harm, unless there is no memory to note it.
                None if list.try_reserve(1).is_err() => return,
                None => {}
            }
        }
        list.push(Left { space: self, block });
    }

    pub fn guard(self) -> usize {
        self.guard
    }
}

/// A space whose user has ended or is about to.
struct Left {
    space: Space,
    block: *const ControlBlock,
}

// SAFETY: as for `Space`; of the block only an atomic is read.
unsafe impl Send for Left {}

impl Left {
    fn is_gone(&self) -> bool {
        // SAFETY: the block is in the space, which stays mapped as long as it is in the list.
        unsafe { (*self.block).thread.alive.load(Acquire) == 0 }
    }
}

static LEFT: Mutex<Vec<Left>> = Mutex::new(Vec::new());
