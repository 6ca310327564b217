//! A small program file, made field by field.

use crate::elf::ProgramHeader;

pub const PAGE: u64 = 4096;

/// Program header types beside the loader's own.
pub const LOAD: u32 = 1;
pub const DYNAMIC: u32 = 2;
pub const INTERP: u32 = 3;
pub const PHDR: u32 = 6;
pub const TLS: u32 = 7;
pub const GNU_STACK: u32 = 0x6474_e551;
pub const GNU_RELRO: u32 = 0x6474_e552;

pub const R: u32 = ProgramHeader::READ;
pub const W: u32 = ProgramHeader::WRITE;
pub const X: u32 = ProgramHeader::EXECUTE;

#[derive(Clone, Debug)]
pub struct File {
    pub elf_type: u16,
    pub entry: u64,
    pub headers: Vec<ProgramHeader>,
    pub length: usize,
}

pub const fn header(segment_type: u32, flags: u32, offset: u64, address: u64, size: u64) -> ProgramHeader {
    ProgramHeader {
        segment_type,
        flags,
        offset,
        address,
        file_size: size,
        memory_size: size,
        alignment: if segment_type == LOAD { PAGE } else { 8 },
    }
}

/// Constants, text, and data with zeros behind it, as a linker lays them out.
pub fn program(base: u64) -> File {
    let data = ProgramHeader { memory_size: 0x3000, ..header(LOAD, R | W, 0x2e80, base + 0x3e80, 0x300) };
    let count = 7;
    File {
        elf_type: if base == 0 { 3 } else { 2 },
        entry: base + 0x1010,
        headers: vec![
            header(PHDR, R, 64, base + 64, count * 56),
            header(LOAD, R, 0, base, 0x800),
            header(LOAD, R | X, 0x1000, base + 0x1000, 0x1e80),
            data,
            ProgramHeader { memory_size: 0x180, ..header(GNU_RELRO, R, 0x2e80, base + 0x3e80, 0x180) },
            ProgramHeader { memory_size: 0x40, ..header(TLS, R, 0x2e80, base + 0x3e80, 0x10) },
            header(GNU_STACK, R | W, 0, 0, 0),
        ],
        length: 0x3180,
    }
}

impl File {
    pub fn bytes(&self) -> Vec<u8> {
        // Every byte tells its place, so that a test sees which one arrived where.
        let mut bytes: Vec<u8> = (0..self.length).map(|at| (at / 7) as u8 | 1).collect();
        let mut put = |at: usize, value: &[u8]| bytes[at..at + value.len()].copy_from_slice(value);
        put(0, b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0");
        put(16, &self.elf_type.to_le_bytes());
        put(18, &62u16.to_le_bytes());
        put(20, &1u32.to_le_bytes());
        put(24, &self.entry.to_le_bytes());
        put(32, &64u64.to_le_bytes());
        put(40, &[0; 12]);
        put(52, &64u16.to_le_bytes());
        put(54, &56u16.to_le_bytes());
        put(56, &(self.headers.len() as u16).to_le_bytes());
        put(58, &[0; 6]);
        for (index, header) in self.headers.iter().enumerate() {
            let at = 64 + index * 56;
            put(at, &header.segment_type.to_le_bytes());
            put(at + 4, &header.flags.to_le_bytes());
            let words = [
                header.offset,
                header.address,
                header.address,
                header.file_size,
                header.memory_size,
                header.alignment,
            ];
            for (word, value) in words.iter().enumerate() {
                put(at + 8 + word * 8, &value.to_le_bytes());
            }
        }
        bytes
    }
}
