//! What stands at a port, and in whose way.

use alloc::sync::Arc;
use core::net::{IpAddr, SocketAddr};

use super::{Listener, TcpEndpoint};
use crate::network::Family;

/// A socket that has an address.
pub struct Entry {
    pub endpoint: Arc<TcpEndpoint>,
    pub local: SocketAddr,
    pub remote: Option<SocketAddr>,
    pub reuse: bool,
    pub only_ipv6: bool,
    pub listens: bool,
}

/// Who listens at a port: apart from the others, as connections share it.
pub struct Listening {
    pub id: u64,
    pub listener: Arc<Listener>,
    pub only_ipv6: bool,
}

/// What another socket would have.
#[derive(Clone, Copy)]
pub struct Wanted {
    pub id: u64,
    pub family: Family,
    pub local: SocketAddr,
    pub reuse: bool,
    pub only_ipv6: bool,
    pub listens: bool,
}

impl Entry {
    /// Whether it stands in the way of another socket that would be there too.
    pub fn conflicts(&self, wanted: &Wanted) -> bool {
        let meets = |wide: SocketAddr, family: Family, only: bool, ip: IpAddr| {
            wide.ip() == ip || wide.ip().is_unspecified() && (family.reaches(ip, only) || ip.is_unspecified())
        };
        let own = self.endpoint.family();
        let both_unspecified = self.local.ip().is_unspecified() && wanted.local.ip().is_unspecified();
        let apart = both_unspecified && own != wanted.family && (self.only_ipv6 || wanted.only_ipv6);
        let agree = self.reuse && wanted.reuse && !(self.listens && wanted.listens);
        // Connections are no obstacle to whoever agrees; two that listen always are.
        self.local.port() == wanted.local.port()
            && self.endpoint.id() != wanted.id
            && !apart
            && !agree
            && (meets(self.local, own, self.only_ipv6, wanted.local.ip())
                || meets(wanted.local, wanted.family, wanted.only_ipv6, self.local.ip()))
    }
}

impl Listening {
    /// How closely it is meant by who connects there; `None` if not at all.
    pub fn score(&self, destination: SocketAddr) -> Option<u8> {
        let local = self.listener.local();
        if local.port() != destination.port() {
            return None;
        }
        if local.ip() == destination.ip() {
            return Some(1);
        }
        let family = self.listener.model().family();
        (local.ip().is_unspecified() && family.reaches(destination.ip(), self.only_ipv6)).then_some(0)
    }
}

pub fn same_place(one: SocketAddr, other: SocketAddr) -> bool {
    one.ip() == other.ip() && one.port() == other.port()
}
