//! `Adapter`: the hardware's device as smoltcp wants it, with one frame that has arrived.

use capos_hal::net::{MAX_FRAME, NetworkDevice};
use smoltcp::phy::{Device, DeviceCapabilities, Medium, RxToken, TxToken};
use smoltcp::time::Instant;

pub struct Adapter<'a> {
    device: &'a NetworkDevice,
    arrived: Option<&'a [u8]>,
}

/// What has arrived.
pub struct Arrived<'a>(&'a [u8]);

/// Room for a frame that leaves.
pub struct Leaving<'a>(&'a NetworkDevice);

impl<'a> Adapter<'a> {
    pub fn new(device: &'a NetworkDevice, arrived: Option<&'a [u8]>) -> Self {
        Adapter { device, arrived }
    }
}

impl Device for Adapter<'_> {
    type RxToken<'t>
        = Arrived<'t>
    where
        Self: 't;
    type TxToken<'t>
        = Leaving<'t>
    where
        Self: 't;

    fn receive(&mut self, _: Instant) -> Option<(Arrived<'_>, Leaving<'_>)> {
        self.arrived.take().map(|frame| (Arrived(frame), Leaving(self.device)))
    }

    fn transmit(&mut self, _: Instant) -> Option<Leaving<'_>> {
        self.device.can_send().then_some(Leaving(self.device))
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ethernet;
        capabilities.max_transmission_unit = MAX_FRAME;
        capabilities
    }
}

impl RxToken for Arrived<'_> {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, look: F) -> R {
        look(self.0)
    }
}

impl TxToken for Leaving<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, length: usize, fill: F) -> R {
        let mut frame = [0; MAX_FRAME];
        let result = fill(&mut frame[..length]);
        // A device that has no room loses the frame, as a network may.
        self.0.send(&frame[..length]);
        result
    }
}
