//! Counters of known frequency: the HPET, or where there is none the programmable interval timer.

use core::ptr;

use x86_64::instructions::port::Port;

use crate::x86_64::paging::kernel::map_device;

const HPET_PERIOD: usize = 0x004;
const HPET_CONFIGURATION: usize = 0x010;
const HPET_COUNTER: usize = 0x0f0;
const HPET_ENABLE: u64 = 1 << 0;
const FEMTOSECONDS_PER_NANOSECOND: u64 = 1_000_000;

const PIT_CHANNEL_2: u16 = 0x42;
const PIT_COMMAND: u16 = 0x43;
const PIT_GATE: u16 = 0x61;
const PIT_HERTZ: u64 = 1_193_182;

/// A counter that runs at a known speed; readings are differences from its start.
pub enum Reference {
    Hpet {
        registers: *mut u8,
        period: u64,
        start: u64,
    },
    /// Counts down from 0xffff, for 54 ms.
    IntervalTimer,
}

impl Reference {
    /// Starts the HPET at the physical address, or the interval timer.
    pub fn start(hpet: Option<u64>) -> Reference {
        let hpet = hpet.and_then(|address| {
            let registers = map_device(address);
            // SAFETY: the firmware says that an HPET is there, and it is mapped for good.
            let period =
                u64::from(unsafe { ptr::read_volatile(registers.wrapping_add(HPET_PERIOD).cast::<u32>()) });
            // The specification permits periods up to 100 ns.
            if !(1..=100 * FEMTOSECONDS_PER_NANOSECOND).contains(&period) {
                return None;
            }
            let configuration = registers.wrapping_add(HPET_CONFIGURATION).cast::<u64>();
            // SAFETY: as above; starting the counter interrupts nobody.
            unsafe { ptr::write_volatile(configuration, ptr::read_volatile(configuration) | HPET_ENABLE) };
            let mut reference = Reference::Hpet { registers, period, start: 0 };
            let now = reference.raw();
            if let Reference::Hpet { start, .. } = &mut reference {
                *start = now;
            }
            Some(reference)
        });
        hpet.unwrap_or_else(Reference::start_interval_timer)
    }

    fn start_interval_timer() -> Reference {
        // SAFETY: channel 2 drives only the speaker, which its gate leaves off.
        unsafe {
            let mut gate = Port::<u8>::new(PIT_GATE);
            let value: u8 = gate.read();
            gate.write(value & !0b11 | 0b01);
            // Channel 2, both bytes, mode 0: counts down once.
            Port::<u8>::new(PIT_COMMAND).write(0b1011_0000);
            Port::<u8>::new(PIT_CHANNEL_2).write(0xff);
            Port::<u8>::new(PIT_CHANNEL_2).write(0xff);
        }
        Reference::IntervalTimer
    }

    /// Nanoseconds since the start.
    pub fn nanoseconds(&self) -> u64 {
        match self {
            Reference::Hpet { period, start, .. } => {
                let ticks = self.raw().wrapping_sub(*start);
                (u128::from(ticks) * u128::from(*period) / u128::from(FEMTOSECONDS_PER_NANOSECOND)) as u64
            }
            Reference::IntervalTimer => self.raw() * 1_000_000_000 / PIT_HERTZ,
        }
    }

    fn raw(&self) -> u64 {
        match self {
            // SAFETY: the registers are mapped for good; reading the counter changes nothing.
            Reference::Hpet { registers, .. } => unsafe {
                ptr::read_volatile(registers.wrapping_add(HPET_COUNTER).cast::<u64>())
            },
            // SAFETY: latches and reads channel 2, which is ours.
            Reference::IntervalTimer => unsafe {
                Port::<u8>::new(PIT_COMMAND).write(0b1000_0000);
                let mut port = Port::<u8>::new(PIT_CHANNEL_2);
                let (low, high): (u8, u8) = (port.read(), port.read());
                u64::from(0xffff - u16::from_le_bytes([low, high]))
            },
        }
    }
}
