//! The segment table, which 64-bit mode needs only for privilege levels and the task state.

use core::arch::asm;
use core::cell::UnsafeCell;

use x86_64::instructions::tables::{lgdt, load_tss};
use x86_64::structures::DescriptorTablePointer;
use x86_64::structures::gdt::SegmentSelector;
use x86_64::{PrivilegeLevel, VirtAddr};

use super::local::TaskState;

pub const KERNEL_CODE: u16 = 0x08;
pub const KERNEL_DATA: u16 = 0x10;
/// SYSRET wants user data before user code.
pub const USER_DATA: u16 = 0x18 | 3;
pub const USER_CODE: u16 = 0x20 | 3;
const TASK_STATE: u16 = 5;

struct Table(UnsafeCell<[u64; 7]>);
// SAFETY: written once, by the boot CPU before it is loaded.
unsafe impl Sync for Table {}

static TABLE: Table = Table(UnsafeCell::new([
    0,
    0x00af_9b00_0000_ffff,
    0x00cf_9300_0000_ffff,
    0x00cf_f300_0000_ffff,
    0x00af_fb00_0000_ffff,
    0,
    0,
]));

/// The two words of a task state descriptor: present, available 64-bit TSS.
fn task_state_descriptor(address: u64) -> [u64; 2] {
    let limit = size_of::<TaskState>() as u64 - 1;
    let low = limit | (address & 0xff_ffff) << 16 | 0x89 << 40 | (address >> 24 & 0xff) << 56;
    [low, address >> 32]
}

/// Loads the table with the CPU's task state, and every segment register.
pub fn load(task_state: u64) {
    let table = TABLE.0.get();
    // SAFETY: nobody uses the table yet. Then: it is a static, its code and data descriptors are flat, so that
    // reloading the segments changes nothing, and the task state is a static too.
    unsafe {
        let [low, high] = task_state_descriptor(task_state);
        (*table)[usize::from(TASK_STATE)] = low;
        (*table)[usize::from(TASK_STATE) + 1] = high;
        lgdt(&DescriptorTablePointer {
            limit: size_of::<[u64; 7]>() as u16 - 1,
            base: VirtAddr::from_ptr(table),
        });
        asm!(
            "push {code}",
            "lea {scratch}, [rip + 2f]",
            "push {scratch}",
            "retfq",
            "2:",
            "mov ss, {data:x}",
            "mov ds, {user:x}",
            "mov es, {user:x}",
            code = const KERNEL_CODE,
            scratch = out(reg) _,
            data = in(reg) KERNEL_DATA,
            user = in(reg) USER_DATA,
        );
        load_tss(SegmentSelector::new(TASK_STATE, PrivilegeLevel::Ring0));
    }
}
