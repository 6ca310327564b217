//! Sockets, by UdpSocket, TcpSocket, TcpListener and LocalSocket.

mod ancillary;
mod control;
mod datagrams;
mod lingering;
mod local;
mod local_messages;
mod options;
mod packet_info;
mod rights;
mod socket;
mod streams;
mod timeouts;
mod transfer;

pub(super) use lingering::{expect as expect_lingering, wait as linger};
pub(super) use socket::Socket;
pub(super) use timeouts::forget;
pub(super) use transfer::{read, read_parts, write, write_parts};
