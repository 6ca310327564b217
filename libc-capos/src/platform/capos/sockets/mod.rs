//! Sockets, by UdpSocket.

mod address;
mod control;
mod datagrams;
mod options;
mod timeouts;

pub(super) use datagrams::{available, read, read_parts, socket, write, write_parts};
pub(super) use timeouts::forget;
