//! The network interface: a virtio network device on PCI, which interrupts when frames have arrived.

mod buffers;
mod device;
mod dma;

pub use crate::frames::MAX_FRAME;
pub use device::{Frame, NetworkDevice};
