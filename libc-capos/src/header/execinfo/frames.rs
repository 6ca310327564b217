//! Following the chain of frame pointers.
//!
//! A program is compiled with `-fno-omit-frame-pointer` to have one; elsewhere `rbp` may hold anything. So every
//! step is checked: a frame must lie on the stack, further up than the one before, and its return address in the
//! program's code. What fails a check ends the trace, and nothing is read that could be unmapped.

use crate::start;
use crate::types::c_void;
use core::arch::asm;

/// What a function saves on entry, next to its return address.
#[repr(C)]
#[derive(Clone, Copy)]
struct Frame {
    next: usize,
    return_address: usize,
}

/// Stores the return addresses from the caller's caller on, and returns their number.
#[inline(always)]
pub fn collect(addresses: &mut [*mut c_void]) -> usize {
    let (stack, first): (usize, usize);
    // SAFETY: reads two registers.
    unsafe { asm!("mov {}, rsp", "mov {}, rbp", out(reg) stack, out(reg) first, options(nomem, nostack)) };
    let top = start::stack_top();
    let (mut lowest, mut at, mut count) = (stack, first, 0);
    while count < addresses.len() && at >= lowest && at.is_multiple_of(8) {
        if at.checked_add(size_of::<Frame>()).is_none_or(|end| end > top) {
            break;
        }
        // SAFETY: the address is aligned and lies between the stack pointer and the stack's top, all of which is
        // mapped.
        let frame = unsafe { (at as *const Frame).read() };
        if !start::is_code(frame.return_address) {
            break;
        }
        addresses[count] = frame.return_address as *mut c_void;
        count += 1;
        lowest = at + size_of::<Frame>();
        at = frame.next;
    }
    count
}
