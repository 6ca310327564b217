//! Kernel stacks, each with an unmapped page below it.

use alloc::vec::Vec;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::layout;
use super::paging::kernel::map_fresh;
use crate::PAGE_SIZE;
use crate::sync::{Level, SpinLock};

struct Stacks;
impl Level for Stacks {
    const RANK: u8 = 58;
    const NAME: &'static str = "kernel stacks";
}

/// Builds without optimisation keep every temporary on the stack.
pub const STACK_SIZE: usize = if cfg!(debug_assertions) { 32 } else { 8 } * PAGE_SIZE;
/// From one stack's lowest address to the next's; what is between stays unmapped.
const STRIDE: u64 = 2 * STACK_SIZE as u64;
const MAX_STACKS: u64 = 1 << 20;

/// Stacks stay mapped once made; those not in use wait here for the next task.
static FREE: SpinLock<Stacks, Vec<u64>> = SpinLock::new(Vec::new());
/// How many there are; grows under the lock of `FREE`.
static MADE: AtomicU64 = AtomicU64::new(0);

/// A mapped stack, given back when dropped.
pub struct Stack {
    low: u64,
}

impl Stack {
    /// `None` if no memory is left. Its bytes are anything.
    pub fn new() -> Option<Stack> {
        let mut free = FREE.lock();
        if let Some(low) = free.pop() {
            return Some(Stack { low });
        }
        let made = MADE.load(Relaxed);
        if made == MAX_STACKS {
            return None;
        }
        // The list gets room for every stack before the stack exists, so giving back never allocates.
        free.try_reserve(made as usize + 1).ok()?;
        let low = layout::STACKS + made * STRIDE + STACK_SIZE as u64;
        for page in (low..low + STACK_SIZE as u64).step_by(PAGE_SIZE) {
            // Pages mapped before memory ran out stay for the next attempt.
            map_fresh(page).ok()?;
        }
        MADE.store(made + 1, Relaxed);
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

    /// Whether the address is in a stack.
    pub fn is_mapped(address: u64) -> bool {
        let end = layout::STACKS + MADE.load(Relaxed) * STRIDE;
        (layout::STACKS..end).contains(&address) && !Stack::is_guard(address)
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        FREE.lock().push(self.low);
    }
}
