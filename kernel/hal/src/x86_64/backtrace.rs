//! Who called whom, by the chain of frame pointers.

use core::arch::asm;
use core::fmt;

use super::cpu::local;
use super::layout;
use crate::logic::symbols;
use crate::sync::Once;

const MAX_FRAMES: usize = 32;

/// The table of function names that the build made; see `logic::symbols` for its form.
///
/// Code refers to the table by its address, so that the table's contents do not change the code.
pub struct SymbolTable(&'static str);

impl SymbolTable {
    pub const fn new(lines: &'static str) -> Self {
        SymbolTable(lines)
    }
}

static SYMBOLS: Once<&'static SymbolTable> = Once::new();

/// Names functions in later reports.
#[inline(never)]
pub fn set_symbols(table: &'static SymbolTable) {
    let _ = SYMBOLS.set(table);
}

/// One function of a backtrace, to print.
pub struct Frame {
    address: u64,
    /// Where to look the function up: before the return address, which may be the next function's.
    inside: u64,
}

impl fmt::Display for Frame {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:#018x}", self.address)?;
        match SYMBOLS.get().and_then(|table| symbols::lookup(table.0, self.inside)) {
            Some((name, offset)) => write!(formatter, " {name}+{:#x}", offset + self.address - self.inside),
            None => Ok(()),
        }
    }
}

/// Calls the function with each frame, innermost first: from the trap's instruction and frame pointer, or if they
/// are zero from here.
pub fn for_each(trapped: [u64; 2], mut each: impl FnMut(Frame)) {
    let [rip, mut frame_pointer] = trapped;
    if rip == 0 {
        // SAFETY: reads a register.
        unsafe { asm!("mov {}, rbp", out(reg) frame_pointer, options(nomem, nostack, preserves_flags)) };
    } else {
        each(Frame { address: rip, inside: rip });
    }
    for _ in 0..MAX_FRAMES {
        // Two words are read: the caller's frame pointer and the return address.
        let readable = frame_pointer.is_multiple_of(8)
            && local::is_stack(frame_pointer)
            && local::is_stack(frame_pointer + 15);
        if !readable {
            return;
        }
        // SAFETY: both words lie in a kernel stack, which is mapped and initialised where frames are.
        let [caller, address] = unsafe { *(frame_pointer as *const [u64; 2]) };
        if !layout::text().contains(&address) {
            return;
        }
        each(Frame { address, inside: address - 1 });
        if caller <= frame_pointer {
            return;
        }
        frame_pointer = caller;
    }
}
