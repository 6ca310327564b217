//! `TcpSocket`: a stream, or what becomes one.

mod connecting;
mod options;
mod socket;
mod transfer;

pub(super) use connecting::accept;
pub use socket::TcpSocket;
