//! Sockets, by UdpSocket, TcpSocket, TcpListener and LocalSocket.

mod control;
mod datagrams;
mod local;
mod local_messages;
mod options;
mod rights;
mod socket;
mod streams;
mod timeouts;
mod transfer;

pub(super) use socket::Socket;
pub(super) use timeouts::forget;
pub(super) use transfer::{read, read_parts, write, write_parts};
