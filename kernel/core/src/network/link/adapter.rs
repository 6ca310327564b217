//! `Adapter`: the hardware's device as smoltcp wants it, with one frame that has arrived.
//!
//! When it goes, the device is told of everything that was sent by it.

use capos_hal::net::{MAX_FRAME, NetworkDevice};
use smoltcp::phy::{Checksum, Device, DeviceCapabilities, Medium, RxToken, TxToken};
use smoltcp::time::Instant;
use smoltcp::wire::{EthernetFrame, EthernetProtocol, Icmpv6Message, Icmpv6Packet, IpProtocol, TcpPacket};

use super::checksum;
use super::receive::locate;
use super::sequence::Numbers;

pub struct Adapter<'a> {
    device: &'a mut NetworkDevice,
    arrived: Option<&'a [u8]>,
    /// Of the connection that segments leave for.
    numbers: Option<&'a mut Numbers>,
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
    numbers: Option<&'a mut Numbers>,
    stall: &'a mut Option<Stall>,
}

impl<'a> Adapter<'a> {
    pub fn new(device: &'a mut NetworkDevice, arrived: Option<&'a [u8]>) -> Self {
        Adapter { device, arrived, numbers: None, stall: None }
    }

    /// What leaves is a connection's, with these numbers.
    pub fn of(mut self, numbers: &'a mut Numbers) -> Self {
        self.numbers = Some(numbers);
        self
    }

    /// What has kept the last packet from leaving, if anything.
    pub fn stall(&self) -> Option<Stall> {
        self.stall
    }

    fn leaving(&mut self) -> Leaving<'_> {
        Leaving { device: self.device, numbers: self.numbers.as_deref_mut(), stall: &mut self.stall }
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
            if !finish(frame, self.numbers) {
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
fn finish(frame: &mut [u8], numbers: Option<&mut Numbers>) -> bool {
    let Some((source, destination, protocol, payload)) = locate(frame) else { return is_arp(frame) };
    let payload = &mut frame[payload];
    match protocol {
        IpProtocol::Tcp => {
            if let Some(numbers) = numbers
                && let Ok(mut segment) = TcpPacket::new_checked(&mut *payload)
            {
                numbers.shift_leaving(&mut segment);
            }
            checksum::fill(source, destination, protocol, payload);
            false
        }
        IpProtocol::Icmpv6 => Icmpv6Packet::new_checked(payload)
            .is_ok_and(|icmp| icmp.msg_type() == Icmpv6Message::NeighborSolicit),
        _ => false,
    }
}

fn is_arp(frame: &[u8]) -> bool {
    EthernetFrame::new_checked(frame).is_ok_and(|frame| frame.ethertype() == EthernetProtocol::Arp)
}
