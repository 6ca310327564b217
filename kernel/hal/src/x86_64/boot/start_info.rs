//! The PVH start info: what the loader tells.

use core::ops::Range;
use core::{ptr, slice};

use crate::x86_64::layout;

const MAGIC: u32 = 0x336e_c578;
const MEMORY_TYPE_RAM: u32 = 1;

#[derive(Clone, Copy)]
#[repr(C)]
struct StartInfo {
    magic: u32,
    version: u32,
    flags: u32,
    module_count: u32,
    module_list: u64,
    command_line: u64,
    rsdp: u64,
    memory_map: u64,
    memory_map_entries: u32,
    reserved: u32,
}

#[derive(Clone, Copy)]
#[repr(C)]
struct Module {
    address: u64,
    size: u64,
    command_line: u64,
    reserved: u64,
}

#[derive(Clone, Copy)]
#[repr(C)]
struct MemoryMapEntry {
    address: u64,
    size: u64,
    kind: u32,
    reserved: u32,
}

/// The start info, copied; addresses are physical.
pub struct LoaderInfo {
    info: StartInfo,
    module: Option<Module>,
    command_line_length: u64,
}

const MAX_COMMAND_LINE: u64 = 4096;

/// Reads a structure that the loader left in the first GiB.
///
/// # Safety
/// The boot page tables are active, and the loader wrote a `T` at the address, to which nobody writes now.
unsafe fn read<T: Copy>(physical: u64) -> T {
    assert!(physical.saturating_add(size_of::<T>() as u64) <= layout::BOOT_MAPPED, "boot data above 1 GiB");
    // SAFETY: the caller's promise; the range is inside what the boot tables map.
    unsafe { ptr::read_unaligned(layout::linear(physical) as *const T) }
}

impl LoaderInfo {
    /// # Safety
    /// The boot page tables are active and the address is the one the loader gave.
    pub unsafe fn read(address: u64) -> LoaderInfo {
        // SAFETY: the caller's promise.
        let info: StartInfo = unsafe { read(address) };
        assert!(info.magic == MAGIC && info.version >= 1, "the loader does not speak PVH version 1");
        let has_module = info.module_count > 0 && info.module_list != 0;
        // SAFETY: the protocol puts a list of `module_count` modules there.
        let module = has_module.then(|| unsafe { read::<Module>(info.module_list) });
        let mut command_line_length = 0;
        if info.command_line != 0 {
            // SAFETY: the protocol puts a string there that a NUL ends.
            let byte = |index| unsafe { read::<u8>(info.command_line + index) };
            while command_line_length < MAX_COMMAND_LINE && byte(command_line_length) != 0 {
                command_line_length += 1;
            }
        }
        LoaderInfo { info, module, command_line_length }
    }

    /// Calls the function with each range of usable memory.
    ///
    /// # Safety
    /// The boot page tables are active and the loader's memory map is still in place.
    pub unsafe fn for_each_ram(&self, mut each: impl FnMut(Range<u64>)) {
        for index in 0..u64::from(self.info.memory_map_entries) {
            let address = self.info.memory_map + index * size_of::<MemoryMapEntry>() as u64;
            // SAFETY: the caller's promise; the index is below the number of entries.
            let entry: MemoryMapEntry = unsafe { read(address) };
            if entry.kind == MEMORY_TYPE_RAM {
                each(entry.address..entry.address.saturating_add(entry.size));
            }
        }
    }

    /// The initial RAM disk: the boot package.
    pub fn package(&self) -> Range<u64> {
        self.module.map_or(0..0, |module| module.address..module.address.saturating_add(module.size))
    }

    pub fn command_line(&self) -> Range<u64> {
        self.info.command_line..self.info.command_line + self.command_line_length
    }

    /// The ACPI root pointer; 0 if there is none.
    pub fn rsdp(&self) -> u64 {
        self.info.rsdp
    }
}

/// A range of memory as bytes, through the map of all memory.
///
/// # Safety
/// The linear map is active and holds the range, and nobody ever writes to it.
pub unsafe fn bytes(physical: Range<u64>) -> &'static [u8] {
    if physical.is_empty() {
        return &[];
    }
    let length = (physical.end - physical.start) as usize;
    // SAFETY: the caller's promise.
    unsafe { slice::from_raw_parts(layout::linear(physical.start), length) }
}
