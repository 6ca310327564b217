//! Program headers: as the file has them, and as checked loadable segments.

use capos_schema::abi::limits::{PAGE_SIZE, USER_END, USER_START};

use super::error::ElfError;
use super::fields::Fields;
use super::file_header::{Kind, check};

const PAGE: u64 = PAGE_SIZE as u64;

/// Address space a program may span, and the size of one segment at most: far beyond any static program, and
/// small enough that load addresses keep their randomness.
pub const MAX_SPAN: u64 = 1 << 36;

/// The largest alignment honoured, a huge page of 1 GiB.
const MAX_ALIGNMENT: u64 = 1 << 30;

/// `p_type` values that mean something to the loader; all others are for tools.
pub mod segment_type {
    pub const LOAD: u32 = 1;
    pub const INTERP: u32 = 3;
    pub const PHDR: u32 = 6;
    pub const TLS: u32 = 7;
    pub const GNU_STACK: u32 = 0x6474_e551;
    pub const GNU_RELRO: u32 = 0x6474_e552;
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProgramHeader {
    pub segment_type: u32,
    pub flags: u32,
    pub offset: u64,
    pub address: u64,
    pub file_size: u64,
    pub memory_size: u64,
    pub alignment: u64,
}

impl ProgramHeader {
    pub const EXECUTE: u32 = 1;
    pub const WRITE: u32 = 2;
    pub const READ: u32 = 4;

    /// `entry` must hold at least 56 bytes; the file header's check saw to that.
    pub(super) fn parse(entry: &[u8]) -> Result<Self, ElfError> {
        let fields = Fields::new(entry);
        let short = ElfError::new("e_phentsize", "a program header is cut short");
        Ok(ProgramHeader {
            segment_type: fields.u32(0).ok_or(short)?,
            flags: fields.u32(4).ok_or(short)?,
            offset: fields.u64(8).ok_or(short)?,
            address: fields.u64(16).ok_or(short)?,
            file_size: fields.u64(32).ok_or(short)?,
            memory_size: fields.u64(40).ok_or(short)?,
            alignment: fields.u64(48).ok_or(short)?,
        })
    }

    pub(super) fn check_in_file(&self, file_length: u64) -> Result<(), ElfError> {
        let end = self
            .offset
            .checked_add(self.file_size)
            .ok_or(ElfError::new("p_offset", "the segment wraps around the file"))?;
        check(end <= file_length, "p_filesz", "the segment reaches past the end of the file")
    }

    pub(super) fn check_alignment(&self) -> Result<(), ElfError> {
        check(self.alignment == 0 || self.alignment.is_power_of_two(), "p_align", "not a power of two")?;
        check(self.alignment <= MAX_ALIGNMENT, "p_align", "larger than 1 GiB")
    }

    /// One past the last address.
    pub(super) fn end(&self) -> Result<u64, ElfError> {
        self.address
            .checked_add(self.memory_size)
            .ok_or(ElfError::new("p_memsz", "the segment wraps around the address space"))
    }
}

/// A PT_LOAD that passed every check. Addresses are the file's; a static PIE's load bias comes on top.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Segment {
    pub address: u64,
    pub memory_size: u64,
    pub offset: u64,
    pub file_size: u64,
    pub alignment: u64,
    pub readable: bool,
    pub writable: bool,
    pub executable: bool,
}

impl Segment {
    pub(super) fn from_header(
        header: &ProgramHeader,
        kind: Kind,
        file_length: u64,
    ) -> Result<Self, ElfError> {
        const WRITE_EXECUTE: u32 = ProgramHeader::WRITE | ProgramHeader::EXECUTE;
        check(
            header.flags & WRITE_EXECUTE != WRITE_EXECUTE,
            "p_flags",
            "a segment is both writable and executable",
        )?;
        check(header.file_size <= header.memory_size, "p_filesz", "larger than p_memsz")?;
        check(header.memory_size <= MAX_SPAN, "p_memsz", "larger than 64 GiB")?;
        header.check_in_file(file_length)?;
        let end = header.end()?;
        check(end <= USER_END, "p_vaddr", "the segment reaches past user addresses")?;
        if kind == Kind::Fixed {
            check(header.address >= USER_START, "p_vaddr", "the segment begins below user addresses")?;
        }
        header.check_alignment()?;
        if header.file_size != 0 {
            // Pages are mapped, so place in the file and in memory must agree to the page at least.
            let modulus = header.alignment.max(PAGE);
            check(
                header.address % modulus == header.offset % modulus,
                "p_offset",
                "not congruent to p_vaddr",
            )?;
        }
        Ok(Segment {
            address: header.address,
            memory_size: header.memory_size,
            offset: header.offset,
            file_size: header.file_size,
            alignment: header.alignment.max(PAGE),
            readable: header.flags & ProgramHeader::READ != 0,
            writable: header.flags & ProgramHeader::WRITE != 0,
            executable: header.flags & ProgramHeader::EXECUTE != 0,
        })
    }

    pub const fn end(&self) -> u64 {
        self.address + self.memory_size
    }

    pub const fn first_page(&self) -> u64 {
        self.address / PAGE * PAGE
    }

    pub const fn end_page(&self) -> u64 {
        self.end().next_multiple_of(PAGE)
    }

    /// Whether `address..address + length` lies in the segment's memory.
    pub fn contains(&self, address: u64, length: u64) -> bool {
        address >= self.address && address.checked_add(length).is_some_and(|end| end <= self.end())
    }

    /// Whether those addresses get bytes of the file.
    pub(super) fn file_contains(&self, address: u64, length: u64) -> bool {
        address >= self.address
            && address.checked_add(length).is_some_and(|end| end <= self.address + self.file_size)
    }
}
