//! What boot ends in.

use capos_hal::SymbolTable;
use capos_hal::boot::BootInfo;
use capos_kernel_core::init;

/// Names of the kernel's functions, for backtraces; empty in a first link (mk/kernel.mk).
static SYMBOLS: SymbolTable = SymbolTable::new(include_str!(concat!(env!("OUT_DIR"), "/symbols.txt")));

capos_hal::entry!(main);

fn main(info: BootInfo) -> ! {
    capos_hal::set_symbols(&SYMBOLS);
    init::boot(info)
}
