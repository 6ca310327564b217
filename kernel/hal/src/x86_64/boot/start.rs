//! The first Rust code: brings the machine up in the order that each part needs, and calls the kernel.

use crate::logic::memory_map::MemoryMap;
use crate::x86_64::boot::info::BootInfo;
use crate::x86_64::boot::start_info::LoaderInfo;
use crate::x86_64::{clock, cpu, firmware, frame, interrupt, layout, paging, serial, task, trap};

unsafe extern "Rust" {
    /// Defined by [`entry!`](crate::entry).
    safe fn capos_kernel_main(info: BootInfo) -> !;
}

/// Memory below is left to firmware and loader.
const LOW_MEMORY: u64 = 1 << 20;

pub(super) extern "C" fn start(start_info: u64) -> ! {
    clock::mark_boot();
    // SAFETY: this is the boot CPU's first code, and runs once.
    unsafe { cpu::init_boot_cpu() };
    serial::init();
    trap::init();
    cpu::features::require();

    // SAFETY: the boot page tables are active until `activate_kernel_tables`, and the address is the loader's.
    let loader = unsafe { LoaderInfo::read(start_info) };
    let mut ram = MemoryMap::<64>::new();
    let mut top = 0;
    // SAFETY: nothing has been written to memory outside of the image yet.
    unsafe {
        loader.for_each_ram(|range| {
            top = range.end.max(top);
            ram.add(range);
        });
    }
    ram.remove(0..LOW_MEMORY);
    ram.remove(layout::LINEAR_SIZE..u64::MAX);
    let image = layout::image();
    ram.remove(layout::image_to_physical(image.start)..layout::image_to_physical(image.end));
    ram.remove(loader.package());
    ram.remove(loader.command_line());

    // SAFETY: `ram` is usable memory without anything that is in use, and this happens once.
    unsafe { frame::init(&mut ram, &[loader.package()]) };
    // SAFETY: the frame allocator is ready, and `top` covers all memory that was given to it.
    unsafe { paging::kernel::init(top) };
    cpu::init_stacks();

    // SAFETY: the linear map covers the tables, which the firmware left for good.
    let firmware = unsafe { firmware::Tables::read(loader.rsdp()) };
    interrupt::init(&firmware);
    let calibration = clock::begin_calibration(firmware.hpet);
    serial::enable_receive_interrupt();
    task::adopt_boot_stack();
    clock::finish_calibration(calibration);
    // SAFETY: the linear map is active, and both ranges were removed from usable memory above.
    let info = unsafe { BootInfo::new(loader.package(), loader.command_line()) };
    capos_kernel_main(info)
}
