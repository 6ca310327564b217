//! What the firmware's ACPI tables say about the few devices the kernel drives.

use core::ptr::NonNull;

use acpi::fadt::Fadt;
use acpi::madt::{Madt, MadtEntry};
use acpi::sdt::SdtHeader;
use acpi::{AcpiHandler, AcpiTables, HpetInfo, PhysicalMapping};

use super::boot;
use super::layout;
use crate::logic::sleep_state;
use crate::sync::Once;

const SERIAL_IRQ: u8 = 4;
const ISA_BUS: u8 = 0;

/// How a line of the I/O APIC signals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InterruptLine {
    pub number: u32,
    pub active_low: bool,
    pub level_triggered: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct IoApic {
    pub address: u64,
    pub first_line: u32,
}

/// Where things are. The values before the tables are read are those of every PC.
#[derive(Debug)]
pub struct Tables {
    pub local_apic: u64,
    pub io_apic: IoApic,
    pub serial_line: InterruptLine,
    pub hpet: Option<u64>,
}

/// Port and value that turn the machine off.
static SOFT_OFF: Once<(u16, u8)> = Once::new();

/// The register that turns the machine off, and the sleep type to write.
pub fn soft_off() -> Option<(u16, u8)> {
    SOFT_OFF.get().copied()
}

/// Tables are read through the map of all memory.
#[derive(Clone)]
struct LinearMap;

impl AcpiHandler for LinearMap {
    unsafe fn map_physical_region<T>(&self, physical: usize, size: usize) -> PhysicalMapping<Self, T> {
        let address = NonNull::new(layout::linear(physical as u64).cast()).unwrap_or(NonNull::dangling());
        // SAFETY: the caller asks for a table of the firmware's, which is mapped there for good.
        unsafe { PhysicalMapping::new(physical, address, size, size, self.clone()) }
    }

    fn unmap_physical_region<T>(_region: &PhysicalMapping<Self, T>) {}
}

impl Tables {
    /// # Safety
    /// The linear map covers the firmware's tables; `rsdp` is the loader's word for where they begin, or 0.
    pub unsafe fn read(rsdp: u64) -> Tables {
        let mut found = Tables {
            local_apic: 0xfee0_0000,
            io_apic: IoApic { address: 0xfec0_0000, first_line: 0 },
            // ISA lines are edge triggered and keep their number unless the firmware says otherwise.
            serial_line: InterruptLine {
                number: u32::from(SERIAL_IRQ),
                active_low: false,
                level_triggered: false,
            },
            hpet: None,
        };
        if rsdp == 0 {
            return found;
        }
        // SAFETY: the caller's promise; the crate checks signatures, lengths and checksums.
        let Ok(tables) = (unsafe { AcpiTables::from_rsdp(LinearMap, rsdp as usize) }) else {
            return found;
        };
        if let Ok(madt) = tables.find_table::<Madt>() {
            found.read_madt(&madt);
        }
        found.hpet = HpetInfo::new(&tables).ok().map(|hpet| hpet.base_address as u64);
        if let Ok(fadt) = tables.find_table::<Fadt>() {
            // SAFETY: the caller's promise.
            if let Some(off) = unsafe { read_soft_off(&fadt) } {
                let _ = SOFT_OFF.set(off);
            }
        }
        found
    }

    fn read_madt(&mut self, madt: &PhysicalMapping<LinearMap, Madt>) {
        let madt = madt.get();
        self.local_apic = u64::from(madt.local_apic_address);
        for entry in madt.entries() {
            if let MadtEntry::InterruptSourceOverride(line) = entry
                && (line.bus, line.irq) == (ISA_BUS, SERIAL_IRQ)
            {
                // Two bits each for polarity and trigger mode: 3 is active low, or level.
                let flags = line.flags;
                self.serial_line = InterruptLine {
                    number: line.global_system_interrupt,
                    active_low: flags & 3 == 3,
                    level_triggered: flags >> 2 & 3 == 3,
                };
            }
        }
        // The controller whose lines begin nearest below the serial line is the one that has it.
        for entry in madt.entries() {
            if let MadtEntry::IoApic(apic) = entry {
                let first_line = apic.global_system_interrupt_base;
                if first_line <= self.serial_line.number && first_line >= self.io_apic.first_line {
                    self.io_apic = IoApic { address: u64::from(apic.io_apic_address), first_line };
                }
            }
        }
    }
}

/// # Safety
/// The linear map covers the DSDT that the table names.
unsafe fn read_soft_off(fadt: &Fadt) -> Option<(u16, u8)> {
    let port = u16::try_from(fadt.pm1a_control_block().ok()?.address).ok()?;
    let dsdt = fadt.dsdt_address().ok()? as u64;
    // SAFETY: the caller's promise; every table begins with a header.
    let header = unsafe { layout::linear(dsdt).cast::<SdtHeader>().read_unaligned() };
    let length = u64::from(header.length).max(size_of::<SdtHeader>() as u64);
    // SAFETY: the caller's promise, for the length in the header.
    let aml = unsafe { boot::firmware_bytes(dsdt + size_of::<SdtHeader>() as u64..dsdt + length) };
    Some((port, sleep_state::soft_off_type(aml)?))
}
