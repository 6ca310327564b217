//! `Link`: the network interface's state.

use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;
use core::net::IpAddr;

use capos_hal::net::{MAX_FRAME, NetworkDevice};
use capos_hal::time;
use smoltcp::iface::{Config, Interface, SocketHandle, SocketSet};
use smoltcp::socket::{dhcpv4, raw};
use smoltcp::time::{Duration, Instant};
use smoltcp::wire::{EthernetAddress, EthernetFrame, EthernetProtocol, HardwareAddress, IpProtocol};

use super::adapter::Adapter;
use super::connections::{ConnectionId, Connections};
use super::receive::Received;
use super::segment::Segment;
use super::sequence::Secret;
use super::transmit::Transmitter;
use super::{addresses, filter};
use crate::entropy;
use crate::network::{Configuration, Network};
use crate::timers::TimerId;

/// Frames that one interrupt processes at most, so that others run during a flood.
const BURST: usize = 64;

/// Packets that one frame can carry: one.
const RECEIVED_PACKETS: usize = 1;

/// How soon a device is looked at again that is full, or will not tell.
pub(super) const RETRY: u64 = 1_000_000;

pub struct Link {
    pub(super) interface: Interface,
    pub(super) device: NetworkDevice,
    /// The sockets that every frame meets: the raw one for what processes receive, and DHCP's.
    control: SocketSet<'static>,
    receiver: SocketHandle,
    pub(super) dhcp: Option<SocketHandle>,
    pub(super) transmitters: Vec<Transmitter>,
    pub(super) connections: Connections,
    pub(super) secret: Secret,
    /// Those that something has arrived for and that were not served since.
    pub(super) touched: Vec<ConnectionId>,
    /// Those that could not send what they have.
    pub(super) stalled: Vec<ConnectionId>,
    /// One of them for want of room in the device.
    pub(super) is_full: bool,
    /// What the last one to copy bytes gave back.
    pub(super) chunk: Option<Vec<u8>>,
    pub(super) configuration: Configuration,
    /// Whether it is known which IPv4 address there is, if any.
    pub(super) settled: bool,
    /// When that is so in any case.
    pub(super) give_up: u64,
    pub(super) name_servers: Vec<IpAddr>,
    /// What smoltcp does by itself is to be done: it has seen a frame, or its time has come.
    pub(in crate::network) is_due: bool,
    /// The deadline that is set.
    pub(in crate::network) alarm: Option<(u64, TimerId)>,
}

impl Link {
    pub fn new(mut device: NetworkDevice, configuration: Configuration) -> Self {
        let address = EthernetAddress(device.mac_address());
        let mut config = Config::new(HardwareAddress::Ethernet(address));
        [config.random_seed] = entropy::words();
        config.slaac = !configuration.is_static;
        let interface = Interface::new(config, &mut Adapter::new(&mut device, None), now());
        let mut control = SocketSet::new(Vec::new());
        let received =
            raw::PacketBuffer::new(vec![raw::PacketMetadata::EMPTY; RECEIVED_PACKETS], vec![0; MAX_FRAME]);
        let nothing = raw::PacketBuffer::new(Vec::new(), Vec::new());
        let receiver = control.add(raw::Socket::new(None, None, received, nothing));
        let dhcp = (!configuration.is_static).then(|| control.add(dhcp_client()));
        let mut link = Link {
            interface,
            device,
            control,
            receiver,
            dhcp,
            transmitters: Transmitter::pool(),
            connections: Connections::new(),
            secret: Secret::new(),
            touched: Vec::new(),
            stalled: Vec::new(),
            is_full: false,
            chunk: None,
            configuration,
            settled: false,
            give_up: time::now() + addresses::PATIENCE,
            name_servers: Vec::new(),
            is_due: true,
            alarm: None,
        };
        link.begin_addresses();
        link
    }

    /// Processes what has arrived, and sends what can be sent. Each packet for this machine's processes is handed over;
    /// what that answers is sent back. Whether the time may be another one now at which that is due again.
    pub fn poll(&mut self, network: &Arc<Network>, mut hand_over: impl FnMut(Received<'_>) -> bool) -> bool {
        for _ in 0..BURST {
            let Some(mut frame) = self.device.receive() else { break };
            self.receive(network, &mut frame, &mut hand_over);
            self.device.give_back(frame);
        }
        let has_come = self.alarm.as_ref().is_none_or(|(at, _)| *at <= time::now());
        let is_due = core::mem::take(&mut self.is_due) || has_come || self.has_waiting();
        if is_due {
            self.interface.poll_maintenance(now());
            self.interface.poll_egress(now(), &mut Adapter::new(&mut self.device, None), &mut self.control);
            self.update_addresses();
            self.flush_all();
        }
        self.serve_all(network);
        self.device.notify();
        is_due || self.is_full || !self.device.will_interrupt() || self.has_waiting()
    }

    fn receive(
        &mut self,
        network: &Arc<Network>,
        frame: &mut [u8],
        hand_over: &mut impl FnMut(Received<'_>) -> bool,
    ) {
        if !filter::is_sound(frame) {
            return;
        }
        match Segment::parse(frame) {
            Some(Some(segment)) => return self.receive_segment(network, &segment, frame),
            Some(None) => return,
            None => {}
        }
        if self.receive_datagram(frame, hand_over) {
            return;
        }
        self.is_due = true;
        let mut adapter = Adapter::new(&mut self.device, Some(frame));
        self.interface.poll_ingress_single(now(), &mut adapter, &mut self.control);
        drop(adapter);
        self.take_received(network, hand_over);
        self.update_addresses();
    }

    /// A datagram goes past smoltcp, which would copy it twice on its way. `false` if it is none, or DHCP's.
    fn receive_datagram(&mut self, frame: &[u8], hand_over: &mut impl FnMut(Received<'_>) -> bool) -> bool {
        let Ok(frame) = EthernetFrame::new_checked(frame) else { return false };
        let (to, packet) = (frame.dst_addr(), frame.payload());
        let is_ip = matches!(frame.ethertype(), EthernetProtocol::Ipv4 | EthernetProtocol::Ipv6);
        if !is_ip || !filter::is_datagram(packet) || self.dhcp.is_some() && filter::is_for_dhcp(packet) {
            return false;
        }
        let is_meant =
            to == EthernetAddress(self.device.mac_address()) || to.is_broadcast() || to.is_multicast();
        if is_meant
            && let Some(received) = Received::parse(packet, &self.interface)
            && !hand_over(received)
        {
            self.send_port_unreachable(packet);
        }
        true
    }

    fn take_received(&mut self, network: &Arc<Network>, hand_over: &mut impl FnMut(Received<'_>) -> bool) {
        let mut packet = [0; MAX_FRAME];
        loop {
            let receiver = self.control.get_mut::<raw::Socket<'_>>(self.receiver);
            let Ok(length) = receiver.recv_slice(&mut packet) else { return };
            match Received::parse(&packet[..length], &self.interface) {
                Some(Received::Failed { protocol: IpProtocol::Tcp, local, remote, error }) => {
                    self.fail_segment(network, local, remote, error);
                }
                Some(received) => {
                    if !hand_over(received) {
                        self.send_port_unreachable(&packet[..length]);
                    }
                }
                None => {}
            }
        }
    }

    pub(super) fn dhcp_event(&mut self) -> Option<dhcpv4::Event<'_>> {
        let handle = self.dhcp?;
        self.control.get_mut::<dhcpv4::Socket<'_>>(handle).poll()
    }

    /// When `poll` is due next.
    pub fn poll_at(&mut self) -> Option<u64> {
        let at = now();
        let control = self.interface.poll_at(at, &self.control);
        let waiting = self.transmitters.iter().filter(|transmitter| !transmitter.is_idle());
        let transmit = waiting.filter_map(|transmitter| self.interface.poll_at(at, transmitter.set())).min();
        let next = [control, transmit].into_iter().flatten().min().map(|at| at.total_micros() as u64 * 1000);
        let settle = (!self.settled).then_some(self.give_up);
        let soon = time::now() + RETRY;
        // What a burst left over does not interrupt again; a device may not be able to at all.
        let look = (!self.device.will_interrupt()).then_some(soon);
        let stalled = self.is_full.then_some(soon);
        [next.map(|next| next.max(soon)), settle, look, stalled].into_iter().flatten().min()
    }

    /// Whether a packet waits for the hardware address of its next hop.
    pub fn has_waiting(&self) -> bool {
        self.transmitters.iter().any(|transmitter| !transmitter.is_idle())
    }

    pub fn is_settled(&self) -> bool {
        self.settled
    }

    pub fn name_servers(&self) -> &[IpAddr] {
        &self.name_servers
    }

    pub fn mac_address(&self) -> [u8; 6] {
        self.device.mac_address()
    }
}

/// A client that asks often at first: somebody may wait for the network.
fn dhcp_client() -> dhcpv4::Socket<'static> {
    let mut client = dhcpv4::Socket::new();
    let mut retries = dhcpv4::RetryConfig::default();
    retries.discover_timeout = Duration::from_secs(1);
    retries.initial_request_timeout = Duration::from_secs(1);
    client.set_retry_config(retries);
    client
}

pub(super) fn now() -> Instant {
    Instant::from_micros((time::now() / 1000) as i64)
}
