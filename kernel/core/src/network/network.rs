//! `Network`: the machine's network as its sockets see it.
//!
//! What calls smoltcp and the device's driver runs on the deep stack: both keep much of what they make there.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use capos_hal::net::NetworkDevice;
use capos_hal::sync::SpinLock;
use capos_hal::task::on_deep_stack;
use capos_schema::capos_capnp::ErrorCode;

use super::link::{Link, Received};
use super::{Arrival, BindError, Configuration, Datagrams, Family, Streams, UdpEndpoint, Use};
use crate::lock_order::NetworkLinkLevel;
use crate::timers::{self, Alarm};

/// What the interfaces are called, and their numbers.
pub const LOOPBACK_INDEX: u32 = 1;
pub const ETHERNET_INDEX: u32 = 2;

/// The most that an IP packet carries as a datagram.
const MAX_DATAGRAM_IPV4: usize = 65_507;
const MAX_DATAGRAM_IPV6: usize = 65_527;

pub struct Network {
    pub datagrams: Datagrams,
    pub streams: Streams,
    /// `None` without a network interface.
    pub(super) link: Option<SpinLock<NetworkLinkLevel, Link>>,
}

/// What one datagram has in place of what its socket has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Manner {
    pub source: Option<IpAddr>,
    pub hop_limit: Option<u8>,
    pub traffic_class: Option<u8>,
}

/// What the network interface is and has now.
pub struct InterfaceStatus {
    pub mac: [u8; 6],
    pub addresses: Vec<(IpAddr, u8)>,
    pub name_servers: Vec<IpAddr>,
}

impl Network {
    /// Takes the machine's network interface, if it has one.
    pub fn new(configuration: Configuration) -> Arc<Self> {
        on_deep_stack(|| {
            let link = NetworkDevice::open().map(|device| SpinLock::new(Link::new(device, configuration)));
            Arc::new(Network { datagrams: Datagrams::new(), streams: Streams::new(), link })
        })
    }

    /// Processes what has arrived and what is due, and sets the deadline for the next time.
    pub fn poll(self: &Arc<Self>) {
        let Some(link) = &self.link else { return };
        on_deep_stack(|| {
            let mut link = link.lock();
            if link.poll(self, |received| self.hand_over(received)) {
                self.set_alarm(&mut link);
            }
        });
    }

    fn hand_over(&self, received: Received<'_>) -> bool {
        match received {
            Received::Datagram { source, destination, to_many, arrival, bytes } => {
                self.datagrams.deliver(source, destination, to_many, arrival, bytes)
            }
            Received::Failed { local, remote, error, .. } => {
                self.datagrams.fail(local, remote, error);
                true
            }
        }
    }

    fn set_alarm(self: &Arc<Self>, link: &mut Link) {
        let next = link.poll_at();
        if link.alarm.as_ref().map(|(deadline, _)| *deadline) == next {
            return;
        }
        if let Some((_, alarm)) = link.alarm.take() {
            timers::cancel(alarm);
        }
        // Without memory for a timer, the next frame or call goes on.
        link.alarm = next.and_then(|next| {
            let alarm = timers::set_alarm(next, Alarm::Network(Arc::clone(self))).ok()?;
            Some((next, alarm))
        });
    }

    /// The deadline has passed.
    pub(crate) fn alarm(self: &Arc<Self>) {
        if let Some(link) = &self.link {
            let mut link = link.lock();
            link.alarm = None;
            link.is_due = true;
        }
        self.poll();
    }

    /// Whether the machine has the addresses that it will have.
    pub fn is_settled(&self) -> bool {
        self.link.as_ref().is_none_or(|link| link.lock().is_settled())
    }

    /// `None` without a network interface.
    pub fn interface_status(&self) -> Option<InterfaceStatus> {
        let link = self.link.as_ref()?.lock();
        Some(InterfaceStatus {
            mac: link.mac_address(),
            addresses: link.addresses().collect(),
            name_servers: link.name_servers().to_vec(),
        })
    }

    /// Whether an address is this machine's, so that nothing sent there leaves it.
    pub fn is_own(&self, address: IpAddr) -> bool {
        address.is_loopback() || self.link.as_ref().is_some_and(|link| link.lock().is_own(address))
    }

    /// Whether an address means everybody on the network.
    pub fn is_broadcast(&self, address: IpAddr) -> bool {
        self.link.as_ref().is_some_and(|link| link.lock().is_broadcast(address))
    }

    /// Gives the endpoint an address of the machine.
    pub fn bind(&self, endpoint: &Arc<UdpEndpoint>, local: SocketAddr) -> Result<(), ErrorCode> {
        let address = local.ip();
        if !address.is_unspecified() && !self.is_own(address) {
            return Err(ErrorCode::AddressNotAvailable);
        }
        self.datagrams.bind(endpoint, local).map_err(BindError::code)
    }

    /// Gives an endpoint without an address one that it did not choose.
    fn bind_somewhere(&self, endpoint: &Arc<UdpEndpoint>) -> Result<SocketAddr, ErrorCode> {
        let anywhere = SocketAddr::new(endpoint.family().unspecified(), 0);
        match self.datagrams.bind(endpoint, anywhere) {
            // Another thread was quicker.
            Ok(()) | Err(BindError::Bound) => endpoint.addresses().0.ok_or(ErrorCode::Closed),
            Err(error) => Err(error.code()),
        }
    }

    /// From now on the endpoint hears that peer only. `WouldBlock` while there is no address to speak from, unless it shall
    /// speak from whatever there will be.
    pub fn connect(
        &self,
        endpoint: &Arc<UdpEndpoint>,
        remote: SocketAddr,
        from_any: bool,
    ) -> Result<(), ErrorCode> {
        let remote = self.meant(remote);
        if !endpoint.permits(Use::Datagrams, remote) {
            return Err(ErrorCode::AccessDenied);
        }
        let source = match self.source_for(remote.ip()) {
            Ok(source) => Some(source),
            Err(ErrorCode::WouldBlock) if from_any => None,
            Err(error) => return Err(error),
        };
        self.bind_somewhere(endpoint)?;
        self.datagrams.connect(endpoint, source, Some(remote));
        Ok(())
    }

    /// Sends a datagram to the peer, or to where it says. `WouldBlock` while there is no address yet.
    pub fn send(
        &self,
        endpoint: &Arc<UdpEndpoint>,
        to: Option<SocketAddr>,
        manner: Manner,
        bytes: &[u8],
    ) -> Result<(), ErrorCode> {
        endpoint.check_sending()?;
        let (local, remote) = endpoint.addresses();
        let to = self.meant(to.or(remote).ok_or(ErrorCode::DestinationMissing)?);
        if !endpoint.permits(Use::Datagrams, to) {
            return Err(ErrorCode::AccessDenied);
        }
        if to.port() == 0 {
            return Err(ErrorCode::InvalidArgument);
        }
        let most = if to.is_ipv4() { MAX_DATAGRAM_IPV4 } else { MAX_DATAGRAM_IPV6 };
        if bytes.len() > most {
            return Err(ErrorCode::MessageTooLong);
        }
        if let Some(source) = manner.source {
            if !self.is_own(source) {
                return Err(ErrorCode::AddressNotAvailable);
            }
            if source.is_ipv4() != to.is_ipv4() {
                return Err(ErrorCode::NetworkUnreachable);
            }
        }
        let mut local = match local {
            Some(local) => local,
            None => self.bind_somewhere(endpoint)?,
        };
        if let Some(source) = manner.source {
            local.set_ip(source);
        }
        if self.is_own(to.ip()) {
            self.send_to_self(endpoint, local, to, remote.is_some(), manner, bytes);
            return Ok(());
        }
        self.send_away(endpoint, local, to, manner, bytes)
    }

    /// Never leaves the machine.
    fn send_to_self(
        &self,
        endpoint: &UdpEndpoint,
        local: SocketAddr,
        to: SocketAddr,
        connected: bool,
        manner: Manner,
        bytes: &[u8],
    ) {
        let options = endpoint.options();
        let arrival = Arrival {
            interface: LOOPBACK_INDEX,
            hop_limit: manner.hop_limit.unwrap_or(options.hop_limit),
            traffic_class: manner.traffic_class.unwrap_or(options.traffic_class),
        };
        // Who has no address of its own speaks from the one that it speaks to.
        let ip = if local.ip().is_unspecified() { to.ip() } else { local.ip() };
        let source = SocketAddr::new(ip, local.port());
        if !self.datagrams.deliver(source, to, false, arrival, bytes) && connected {
            endpoint.fail(ErrorCode::ConnectionRefused);
        }
    }

    fn send_away(
        &self,
        endpoint: &UdpEndpoint,
        local: SocketAddr,
        to: SocketAddr,
        manner: Manner,
        bytes: &[u8],
    ) -> Result<(), ErrorCode> {
        let mut link = self.link.as_ref().ok_or(ErrorCode::NetworkUnreachable)?.lock();
        if !link.is_settled() && to.is_ipv4() {
            return Err(ErrorCode::WouldBlock);
        }
        let options = endpoint.options();
        if link.is_broadcast(to.ip()) && !options.broadcast {
            return Err(ErrorCode::AccessDenied);
        }
        let from_elsewhere = local.ip().is_loopback() || local.is_ipv4() != to.is_ipv4();
        if from_elsewhere && !local.ip().is_unspecified() {
            return Err(ErrorCode::NetworkUnreachable);
        }
        let hop_limit = manner.hop_limit.unwrap_or(options.hop_limit);
        on_deep_stack(|| link.send_datagram(local, to, hop_limit, bytes))
    }

    /// To the unspecified address means to this machine.
    pub fn meant(&self, mut address: SocketAddr) -> SocketAddr {
        if address.ip().is_unspecified() {
            address.set_ip(match address.ip() {
                IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
                IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
            });
        }
        address
    }

    /// The address that this machine has for those at the other one.
    pub(super) fn source_for(&self, remote: IpAddr) -> Result<IpAddr, ErrorCode> {
        if self.is_own(remote) {
            return Ok(remote);
        }
        let link = self.link.as_ref().ok_or(ErrorCode::NetworkUnreachable)?.lock();
        if !link.is_settled() && remote.is_ipv4() {
            return Err(ErrorCode::WouldBlock);
        }
        link.source_for(remote).ok_or(ErrorCode::NetworkUnreachable)
    }

    /// Sends what waits for an answer of the network, such as a hardware address, when that is due.
    pub fn after_sending(self: &Arc<Self>) {
        if let Some(link) = &self.link {
            let mut link = link.lock();
            if link.has_waiting() {
                self.set_alarm(&mut link);
            }
        }
    }

    /// Whether sockets of the family reach the address, given what they are told.
    pub fn check_family(family: Family, address: SocketAddr, only_ipv6: bool) -> Result<(), ErrorCode> {
        if family.reaches(address.ip(), only_ipv6) { Ok(()) } else { Err(ErrorCode::NetworkUnreachable) }
    }
}
