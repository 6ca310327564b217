//! Where everything lies in kernel address space.
//!
//! | from | what |
//! | --- | --- |
//! | `0xffff_8000_0000_0000` | all physical memory, not executable |
//! | `0xffff_c000_0000_0000` | kernel heap |
//! | `0xffff_d000_0000_0000` | kernel stacks, guard pages between |
//! | `0xffff_ffff_8000_0000` | the kernel image, at its physical address plus this |
//!
//! Each begins an entry of the top-level table, which every address space shares.

use core::ops::Range;

/// Physical address 0.
pub const LINEAR: u64 = 0xffff_8000_0000_0000;
/// Physical memory that can be reached; more is not used.
pub const LINEAR_SIZE: u64 = 64 << 40;
pub const HEAP: u64 = 0xffff_c000_0000_0000;
pub const HEAP_SIZE: u64 = 1 << 39;
pub const STACKS: u64 = 0xffff_d000_0000_0000;
pub const IMAGE: u64 = 0xffff_ffff_8000_0000;

/// Physical memory that the page tables of the boot code map, at 0, `LINEAR` and `IMAGE`.
pub const BOOT_MAPPED: u64 = 1 << 30;

unsafe extern "C" {
    static image_start: u8;
    static text_start: u8;
    static text_end: u8;
    static rodata_start: u8;
    static rodata_end: u8;
    static data_start: u8;
    static image_end: u8;
    static boot_stack_guard: u8;
    static boot_stack_top: u8;
}

fn range(start: *const u8, end: *const u8) -> Range<u64> {
    start as u64..end as u64
}

/// Virtual addresses of the whole image.
pub fn image() -> Range<u64> {
    range(&raw const image_start, &raw const image_end)
}

pub fn text() -> Range<u64> {
    range(&raw const text_start, &raw const text_end)
}

pub fn rodata() -> Range<u64> {
    range(&raw const rodata_start, &raw const rodata_end)
}

pub fn data() -> Range<u64> {
    range(&raw const data_start, &raw const image_end)
}

/// The unmapped page below the boot stack.
pub fn boot_guard() -> u64 {
    &raw const boot_stack_guard as u64
}

/// The boot stack, above its guard page.
pub fn boot_stack() -> Range<u64> {
    boot_guard() + crate::PAGE_SIZE as u64..&raw const boot_stack_top as u64
}

/// The physical address of something in the image.
pub fn image_to_physical(address: u64) -> u64 {
    address - IMAGE
}

/// Where a physical address is mapped: the first GiB from the first instruction on, all memory once
/// [`paging`](super::paging) is up.
pub fn linear(physical: u64) -> *mut u8 {
    debug_assert!(physical < LINEAR_SIZE);
    (LINEAR + physical) as *mut u8
}

/// What is mapped at an address that [`linear`] gave.
pub fn linear_to_physical(address: u64) -> u64 {
    debug_assert!((LINEAR..LINEAR + LINEAR_SIZE).contains(&address));
    address - LINEAR
}
