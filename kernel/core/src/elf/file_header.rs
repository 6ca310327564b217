//! The ELF file header: which machine, where to start, where the program headers are.

use super::error::ElfError;
use super::fields::Fields;

/// Program headers a file may have; real programs have about ten.
pub const MAX_PROGRAM_HEADERS: u16 = 64;

const HEADER_SIZE: u16 = 64;
pub const PROGRAM_HEADER_SIZE: u16 = 56;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// ET_EXEC: runs only at the addresses it was linked for.
    Fixed,
    /// ET_DYN: a static PIE, runs anywhere and relocates itself.
    PositionIndependent,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FileHeader {
    pub kind: Kind,
    pub entry: u64,
    pub program_headers_offset: u64,
    pub program_header_count: u16,
}

impl FileHeader {
    /// Checks every field that a static program for this machine determines. The file of `size` bytes begins with
    /// those given.
    pub fn parse(file: &[u8], size: u64) -> Result<Self, ElfError> {
        let header = Fields::new(file);
        let short = ElfError::new("e_ident", "the file is shorter than an ELF header");
        if file.len() < usize::from(HEADER_SIZE) {
            return Err(short);
        }
        check(file.starts_with(b"\x7fELF"), "e_ident[EI_MAG]", "not an ELF file")?;
        let ident = |index| header.u8(index).ok_or(short);
        check(ident(4)? == 2, "e_ident[EI_CLASS]", "not a 64-bit file")?;
        check(ident(5)? == 1, "e_ident[EI_DATA]", "not little endian")?;
        check(ident(6)? == 1, "e_ident[EI_VERSION]", "not version 1")?;
        // System V, and what linkers write for a file with indirect functions.
        check(matches!(ident(7)?, 0 | 3), "e_ident[EI_OSABI]", "made for another system")?;
        check(ident(8)? == 0, "e_ident[EI_ABIVERSION]", "not 0")?;
        let kind = match header.u16(16).ok_or(short)? {
            2 => Kind::Fixed,
            3 => Kind::PositionIndependent,
            _ => return Err(ElfError::new("e_type", "neither ET_EXEC nor ET_DYN")),
        };
        check(header.u16(18) == Some(62), "e_machine", "not x86-64")?;
        check(header.u32(20) == Some(1), "e_version", "not version 1")?;
        let entry = header.u64(24).ok_or(short)?;
        let program_headers_offset = header.u64(32).ok_or(short)?;
        check(header.u32(48) == Some(0), "e_flags", "not 0")?;
        check(header.u16(52) == Some(HEADER_SIZE), "e_ehsize", "not 64")?;
        check(header.u16(54) == Some(PROGRAM_HEADER_SIZE), "e_phentsize", "not 56")?;
        let program_header_count = header.u16(56).ok_or(short)?;
        check(program_header_count != 0, "e_phnum", "no program headers")?;
        check(program_header_count <= MAX_PROGRAM_HEADERS, "e_phnum", "more than 64 program headers")?;
        check(program_headers_offset.is_multiple_of(8), "e_phoff", "not a multiple of 8")?;
        let table = u64::from(program_header_count) * u64::from(PROGRAM_HEADER_SIZE);
        let end = program_headers_offset.checked_add(table);
        check(
            end.is_some_and(|end| end <= size),
            "e_phoff",
            "the program headers reach past the end of the file",
        )?;
        Ok(FileHeader { kind, entry, program_headers_offset, program_header_count })
    }
}

/// Where the program headers of a file end that begins with those bytes, if it is an ELF file.
pub fn headers_end(file: &[u8]) -> u64 {
    let header = Fields::new(file);
    let (Some(offset), Some(count)) = (header.u64(32), header.u16(56)) else { return 0 };
    offset.saturating_add(u64::from(count) * u64::from(PROGRAM_HEADER_SIZE))
}

pub(super) fn check(holds: bool, field: &'static str, problem: &'static str) -> Result<(), ElfError> {
    if holds { Ok(()) } else { Err(ElfError::new(field, problem)) }
}
