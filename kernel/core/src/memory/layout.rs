//! Where things go in a process: address space layout randomisation.
//!
//! From below: the program (a static PIE; others say themselves where), the mappings growing downwards from
//! their base, the stack. Each base is random by itself, so that knowing one tells nothing of the others.

use capos_hal::PAGE_SIZE;
use capos_schema::abi::limits::USER_END;

const PAGE: u64 = PAGE_SIZE as u64;
const GIB: u64 = 1 << 30;

/// Pages that a position-independent program's base varies over: 28 bits, 1 TiB.
const PROGRAM_PAGES: u64 = 1 << 28;
/// 28 bits for mappings too.
const MAPPING_PAGES: u64 = 1 << 28;
/// 22 bits for the stack, 16 GiB.
const STACK_PAGES: u64 = 1 << 22;

const PROGRAM_START: u64 = 0x5500_0000_0000;
/// Beneath this many bytes under the end of user space, mappings may begin.
const STACK_REGION: u64 = 32 * GIB;

/// The random choices of one process.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    /// Where a position-independent program goes, before its alignment.
    pub program_base: u64,
    /// Mappings without a place of their own go below this.
    pub mapping_base: u64,
    /// One past the highest page of the first stack.
    pub stack_top: u64,
}

impl Layout {
    pub const fn new(random: [u64; 3]) -> Self {
        Layout {
            program_base: PROGRAM_START + random[0] % PROGRAM_PAGES * PAGE,
            mapping_base: USER_END - STACK_REGION - random[1] % MAPPING_PAGES * PAGE,
            stack_top: USER_END - random[2] % STACK_PAGES * PAGE,
        }
    }
}
