//! What a loaded program finds in its memory.

use alloc::sync::Arc;

use capos_hal::boot::BootInfo;
use capos_hal::host::Machine;
use capos_hal::{Access, UserAddress, frame, user};

use super::fixture::{File, LOAD, PAGE, R, header, program};
use crate::elf::{LoadError, Program, load};
use crate::memory::{AddressSpace, Layout, MemoryError, PageObject};
use crate::quota::Account;

struct Loaded {
    bytes: Vec<u8>,
    space: Arc<AddressSpace>,
    program: Program,
}

fn load_file(file: &File) -> Result<Loaded, LoadError> {
    let bytes = file.bytes();
    Machine::new(4096);
    // The file does not come first in its package.
    let mut package = vec![0xee; PAGE as usize];
    package.extend(&bytes);
    BootInfo::new(&package, "");
    let space = AddressSpace::new(Arc::new(Account::new(1000)), Layout::new([5; 3])).expect("a space");
    let object = PageObject::package(PAGE, bytes.len() as u64).expect("aligned");
    let program = load(&bytes, &object, &space)?;
    Ok(Loaded { bytes, space, program })
}

impl Loaded {
    fn read(&self, address: u64, length: usize) -> Option<Vec<u8>> {
        self.space.activate();
        let mut bytes = vec![0; length];
        for (index, byte) in bytes.chunks_mut(1).enumerate() {
            let at = UserAddress::new(self.program.load_bias.wrapping_add(address) + index as u64);
            let _ = user::copy_in(at, byte).is_ok() || self.space.fault(at, Access::Read);
            user::copy_in(at, byte).ok()?;
        }
        Some(bytes)
    }

    fn may(&self, address: u64, access: Access) -> bool {
        self.space.fault(UserAddress::new(self.program.load_bias.wrapping_add(address)), access)
    }
}

#[test]
fn a_program_is_in_memory_as_its_headers_say() {
    for base in [0, 0x40_0000] {
        let loaded = load_file(&program(base)).expect("a good file");
        let Program { load_bias, entry, program_headers, program_header_count, .. } = loaded.program;
        if base == 0 {
            assert!(load_bias >= Layout::new([5; 3]).program_base && load_bias % PAGE == 0);
        } else {
            assert_eq!(load_bias, 0);
        }
        assert_eq!(entry, load_bias + base + 0x1010);
        assert_eq!((program_headers, program_header_count), (load_bias + base + 64, 7));
        assert_eq!(loaded.read(base, 0x800).as_deref(), Some(&loaded.bytes[..0x800]));
        assert_eq!(loaded.read(base + 0x1000, 0x1e80).as_deref(), Some(&loaded.bytes[0x1000..0x2e80]));
        assert_eq!(loaded.read(base + 0x3e80, 0x300).as_deref(), Some(&loaded.bytes[0x2e80..0x3180]));
        assert_eq!(loaded.read(base + 0x4180, 0x2d00), Some(vec![0; 0x2d00]), "zeros to the end of memory");
        assert_eq!(loaded.read(base + 0x7000, 1), None);
        assert!(loaded.may(base + 0x1000, Access::Execute) && !loaded.may(base + 0x1000, Access::Write));
        assert!(!loaded.may(base, Access::Execute) && !loaded.may(base, Access::Write));
        assert!(loaded.may(base + 0x3e80, Access::Write) && !loaded.may(base + 0x3e80, Access::Execute));
    }
}

#[test]
fn text_is_not_copied() {
    let loaded = load_file(&program(0x40_0000)).expect("a good file");
    let free = frame::free();
    assert!(loaded.read(0x40_1000, 0x1e80).is_some());
    assert_eq!(frame::free(), free);
}

#[test]
fn zeros_behind_constants_are_zeros_too() {
    let mut file = program(0x40_0000);
    file.headers[1].memory_size = 0xc00;
    let loaded = load_file(&file).expect("a good file");
    assert_eq!(loaded.read(0x40_0800, 0x400), Some(vec![0; 0x400]));
    assert!(!loaded.may(0x40_0800, Access::Write));
}

#[test]
fn a_larger_alignment_is_kept() {
    let mut file = program(0);
    for segment in file.headers.iter_mut().filter(|header| header.segment_type == LOAD) {
        segment.alignment = 0x20_0000;
        segment.address = segment.offset + (segment.address / PAGE) * 0x20_0000;
    }
    file.entry = file.headers[2].address + 8;
    file.headers.retain(|header| matches!(header.segment_type, LOAD));
    let loaded = load_file(&file).expect("a good file");
    assert_eq!(loaded.program.load_bias % 0x20_0000, 0);
    assert_eq!(loaded.read(file.headers[1].address, 16).as_deref(), Some(&loaded.bytes[0x1000..0x1010]));
}

#[test]
fn a_segment_of_zeros_only_needs_no_file() {
    let mut file = program(0x40_0000);
    let zeros = crate::elf::ProgramHeader { file_size: 0, ..header(LOAD, R, 0x123, 0x50_0456, 0x2000) };
    file.headers.insert(4, zeros);
    file.headers[0].memory_size += 56;
    file.headers[0].file_size += 56;
    let loaded = load_file(&file).expect("a good file");
    assert_eq!(loaded.read(0x50_0456, 0x2000), Some(vec![0; 0x2000]));
}

#[test]
fn a_place_that_is_taken_is_refused() {
    let mut file = program(0x40_0000);
    let stack_top = Layout::new([5; 3]).stack_top;
    let shift = stack_top - 0x10_0000 - 0x40_0000;
    for header in file.headers.iter_mut().filter(|header| header.address != 0) {
        header.address += shift;
    }
    file.entry += shift;
    let loaded = load_file(&file).expect("free there");
    let object = PageObject::package(PAGE, loaded.bytes.len() as u64).expect("aligned");
    let again = load(&loaded.bytes, &object, &loaded.space);
    assert_eq!(again, Err(LoadError::Memory(MemoryError::AlreadyMapped)));
}
