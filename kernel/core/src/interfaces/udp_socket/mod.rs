//! `UdpSocket`: a socket for datagrams.

mod options;
mod socket;
mod transfer;

pub use socket::UdpSocket;
