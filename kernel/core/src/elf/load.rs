//! Mapping a checked program into an address space.

use alloc::sync::Arc;
use core::fmt;

use capos_hal::{Protection, UserAddress};
use capos_schema::abi::limits::PAGE_SIZE;

use super::{ElfError, Image, Kind, Segment};
use crate::memory::{AddressSpace, Backing, MemoryError, PageObject, Place};

const PAGE: u64 = PAGE_SIZE as u64;

/// A program in memory; addresses are the process's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Program {
    /// Added to the file's addresses.
    pub load_bias: u64,
    pub entry: u64,
    /// 0 with a count of 0 if no segment holds them.
    pub program_headers: u64,
    pub program_header_count: u64,
    /// What the file asks for as the first stack's size.
    pub stack_size: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LoadError {
    NotExecutable(ElfError),
    Memory(MemoryError),
}

impl fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::NotExecutable(error) => error.fmt(formatter),
            LoadError::Memory(error) => error.fmt(formatter),
        }
    }
}

impl From<ElfError> for LoadError {
    fn from(error: ElfError) -> Self {
        LoadError::NotExecutable(error)
    }
}

impl From<MemoryError> for LoadError {
    fn from(error: MemoryError) -> Self {
        LoadError::Memory(error)
    }
}

/// Maps the program that `object` holds and that begins with the bytes in `file`. Text and constants are the object's
/// own pages; data is copied when it is written.
pub fn load(file: &[u8], object: &Arc<PageObject>, space: &Arc<AddressSpace>) -> Result<Program, LoadError> {
    let image = Image::parse(file, object.size())?;
    let (start, end) = image.span();
    // One place for all segments.
    let place = match image.kind {
        Kind::Fixed => Place::Vacant(start),
        Kind::PositionIndependent => {
            Place::Above { from: space.layout().program_base, alignment: image.alignment() }
        }
    };
    let found = space.find(place, end - start)?;
    // A program linked for an address that is not a multiple of its alignment still gets one that is congruent.
    let load_bias = match image.kind {
        Kind::Fixed => 0,
        Kind::PositionIndependent => found.addresses().start.wrapping_sub(start),
    };
    for segment in &image.segments {
        map_segment(segment, load_bias, object, space)?;
    }
    let (program_headers, program_header_count) = match image.program_headers {
        Some(address) => (address.wrapping_add(load_bias), u64::from(image.program_header_count)),
        None => (0, 0),
    };
    Ok(Program {
        load_bias,
        entry: image.entry.wrapping_add(load_bias),
        program_headers,
        program_header_count,
        stack_size: image.stack_size,
    })
}

fn map_segment(
    segment: &Segment,
    load_bias: u64,
    object: &Arc<PageObject>,
    space: &Arc<AddressSpace>,
) -> Result<(), MemoryError> {
    let mut protection = Protection::NONE;
    protection.set(Protection::READ, segment.readable);
    protection.set(Protection::WRITE, segment.writable);
    protection.set(Protection::EXECUTE, segment.executable);
    let start = segment.first_page().wrapping_add(load_bias);
    let end = segment.end_page().wrapping_add(load_bias);
    let file_end = segment.address.wrapping_add(load_bias) + segment.file_size;
    let file_pages_end = if segment.file_size == 0 { start } else { file_end.next_multiple_of(PAGE) };
    if file_pages_end > start {
        let backing = Backing::private(Arc::clone(object), segment.offset / PAGE * PAGE);
        space.map(Place::Vacant(start), file_pages_end - start, protection, backing)?;
    }
    if end > file_pages_end {
        space.map(Place::Vacant(file_pages_end), end - file_pages_end, protection, Backing::Anonymous)?;
    }
    if segment.file_size != 0 && segment.memory_size > segment.file_size {
        // What follows the segment in the file is not the program's zeros.
        space.write_zeros(UserAddress::new(file_end), (file_pages_end - file_end) as usize)?;
    }
    Ok(())
}
