//! The machine's network interfaces, and the name servers that the system itself knows.

use crate::errno::Errno;
use alloc::vec::Vec;
use core::net::IpAddr;

/// `IF_NAMESIZE`.
pub const NAME_SIZE: usize = 16;

/// One interface.
#[derive(Clone)]
pub struct Interface {
    pub index: u32,
    /// Ends with a NUL.
    pub name: [u8; NAME_SIZE],
    /// `IFF_*`.
    pub flags: u32,
    pub addresses: Vec<InterfaceAddress>,
}

/// One of its addresses.
#[derive(Clone, Copy)]
pub struct InterfaceAddress {
    pub address: IpAddr,
    /// How many of its bits say which network it is in.
    pub prefix_length: u8,
    /// Where one reaches everybody, or the peer of an interface that leads to one alone.
    pub other: Option<IpAddr>,
}

impl Interface {
    pub fn new(index: u32, name: &[u8], flags: u32) -> Self {
        let mut room = [0; NAME_SIZE];
        let length = name.len().min(NAME_SIZE - 1);
        room[..length].copy_from_slice(&name[..length]);
        Interface { index, name: room, flags, addresses: Vec::new() }
    }

    pub fn name(&self) -> &[u8] {
        let length = self.name.iter().position(|byte| *byte == 0).unwrap_or(NAME_SIZE - 1);
        &self.name[..length]
    }
}

/// Required: which interfaces there are. Optional: name servers beside those of `/etc/resolv.conf`.
pub trait Network {
    fn interfaces() -> Result<Vec<Interface>, Errno>;

    fn name_servers() -> Result<Vec<IpAddr>, Errno> {
        Ok(Vec::new())
    }
}
