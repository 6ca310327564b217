//! `Adapter`: the hardware's device as smoltcp wants it, with one frame that has arrived.
//!
//! When it goes, the device is told of everything that was sent by it.

use capos_hal::net::{MAX_FRAME, NetworkDevice};
use smoltcp::phy::{Checksum, Device, DeviceCapabilities, Medium, RxToken, TxToken};
use smoltcp::time::Instant;
use smoltcp::wire::{
    EthernetFrame, EthernetProtocol, Icmpv6Message, Icmpv6Packet, IpProtocol, Ipv4Packet, Ipv6Packet,
};

use super::checksum;

pub struct Adapter<'a> {
    device: &'a mut NetworkDevice,
    arrived: Option<&'a [u8]>,
    stall: Option<Stall>,
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
    device: &'a mut NetworkDevice,
    stall: &'a mut Option<Stall>,
}

impl<'a> Adapter<'a> {
    pub fn new(device: &'a mut NetworkDevice, arrived: Option<&'a [u8]>) -> Self {
        Adapter { device, arrived, stall: None }
    }

    /// What has kept the last packet from leaving, if anything.
    pub fn stall(&self) -> Option<Stall> {
        self.stall
    }

    fn leaving(&mut self) -> Leaving<'_> {
        Leaving { device: self.device, stall: &mut self.stall }
    }
}

impl Drop for Adapter<'_> {
    fn drop(&mut self) {
        self.device.notify();
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
            self.stall = Some(Stall::Full);
            return None;
        }
        // Until a packet is there: a token that is not used, or for a question, was for one whose hop is not known.
        self.stall = Some(Stall::NoNeighbor);
        Some(self.leaving())
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ethernet;
        capabilities.max_transmission_unit = MAX_FRAME;
        // Those of segments are checked before smoltcp sees them, and filled in below.
        capabilities.checksum.tcp = Checksum::None;
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
        let (result, has_room) = self.device.send(length, |frame| {
            let result = fill(frame);
            if !finish(frame) {
                *self.stall = None;
            }
            result
        });
        // A device that has no room loses the frame, as a network may.
        if !has_room {
            *self.stall = Some(Stall::Full);
        }
        result
    }
}

/// Completes a frame that leaves. Whether it asks for a hardware address.
fn finish(frame: &mut [u8]) -> bool {
    let Ok(mut frame) = EthernetFrame::new_checked(frame) else { return false };
    match frame.ethertype() {
        EthernetProtocol::Arp => true,
        EthernetProtocol::Ipv4 => {
            let Ok(mut packet) = Ipv4Packet::new_checked(frame.payload_mut()) else { return false };
            if packet.next_header() == IpProtocol::Tcp {
                let (source, destination) = (packet.src_addr().into(), packet.dst_addr().into());
                checksum::fill(source, destination, IpProtocol::Tcp, packet.payload_mut());
            }
            false
        }
        EthernetProtocol::Ipv6 => {
            let Ok(mut packet) = Ipv6Packet::new_checked(frame.payload_mut()) else { return false };
            if packet.next_header() == IpProtocol::Tcp {
                let (source, destination) = (packet.src_addr().into(), packet.dst_addr().into());
                checksum::fill(source, destination, IpProtocol::Tcp, packet.payload_mut());
            }
            packet.next_header() == IpProtocol::Icmpv6
                && Icmpv6Packet::new_checked(packet.payload_mut())
                    .is_ok_and(|icmp| icmp.msg_type() == Icmpv6Message::NeighborSolicit)
        }
        _ => false,
    }
}
