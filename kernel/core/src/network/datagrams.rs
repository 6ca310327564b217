//! `Datagrams`: the sockets that have a UDP port.
//!
//! Found by the port, whose lower bits choose a list: nobody looks through all sockets.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::net::{IpAddr, SocketAddr};

use capos_hal::sync::SpinLock;
use capos_schema::capos_capnp::ErrorCode;

use super::ports::{BindError, Claim, LISTS, dynamic_port, list_of, same_place};
use super::{Arrival, UdpEndpoint};
use crate::lock_order::NetworkPortsLevel;

struct Entry {
    endpoint: Arc<UdpEndpoint>,
    claim: Claim,
    remote: Option<SocketAddr>,
    reuse: bool,
}

pub struct Datagrams(SpinLock<NetworkPortsLevel, [Vec<Entry>; LISTS]>);

impl Entry {
    /// How closely it is meant by a datagram; `None` if not at all.
    fn score(&self, source: SocketAddr, destination: SocketAddr) -> Option<u8> {
        let closeness = self.claim.closeness(destination)?;
        match self.remote {
            None => Some(closeness),
            Some(remote) => same_place(remote, source).then_some(2 + closeness),
        }
    }
}

impl Datagrams {
    pub fn new() -> Self {
        Datagrams(SpinLock::new([const { Vec::new() }; LISTS]))
    }

    /// Gives the endpoint an address. Port 0 takes a dynamic one that nobody has.
    pub fn bind(&self, endpoint: &Arc<UdpEndpoint>, mut local: SocketAddr) -> Result<(), BindError> {
        let mut lists = self.0.lock();
        let (bound, remote) = endpoint.addresses();
        if bound.is_some() || endpoint.is_closed() {
            return Err(BindError::Bound);
        }
        let options = endpoint.options();
        let claim_to = |local| Claim { family: endpoint.family(), local, only_ipv6: options.only_ipv6 };
        let is_free = |lists: &[Vec<Entry>; LISTS], local, reuse| {
            let claim = claim_to(local);
            !lists[list_of(local)].iter().any(|entry| !(entry.reuse && reuse) && entry.claim.meets(&claim))
        };
        if local.port() == 0 {
            let port = dynamic_port(|port| is_free(&lists, SocketAddr::new(local.ip(), *port), false))?;
            local.set_port(port);
        } else if !is_free(&lists, local, options.reuse_address) {
            return Err(BindError::InUse);
        }
        let list = &mut lists[list_of(local)];
        list.try_reserve(1).map_err(|_| BindError::NoMemory)?;
        let (endpoint_here, reuse) = (Arc::clone(endpoint), options.reuse_address);
        list.push(Entry { endpoint: endpoint_here, claim: claim_to(local), remote, reuse });
        endpoint.set_addresses(Some(local), remote);
        Ok(())
    }

    /// The endpoint, which has an address, hears only that peer, or everybody. `at` is the address that it talks to the
    /// peer from.
    pub fn connect(&self, endpoint: &UdpEndpoint, at: Option<IpAddr>, remote: Option<SocketAddr>) {
        let mut lists = self.0.lock();
        let (Some(mut local), _) = endpoint.addresses() else { return };
        let list = &mut lists[list_of(local)];
        let Some(entry) = list.iter_mut().find(|entry| entry.endpoint.id() == endpoint.id()) else { return };
        if let Some(at) = at.filter(|_| local.ip().is_unspecified()) {
            local.set_ip(at);
        }
        (entry.claim.local, entry.remote) = (local, remote);
        endpoint.set_addresses(Some(local), remote);
    }

    /// The endpoint's address is free again, and nothing is heard or sent any more.
    pub fn close(&self, endpoint: &UdpEndpoint) {
        let mut lists = self.0.lock();
        let (local, _) = endpoint.addresses();
        let removed = local.and_then(|local| {
            let list = &mut lists[list_of(local)];
            let place = list.iter().position(|entry| entry.endpoint.id() == endpoint.id())?;
            Some(list.swap_remove(place))
        });
        endpoint.close();
        drop(lists);
        // Perhaps the last reference: not under the lock.
        drop(removed);
    }

    /// Brings a datagram to the one that it is meant for most closely; to all of those if it was sent to many. Whether
    /// anybody was meant.
    pub fn deliver(
        &self,
        source: SocketAddr,
        destination: SocketAddr,
        to_many: bool,
        arrival: Arrival,
        bytes: &[u8],
    ) -> bool {
        let mut met = false;
        let mut next = 0;
        loop {
            let Some((endpoint, place)) = self.find(source, destination, to_many, next) else { return met };
            endpoint.deliver(source, destination.ip(), arrival, bytes);
            met = true;
            if !to_many {
                return true;
            }
            next = place + 1;
        }
    }

    /// Tells the endpoint that sent from there to there what became of it.
    pub fn fail(&self, local: SocketAddr, remote: SocketAddr, error: ErrorCode) {
        let found = {
            let lists = self.0.lock();
            let entries = lists[list_of(local)].iter();
            let mut meant = entries.filter(|entry| entry.remote.is_some_and(|peer| same_place(peer, remote)));
            meant.find(|entry| entry.score(remote, local).is_some()).map(|entry| Arc::clone(&entry.endpoint))
        };
        if let Some(endpoint) = found {
            endpoint.fail(error);
        }
    }

    /// The first from a place in the list on, or the one that is meant most closely.
    fn find(
        &self,
        source: SocketAddr,
        destination: SocketAddr,
        any: bool,
        from: usize,
    ) -> Option<(Arc<UdpEndpoint>, usize)> {
        let lists = self.0.lock();
        let meant =
            lists[list_of(destination)].iter().enumerate().skip(from).filter_map(|(place, entry)| {
                entry.score(source, destination).map(|score| (score, place, entry))
            });
        let found = if any {
            meant.min_by_key(|(_, place, _)| *place)
        } else {
            meant.max_by_key(|(score, _, _)| *score)
        };
        found.map(|(_, place, entry)| (Arc::clone(&entry.endpoint), place))
    }
}

impl Default for Datagrams {
    fn default() -> Self {
        Datagrams::new()
    }
}
