//! The network interface: frames in and out, by `smoltcp`.
//!
//! Datagrams go past smoltcp's own sockets. What has arrived for any of them is taken whole, by one raw socket, and finds
//! its receiver by the port; what is sent waits, if it must, for the hardware address of its next hop, with others for
//! the same hop and nobody else.
//!
//! Each connection's socket is in a set of its own, and a segment meets the one that its addresses find: nobody looks through
//! all of them.

mod adapter;
mod addresses;
mod checksum;
mod connection;
mod connections;
mod filter;
#[expect(clippy::module_inception, reason = "the noun of the folder")]
mod link;
mod receive;
mod segment;
mod sequence;
mod serve;
mod streams;
mod transmit;

pub use connections::ConnectionId;
pub use link::Link;
pub use receive::Received;
