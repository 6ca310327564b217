//! Sockets, by UdpSocket, TcpSocket and TcpListener.

mod address;
mod control;
mod datagrams;
mod options;
mod socket;
mod streams;
mod timeouts;
mod transfer;

pub(super) use socket::Socket;
pub(super) use timeouts::forget;
pub(super) use transfer::{read, read_parts, write, write_parts};
