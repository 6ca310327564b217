//! The upper half: all physical memory, the image by its sections, heap and stacks.
//!
//! Its top-level entries are made once, at boot, and copied into every address space.

use core::ops::Range;
use core::sync::atomic::{AtomicU64, Ordering};

use super::entry::{ENTRIES, Entry, KernelMapping};
use super::tlb;
use super::walk::{Table, index, span};
use crate::PAGE_SIZE;
use crate::sync::{Level, SpinLock};
use crate::x86_64::frame::{Frame, take_raw};
use crate::x86_64::{cpu, layout};

struct KernelTables;
impl Level for KernelTables {
    const RANK: u8 = 61;
    const NAME: &'static str = "kernel page tables";
}

/// Guards every change to the upper half.
static TABLES: SpinLock<KernelTables, ()> = SpinLock::new(());
static ROOT: AtomicU64 = AtomicU64::new(0);

/// No frame was left for a table.
#[derive(Debug)]
pub struct NoFrame;

/// Builds the tables and makes them the ones in use.
///
/// # Safety
/// The frame pool is up, the boot page tables are active, and memory that anyone will reach through
/// [`layout::linear`] lies below `top` or in the first 4 GiB.
pub unsafe fn init(top: u64) {
    let root = Frame::zeroed_for_kernel().expect("a frame for the page tables").into_physical();
    ROOT.store(root, Ordering::Relaxed);
    map_memory(top).expect("frames for the page tables");
    // The heap and the stacks get their top-level entries now, so that later address spaces share them.
    for region in [layout::HEAP, layout::STACKS] {
        descend(region, 3).expect("frames for the page tables");
    }
    tlb::set_root(root);
}

/// All memory; the parts of the image that must not be written are not writable here either.
fn map_memory(top: u64) -> Result<(), NoFrame> {
    // Firmware tables and devices of the first 4 GiB are reached through the same map.
    let top = top.max(4 << 30).next_multiple_of(span(2));
    let image = layout::image();
    let physical =
        |range: &Range<u64>| layout::image_to_physical(range.start)..layout::image_to_physical(range.end);
    let around = physical(&image);
    let fine = around.start & !(span(2) - 1)..around.end.next_multiple_of(span(2));
    let constant = [physical(&layout::text()), physical(&layout::rodata())];

    let mut address = 0;
    while address < top {
        let huge = address.is_multiple_of(span(3))
            && (address + span(3) <= fine.start || fine.end <= address)
            && cpu::features::has_huge_pages();
        let (level, mapping) = if fine.contains(&address) {
            let constant = constant.iter().any(|range| range.contains(&address));
            (1, if constant { KernelMapping::ReadOnly } else { KernelMapping::Data })
        } else {
            (if huge { 3 } else { 2 }, KernelMapping::Data)
        };
        map_leaf(layout::LINEAR + address, address, mapping, level)?;
        address += span(level);
    }

    for (range, mapping) in [
        (layout::text(), KernelMapping::Text),
        (layout::rodata(), KernelMapping::ReadOnly),
        (layout::data(), KernelMapping::Data),
    ] {
        for address in range.step_by(PAGE_SIZE) {
            if address != layout::boot_guard() {
                map_leaf(address, layout::image_to_physical(address), mapping, 1)?;
            }
        }
    }
    Ok(())
}

/// Gives a kernel address memory, unless it has some already. Its bytes are anything.
pub fn map_fresh(address: u64) -> Result<(), NoFrame> {
    let _tables = TABLES.lock();
    let table = descend(address, 1)?;
    let slot = index(address, 1);
    if table.get(slot).is_empty() {
        let physical = u64::from(take_raw().ok_or(NoFrame)?.get()) * PAGE_SIZE as u64;
        table.set(slot, Entry::kernel_leaf(physical, KernelMapping::Data, false));
    }
    Ok(())
}

/// Makes a device's registers uncached in the map of all memory, and gives their address.
pub fn map_device(physical: u64) -> *mut u8 {
    let address = layout::linear(physical);
    let page = physical & !(PAGE_SIZE as u64 - 1);
    let _tables = TABLES.lock();
    split(layout::LINEAR + page).expect("frames to map a device");
    map_leaf(layout::LINEAR + page, page, KernelMapping::Device, 1).expect("frames to map a device");
    tlb::flush(layout::LINEAR + page);
    address
}

/// Breaks the large leaf at the address, if there is one, down to pages that map the same.
fn split(address: u64) -> Result<(), NoFrame> {
    for level in [3, 2] {
        let table = descend(address, level)?;
        let slot = index(address, level);
        let entry = table.get(slot);
        if !entry.is_large() {
            continue;
        }
        let start = entry.physical();
        let frame = Frame::zeroed_for_kernel().ok_or(NoFrame)?.into_physical();
        // SAFETY: a new frame, known to nobody else until it is entered below.
        let fine = unsafe { Table::at(frame) };
        for piece in 0..ENTRIES {
            let physical = start + piece as u64 * span(level - 1);
            fine.set(piece, Entry::kernel_leaf(physical, KernelMapping::Data, level > 2));
        }
        table.set(slot, Entry::kernel_table(frame));
    }
    Ok(())
}

fn map_leaf(address: u64, physical: u64, mapping: KernelMapping, level: u32) -> Result<(), NoFrame> {
    let entry = Entry::kernel_leaf(physical, mapping, level > 1);
    descend(address, level)?.set(index(address, level), entry);
    Ok(())
}

/// The table of the level for the address, made if missing.
fn descend(address: u64, level: u32) -> Result<Table, NoFrame> {
    let mut table = root();
    for above in (level + 1..=4).rev() {
        let slot = index(address, above);
        table = match table.next(slot) {
            Some(next) => next,
            None => {
                let frame = Frame::zeroed_for_kernel().ok_or(NoFrame)?.into_physical();
                table.set(slot, Entry::kernel_table(frame));
                // SAFETY: the frame now belongs to the tree, which is changed only at boot and under `TABLES`.
                unsafe { Table::at(frame) }
            }
        };
    }
    Ok(table)
}

/// The kernel's own top-level table, whose lower half is empty.
pub fn root() -> Table {
    // SAFETY: `init` stored it before anything else here is called; it stays for ever and is changed only at
    // boot and under `TABLES`.
    unsafe { Table::at(ROOT.load(Ordering::Relaxed)) }
}

/// Copies the upper half's entries into a new top-level table.
pub fn share_upper_half(table: Table) {
    let kernel = root();
    for region in [layout::LINEAR, layout::HEAP, layout::STACKS, layout::IMAGE] {
        // A terabyte-sized map of memory uses several entries; the first empty one ends it.
        for slot in index(region, 4)..ENTRIES {
            let entry = kernel.get(slot);
            if entry.is_empty() {
                break;
            }
            table.set(slot, entry);
        }
    }
}
