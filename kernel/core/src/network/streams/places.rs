//! What stands at a port, and in whose way.

use alloc::sync::Arc;
use core::net::SocketAddr;

use super::{Listener, TcpEndpoint};
use crate::network::ports::Claim;

/// A socket that has an address.
pub struct Entry {
    pub endpoint: Arc<TcpEndpoint>,
    pub claim: Claim,
    pub remote: Option<SocketAddr>,
    pub reuse: bool,
    pub listens: bool,
}

/// Who listens at a port: apart from the others, as connections share it.
pub struct Listening {
    pub id: u64,
    pub listener: Arc<Listener>,
    pub claim: Claim,
}

/// What another socket would have.
#[derive(Clone, Copy)]
pub struct Wanted {
    pub id: u64,
    pub claim: Claim,
    pub reuse: bool,
    pub listens: bool,
}

impl Entry {
    /// Whether it stands in the way of another socket that would be there too.
    pub fn conflicts(&self, wanted: &Wanted) -> bool {
        // Connections are no obstacle to whoever agrees; two that listen always are.
        let agree = self.reuse && wanted.reuse && !(self.listens && wanted.listens);
        self.endpoint.id() != wanted.id && !agree && self.claim.meets(&wanted.claim)
    }
}
