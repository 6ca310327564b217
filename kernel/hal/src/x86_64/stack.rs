//! Kernel stacks, each with an unmapped page below it.

use alloc::vec::Vec;

use super::layout;
use super::paging::kernel::map_fresh;
use crate::PAGE_SIZE;
use crate::sync::{Level, SpinLock};

struct Stacks;
impl Level for Stacks {
    const RANK: u8 = 58;
    const NAME: &'static str = "kernel stacks";
}

pub const STACK_SIZE: usize = 8 * PAGE_SIZE;
/// From one stack's lowest address to the next's; what is between stays unmapped.
const STRIDE: u64 = 2 * STACK_SIZE as u64;
const MAX_STACKS: u64 = 1 << 20;

/// Stacks stay mapped once made; those not in use wait here for the next task.
struct Free {
    stacks: Vec<u64>,
    made: u64,
}

static FREE: SpinLock<Stacks, Free> = SpinLock::new(Free { stacks: Vec::new(), made: 0 });

/// A mapped stack, given back when dropped.
pub struct Stack {
    low: u64,
}

impl Stack {
    /// `None` if no memory is left. Its bytes are anything.
    pub fn new() -> Option<Stack> {
        let mut free = FREE.lock();
        if let Some(low) = free.stacks.pop() {
            return Some(Stack { low });
        }
        // The list has room for every stack there is before the stack exists, so giving back never allocates.
        let made = free.made as usize;
        let missing = (made + 1).saturating_sub(free.stacks.capacity());
        free.stacks.try_reserve(missing.max(1)).ok()?;
        if free.made == MAX_STACKS {
            return None;
        }
        let low = layout::STACKS + free.made * STRIDE + STACK_SIZE as u64;
        // Pages that were mapped before memory ran out are lost with their place; there is nothing to map soon.
        free.made += 1;
        for page in (low..low + STACK_SIZE as u64).step_by(PAGE_SIZE) {
            map_fresh(page).ok()?;
        }
        Some(Stack { low })
    }

    /// One past the highest address; 16-byte aligned.
    pub fn top(&self) -> u64 {
        self.low + STACK_SIZE as u64
    }

    /// Whether the address is in the unmapped gap below a stack.
    pub fn is_guard(address: u64) -> bool {
        let end = layout::STACKS + MAX_STACKS * STRIDE;
        (layout::STACKS..end).contains(&address) && (address - layout::STACKS) % STRIDE < STACK_SIZE as u64
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        FREE.lock().stacks.push(self.low);
    }
}
