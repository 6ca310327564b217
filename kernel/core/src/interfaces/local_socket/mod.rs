//! `LocalSocket`: a socket for processes of this machine.

mod naming;
mod socket;
mod transfer;

pub use socket::LocalSocket;
