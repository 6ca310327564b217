//! Interrupts that a virtio device sends as messages (MSI-X): they need no wire, and nobody has to ask the firmware where
//! one leads.

use core::ptr;

use virtio_drivers::transport::pci::bus::{BarInfo, ConfigurationAccess, DeviceFunction, PciRoot};

use super::interrupt;
use super::paging::kernel::map_device;
use super::pci::{self, Ports};
use crate::PAGE_SIZE;

const MSI_X: u8 = 0x11;
const VENDOR: u8 = 0x09;

// Of the MSI-X capability: control in the first word's upper half, then bar and offset of the table of vectors.
const ENABLE: u32 = 1 << 31;
const MASK_ALL: u32 = 1 << 30;
const TABLE: u8 = 4;
const BAR_MASK: u32 = 7;

// Of virtio's capability: what it describes, in which bar, at which offset; of what it describes: the queue whose
// vector is written, and the vector.
const COMMON_CONFIGURATION: u8 = 1;
const BAR: u8 = 4;
const OFFSET: u8 = 8;
const QUEUE_SELECT: usize = 22;
const QUEUE_VECTOR: usize = 26;

/// Where messages to a CPU's interrupt controller are written.
const MESSAGE_ADDRESS: u32 = 0xfee0_0000;
const CPU_SHIFT: u32 = 12;

/// Makes a queue of the device interrupt this CPU with the vector. `false` if the device can not.
pub fn route(root: &mut PciRoot<Ports>, device: DeviceFunction, queue: u16, vector: u8) -> bool {
    let mut control = None;
    let mut common = None;
    for capability in root.capabilities(device) {
        let kind = (capability.private_header >> 8) as u8;
        match capability.id {
            MSI_X => control = Some(capability.offset),
            VENDOR if kind == COMMON_CONFIGURATION && common.is_none() => common = Some(capability.offset),
            _ => {}
        }
    }
    let (Some(control), Some(common)) = (control, common) else { return false };
    let mut ports = pci::configuration();
    let table = ports.read_word(device, control + TABLE);
    let common_bar = ports.read_word(device, common + BAR) & 0xff;
    let common_offset = ports.read_word(device, common + OFFSET);
    let entry = registers(root, device, table & BAR_MASK, table & !BAR_MASK);
    let common = registers(root, device, common_bar, common_offset);
    let (Some(entry), Some(common)) = (entry, common) else { return false };
    let words = [MESSAGE_ADDRESS | interrupt::cpu_id() << CPU_SHIFT, 0, vector.into(), 0];
    for (index, word) in words.into_iter().enumerate() {
        // SAFETY: the table has an entry of four words at least; the message leads to a vector that has a stub.
        unsafe { ptr::write_volatile(entry.cast::<u32>().add(index), word) };
    }
    let word = ports.read_word(device, control);
    ports.write_word(device, control, (word | ENABLE) & !MASK_ALL);
    // SAFETY: the registers are those of a virtio device; that queue uses the first entry from now on.
    unsafe {
        ptr::write_volatile(common.add(QUEUE_SELECT).cast::<u16>(), queue);
        ptr::write_volatile(common.add(QUEUE_VECTOR).cast::<u16>(), 0);
        // The device answers with no vector if it can not.
        ptr::read_volatile(common.add(QUEUE_VECTOR).cast::<u16>()) == 0
    }
}

fn registers(root: &mut PciRoot<Ports>, device: DeviceFunction, bar: u32, offset: u32) -> Option<*mut u8> {
    let Ok(Some(BarInfo::Memory { address, .. })) = root.bar_info(device, bar as u8) else { return None };
    let physical = address + u64::from(offset);
    let start = map_device(physical);
    // The registers in use may reach into the next page.
    map_device(physical + PAGE_SIZE as u64);
    Some(start)
}
