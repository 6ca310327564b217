//! PCI configuration by the two I/O ports that every PC has, and the search for devices.
//!
//! The memory-mapped way reaches more registers than any device here needs; the ports need no address from the
//! firmware.

use alloc::vec::Vec;

use virtio_drivers::transport::pci::bus::{
    Command, ConfigurationAccess, DeviceFunction, DeviceFunctionInfo, HeaderType, PciRoot,
};
use x86_64::instructions::port::Port;

const ADDRESS: u16 = 0xcf8;
const DATA: u16 = 0xcfc;
const ENABLE: u32 = 1 << 31;

/// Where a bridge says which bus is behind it: the second byte.
const BUS_NUMBERS: u8 = 0x18;

/// Access to the configuration of all devices, which are set up one after another.
pub struct Ports(());

impl Ports {
    fn select(device: DeviceFunction, register: u8) {
        let address = ENABLE
            | u32::from(device.bus) << 16
            | u32::from(device.device) << 11
            | u32::from(device.function) << 8
            | u32::from(register & 0xfc);
        // SAFETY: the port only selects the register that the next access of `DATA` means.
        unsafe { Port::new(ADDRESS).write(address) };
    }
}

impl ConfigurationAccess for Ports {
    fn read_word(&self, device: DeviceFunction, register: u8) -> u32 {
        Self::select(device, register);
        // SAFETY: reading configuration changes nothing.
        unsafe { Port::new(DATA).read() }
    }

    fn write_word(&mut self, device: DeviceFunction, register: u8, value: u32) {
        Self::select(device, register);
        // SAFETY: the virtio driver writes commands and sizes BARs of the device that it is about to drive; no
        // other driver uses PCI.
        unsafe { Port::new(DATA).write(value) };
    }

    unsafe fn unsafe_clone(&self) -> Self {
        Ports(())
    }
}

/// For whoever sets a device up that it has found.
pub fn configuration() -> Ports {
    Ports(())
}

pub fn root() -> PciRoot<Ports> {
    PciRoot::new(Ports(()))
}

/// Every device on the buses that can be reached from the first.
pub fn devices(root: &PciRoot<Ports>) -> Vec<(DeviceFunction, DeviceFunctionInfo)> {
    let mut buses = Vec::from([0]);
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(bus) = buses.get(next).copied() {
        next += 1;
        for (device, info) in root.enumerate_bus(bus) {
            if info.header_type == HeaderType::PciPciBridge {
                let behind = (Ports(()).read_word(device, BUS_NUMBERS) >> 8) as u8;
                if !buses.contains(&behind) {
                    buses.push(behind);
                }
            }
            found.push((device, info));
        }
    }
    found
}

/// The device may answer at its memory addresses, and access memory itself.
pub fn enable(root: &mut PciRoot<Ports>, device: DeviceFunction) {
    let (_, command) = root.get_status_command(device);
    root.set_command(device, command | Command::MEMORY_SPACE | Command::BUS_MASTER);
}
