//! Each field that can be wrong, with the name that the error gives it.

use super::fixture::{DYNAMIC, File, GNU_RELRO, INTERP, LOAD, PAGE, PHDR, R, TLS, W, X, header, program};
use crate::elf::{ElfError, Image, ProgramHeader};

const BASE: u64 = 0x40_0000;

fn refused(bytes: &[u8]) -> &'static str {
    parse(bytes).expect_err("the file is malformed").field
}

fn parse(bytes: &[u8]) -> Result<Image, ElfError> {
    Image::parse(bytes, bytes.len() as u64)
}

/// Puts bytes into the file header of a good file.
fn with(at: usize, value: &[u8]) -> &'static str {
    let mut bytes = program(BASE).bytes();
    bytes[at..at + value.len()].copy_from_slice(value);
    refused(&bytes)
}

/// Changes one program header of a good file.
fn with_header(index: usize, change: impl FnOnce(&mut ProgramHeader)) -> &'static str {
    let mut file = program(BASE);
    change(&mut file.headers[index]);
    refused(&file.bytes())
}

fn with_file(change: impl FnOnce(&mut File)) -> &'static str {
    let mut file = program(BASE);
    change(&mut file);
    refused(&file.bytes())
}

#[test]
fn good_files_are_taken() {
    for base in [0, BASE] {
        let image = parse(&program(base).bytes()).expect("a good file");
        assert_eq!(image.segments.len(), 3);
        assert_eq!(image.span(), (base, base + 0x7000));
        assert_eq!((image.program_headers, image.program_header_count), (Some(base + 64), 7));
        assert_eq!(image.stack_size, None);
    }
}

#[test]
fn file_header() {
    assert_eq!(refused(&[]), "e_ident");
    assert_eq!(refused(b"\x7fELF"), "e_ident");
    assert_eq!(refused(&program(BASE).bytes()[..63]), "e_ident");
    assert_eq!(with(0, b"#!/b"), "e_ident[EI_MAG]");
    assert_eq!(with(4, &[1]), "e_ident[EI_CLASS]");
    assert_eq!(with(5, &[2]), "e_ident[EI_DATA]");
    assert_eq!(with(6, &[0]), "e_ident[EI_VERSION]");
    assert_eq!(with(7, &[9]), "e_ident[EI_OSABI]");
    assert_eq!(with(8, &[1]), "e_ident[EI_ABIVERSION]");
    for elf_type in [0u16, 1, 4, 0xfe00] {
        assert_eq!(with(16, &elf_type.to_le_bytes()), "e_type");
    }
    assert_eq!(with(18, &3u16.to_le_bytes()), "e_machine");
    assert_eq!(with(20, &2u32.to_le_bytes()), "e_version");
    assert_eq!(with(48, &1u32.to_le_bytes()), "e_flags");
    assert_eq!(with(52, &52u16.to_le_bytes()), "e_ehsize");
    assert_eq!(with(54, &32u16.to_le_bytes()), "e_phentsize");
    assert_eq!(with(56, &0u16.to_le_bytes()), "e_phnum");
    assert_eq!(with(56, &65u16.to_le_bytes()), "e_phnum");
    assert_eq!(with(56, &u16::MAX.to_le_bytes()), "e_phnum");
    for offset in [65u64, 0x3180, 0x3100, u64::MAX - 7, 1 << 63] {
        assert_eq!(with(32, &offset.to_le_bytes()), "e_phoff", "{offset:#x}");
    }
}

#[test]
fn entry_point() {
    for entry in [0, BASE, BASE + 0x3e80, BASE + 0x2e80, u64::MAX] {
        assert_eq!(with_file(|file| file.entry = entry), "e_entry", "{entry:#x}");
    }
}

#[test]
fn segments() {
    assert_eq!(with_header(3, |data| data.flags = R | W | X), "p_flags");
    assert_eq!(with_header(2, |text| text.memory_size -= 1), "p_filesz");
    assert_eq!(with_header(2, |text| text.file_size = 1 << 40), "p_filesz");
    assert_eq!(with_header(3, |data| data.memory_size = (1 << 36) + 1), "p_memsz");
    assert_eq!(with_header(3, |data| data.memory_size = u64::MAX), "p_memsz");
    assert_eq!(with_header(2, |text| text.offset = u64::MAX - 0xfff), "p_offset");
    assert_eq!(with_header(2, |text| text.offset = 0x2000), "p_filesz");
    assert_eq!(with_header(2, |text| text.offset += 1), "p_offset");
    assert_eq!(with_header(3, |data| data.address = u64::MAX - 0x17f), "p_memsz");
    assert_eq!(with_header(3, |data| data.address = 0x7fff_ffff_ee80), "p_vaddr");
    assert_eq!(with_header(3, |data| data.address = 0xffff_8000_0000_0e80), "p_vaddr");
    assert_eq!(with_header(1, |constants| constants.address = 0xf000), "p_vaddr");
    assert_eq!(with_header(1, |constants| constants.address = 0), "p_vaddr");
    assert_eq!(with_header(2, |text| text.alignment = 3 * PAGE), "p_align");
    assert_eq!(with_header(2, |text| text.alignment = 1 << 31), "p_align");
    assert_eq!(with_header(3, |data| data.alignment = 0x2000), "p_offset");
    assert_eq!(with_file(|file| file.headers.retain(|header| header.segment_type != LOAD)), "PT_LOAD");
}

#[test]
fn segments_that_meet() {
    // On one page, though no byte is in both.
    assert_eq!(with_header(3, |data| data.address = BASE + 0x2e80), "p_vaddr");
    assert_eq!(with_header(2, |text| text.address = BASE), "p_vaddr");
    assert_eq!(with_file(|file| file.headers.swap(1, 2)), "p_vaddr");
    assert_eq!(with_header(3, |data| data.address = BASE + (1 << 36) + 0xe80), "p_vaddr");
}

#[test]
fn other_program_headers() {
    assert_eq!(with_header(0, |table| table.segment_type = INTERP), "PT_INTERP");
    assert_eq!(with_header(0, |table| table.offset = 0), "PT_PHDR p_offset");
    assert_eq!(with_header(0, |table| table.address += 8), "PT_PHDR p_vaddr");
    assert_eq!(with_header(0, |table| table.memory_size = 1 << 20), "PT_PHDR p_vaddr");
    assert_eq!(with_header(5, |tls| tls.memory_size = 8), "PT_TLS p_filesz");
    assert_eq!(with_header(5, |tls| tls.memory_size = 1 << 37), "PT_TLS p_memsz");
    assert_eq!(with_header(5, |tls| tls.alignment = 24), "PT_TLS p_align");
    assert_eq!(with_header(5, |tls| tls.address = 0), "PT_TLS p_vaddr");
    assert_eq!(with_header(5, |tls| tls.offset = u64::MAX), "p_offset");
    assert_eq!(with_header(4, |relro| relro.address = BASE), "PT_GNU_RELRO p_vaddr");
    assert_eq!(with_header(4, |relro| relro.memory_size = 0x10_0000), "PT_GNU_RELRO p_vaddr");
    assert_eq!(with_header(4, |relro| relro.address = u64::MAX), "p_memsz");
    assert_eq!(with_header(6, |stack| stack.flags = R | W | X), "PT_GNU_STACK p_flags");
}

#[test]
fn what_only_tools_read_is_not_judged() {
    let mut file = program(BASE);
    file.headers[0] = ProgramHeader { offset: u64::MAX, ..header(DYNAMIC, R, 0, u64::MAX, u64::MAX) };
    file.headers[4] = header(0x6fff_ffff, X | W, u64::MAX, u64::MAX, 1);
    assert!(parse(&file.bytes()).is_ok());
    file.headers[6].memory_size = 1 << 20;
    assert_eq!(parse(&file.bytes()).expect("good").stack_size, Some(1 << 20));
    assert_eq!((PHDR, TLS, GNU_RELRO), (6, 7, 0x6474_e552));
}
