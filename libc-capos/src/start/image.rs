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

/// ELF file header, as far as it tells where the program headers are.
#[repr(C)]
struct FileHeader {
    ident: [u8; 16],
    kind: [u16; 2],
    version: u32,
    entry: usize,
    program_headers: usize,
    section_headers: usize,
    flags: u32,
    size: u16,
    program_header_size: u16,
    program_header_count: u16,
}

/// A segment.
#[repr(C)]
pub struct ProgramHeader {
    pub kind: u32,
    pub flags: u32,
    pub offset: usize,
    pub virtual_address: usize,
    pub physical_address: usize,
    pub file_size: usize,
    pub memory_size: usize,
    pub alignment: usize,
}

/// The program in memory.
#[derive(Clone, Copy)]
pub struct Image {
    /// What to add to the addresses in its headers.
    pub bias: usize,
    headers: &'static [ProgramHeader],
}

impl Image {
    pub fn headers(&self) -> &'static [ProgramHeader] {
        self.headers
    }
}

/// `None` if the linker does not tell where the header is.
pub fn image() -> Option<Image> {
    const ET_DYN: u16 = 3;
    let base = file_header().cast::<FileHeader>();
    // SAFETY: the linker places the header and the program headers, in this format, in the first loaded segment.
    unsafe {
        let header = base.as_ref()?;
        // Addresses are relative to the load address exactly if the file is position-independent.
        let bias = if header.kind[0] == ET_DYN { base as usize } else { 0 };
        let first = base.byte_add(header.program_headers).cast::<ProgramHeader>();
        let count = usize::from(header.program_header_count);
        Some(Image { bias, headers: core::slice::from_raw_parts(first, count) })
    }
}

/// Whether an address is in the program's code, or before it.
pub fn is_code(address: usize) -> bool {
    // Only the address of the linker's symbol is used.
    (file_header() as usize..(&raw const CODE_END) as usize).contains(&address)
}
