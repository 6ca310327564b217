//! Where the linker put the program.

use core::arch::asm;

unsafe extern "C" {
    #[link_name = "_etext"]
    static CODE_END: [u8; 0];
}

/// The ELF header in memory; null if the linker does not say (tcc's does not).
pub fn file_header() -> *const u8 {
    let header: *const u8;
    // SAFETY: reads an entry of the global offset table, whose symbol may be undefined because it is weak.
    unsafe {
        asm!(
            ".weak __ehdr_start",
            "mov {}, qword ptr [rip + __ehdr_start@GOTPCREL]",
            out(reg) header,
            options(pure, readonly, nostack, preserves_flags)
        )
    };
    header
}

/// Whether an address is in the program's code, or before it.
pub fn is_code(address: usize) -> bool {
    // Only the address of the linker's symbol is used.
    (file_header() as usize..(&raw const CODE_END) as usize).contains(&address)
}
