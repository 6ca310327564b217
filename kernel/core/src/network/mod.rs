//! The machine's network: sockets for datagrams and streams, the link to the outside, and who may talk to whom.
//!
//! | part | what |
//! | --- | --- |
//! | [`Network`] | all of it; what a NetworkManager and its sockets refer to |
//! | [`Datagrams`] | the sockets that have a UDP port: finds whom a datagram is for |
//! | [`UdpEndpoint`] | one such socket: its addresses, its queue, what went wrong |
//! | `streams` | the same for TCP: [`Streams`], [`TcpEndpoint`] and what lies between two of them |
//! | `ports` | what both have of ports: who is meant, who stands in whose way, which one is free |
//! | [`Authority`] | the rules of a NetworkManager and of the sockets that it made |
//! | `link` | the network interface: Ethernet, ARP, neighbor discovery, DHCP and ICMP by `smoltcp` |
//!
//! What is sent to an address of the machine itself never becomes a packet: it goes to the receiver's queue at once.
//! A stream within the machine is two rings of bytes.

mod address;
mod authority;
mod configuration;
mod datagrams;
mod endpoint;
mod link;
#[expect(clippy::module_inception, reason = "the noun of the folder")]
mod network;
mod ports;
mod streams;

pub use address::{
    ADDRESS_ROOM, BadAddress, Family, IP_ROOM, read_address, read_ip, write_address, write_ip,
};
pub use authority::{Authority, Rule, Use};
pub use configuration::{Configuration, ConfigurationError};
pub use datagrams::Datagrams;
pub use endpoint::{Arrival, Datagram, Options, UdpEndpoint};
pub use link::ConnectionId;
pub use network::{ETHERNET_INDEX, InterfaceStatus, LOOPBACK_INDEX, Manner, Network};
pub use ports::BindError;
pub use streams::{Listener, Stage, Streams, Taking, TcpEndpoint, TcpOptions};

#[cfg(test)]
mod tests;
