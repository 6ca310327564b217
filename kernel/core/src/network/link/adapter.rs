//! `Adapter`: the hardware's device as smoltcp wants it, with one frame that has arrived.

use core::cell::Cell;

use capos_hal::net::{MAX_FRAME, NetworkDevice};
use smoltcp::phy::{Device, DeviceCapabilities, Medium, RxToken, TxToken};
use smoltcp::time::Instant;
use smoltcp::wire::{EthernetFrame, EthernetProtocol, Icmpv6Message, Icmpv6Packet, IpProtocol, Ipv6Packet};

pub struct Adapter<'a> {
    device: &'a NetworkDevice,
    arrived: Option<&'a [u8]>,
    stall: Cell<Option<Stall>>,
}

/// Why a packet has not left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stall {
    /// The device has no room.
    Full,
    /// The hardware address of its next hop is asked for.
    NoNeighbor,
}

/// What has arrived.
pub struct Arrived<'a>(&'a [u8]);

/// Room for a frame that leaves.
pub struct Leaving<'a> {
    device: &'a NetworkDevice,
    stall: &'a Cell<Option<Stall>>,
}

impl<'a> Adapter<'a> {
    pub fn new(device: &'a NetworkDevice, arrived: Option<&'a [u8]>) -> Self {
        Adapter { device, arrived, stall: Cell::new(None) }
    }

    /// What has kept the last packet from leaving, if anything.
    pub fn stall(&self) -> Option<Stall> {
        self.stall.get()
    }

    fn leaving(&self) -> Leaving<'_> {
        Leaving { device: self.device, stall: &self.stall }
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
        self.arrived.take().map(|frame| (Arrived(frame), self.leaving()))
    }

    fn transmit(&mut self, _: Instant) -> Option<Leaving<'_>> {
        if !self.device.can_send() {
            self.stall.set(Some(Stall::Full));
            return None;
        }
        // Until a packet is there: a token that is not used, or for a question, was for one whose hop is not known.
        self.stall.set(Some(Stall::NoNeighbor));
        Some(self.leaving())
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
        if !self.device.send(&frame[..length]) {
            self.stall.set(Some(Stall::Full));
        } else if !is_question(&frame[..length]) {
            self.stall.set(None);
        }
        result
    }
}

/// Whether a frame asks for a hardware address.
fn is_question(frame: &[u8]) -> bool {
    let Ok(frame) = EthernetFrame::new_checked(frame) else { return false };
    match frame.ethertype() {
        EthernetProtocol::Arp => true,
        EthernetProtocol::Ipv6 => Ipv6Packet::new_checked(frame.payload()).is_ok_and(|packet| {
            packet.next_header() == IpProtocol::Icmpv6
                && Icmpv6Packet::new_checked(packet.payload())
                    .is_ok_and(|icmp| icmp.msg_type() == Icmpv6Message::NeighborSolicit)
        }),
        _ => false,
    }
}
