//! This CPU's interrupt controller and its timer: by MSR where the CPU has x2APIC, else by memory.

use core::ptr;
use core::sync::atomic::{AtomicU64, Ordering};

use x86_64::registers::model_specific::Msr;

use super::set_up::{SPURIOUS_VECTOR, TIMER_VECTOR};
use crate::x86_64::cpu::features;
use crate::x86_64::paging::kernel::map_device;

const BASE_MSR: u32 = 0x1b;
const BASE_ENABLE: u64 = 1 << 11;
const BASE_X2APIC: u64 = 1 << 10;
/// Register n of the memory interface is MSR 0x800 + n / 16.
const X2APIC_MSR: u32 = 0x800;

const ID: u32 = 0x20;
const TASK_PRIORITY: u32 = 0x80;
const END_OF_INTERRUPT: u32 = 0xb0;
const SPURIOUS: u32 = 0xf0;
const LVT_TIMER: u32 = 0x320;
const LVT_LINT0: u32 = 0x350;
const LVT_LINT1: u32 = 0x360;
const INITIAL_COUNT: u32 = 0x380;
const CURRENT_COUNT: u32 = 0x390;
const DIVIDE: u32 = 0x3e0;

const SOFTWARE_ENABLE: u32 = 1 << 8;
const MASKED: u32 = 1 << 16;
const DELIVER_NMI: u32 = 4 << 8;
const DIVIDE_BY_1: u32 = 0b1011;

/// Where the registers are mapped; 0 with x2APIC.
static REGISTERS: AtomicU64 = AtomicU64::new(0);

fn read(register: u32) -> u32 {
    match REGISTERS.load(Ordering::Relaxed) {
        // SAFETY: the CPU has x2APIC and `init` switched it on.
        0 => unsafe { Msr::new(X2APIC_MSR + register / 16).read() as u32 },
        // SAFETY: `init` mapped the registers for good.
        base => unsafe { ptr::read_volatile((base + u64::from(register)) as *const u32) },
    }
}

fn write(register: u32, value: u32) {
    match REGISTERS.load(Ordering::Relaxed) {
        // SAFETY: as in `read`; the registers written here affect interrupts only, for which stubs stand ready.
        0 => unsafe { Msr::new(X2APIC_MSR + register / 16).write(u64::from(value)) },
        // SAFETY: as above.
        base => unsafe { ptr::write_volatile((base + u64::from(register)) as *mut u32, value) },
    }
}

pub fn init(address: u64) {
    let mut base = Msr::new(BASE_MSR);
    // SAFETY: every x86-64 CPU has the register; only the enabling bits change.
    unsafe {
        let mode = if features::has_x2apic() { BASE_ENABLE | BASE_X2APIC } else { BASE_ENABLE };
        base.write(base.read() | mode);
    }
    if !features::has_x2apic() {
        REGISTERS.store(map_device(address) as u64, Ordering::Relaxed);
    }
    write(TASK_PRIORITY, 0);
    write(LVT_LINT0, MASKED);
    write(LVT_LINT1, DELIVER_NMI);
    write(LVT_TIMER, MASKED | u32::from(TIMER_VECTOR));
    write(DIVIDE, DIVIDE_BY_1);
    write(SPURIOUS, SOFTWARE_ENABLE | u32::from(SPURIOUS_VECTOR));
}

/// This CPU's number for interrupt routing.
pub fn id() -> u32 {
    if features::has_x2apic() { read(ID) } else { read(ID) >> 24 }
}

/// The interrupt being handled is done.
pub fn acknowledge() {
    write(END_OF_INTERRUPT, 0);
}

/// Starts the timer at so many ticks; at 0 it interrupts once if `interrupt`. 0 ticks stop it.
pub fn start_timer(ticks: u32, interrupt: bool) {
    let mask = if interrupt { 0 } else { MASKED };
    write(LVT_TIMER, mask | u32::from(TIMER_VECTOR));
    write(INITIAL_COUNT, ticks);
}

/// Sets the running timer to so many ticks, with the interrupt as `start_timer` last had it.
pub fn restart_timer(ticks: u32) {
    write(INITIAL_COUNT, ticks);
}

/// Ticks until the timer reaches 0.
pub fn timer_remaining() -> u32 {
    read(CURRENT_COUNT)
}
