//! `Streams`: the sockets that have a TCP port.
//!
//! Found by the port, whose lower bits choose a list. What arrives for a connection does not come here: it is found by both
//! addresses, in `link`.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::net::{IpAddr, SocketAddr};

use capos_hal::sync::SpinLock;
use capos_hal::time;

use super::places::{Entry, Listening, Wanted};
use super::{Listener, Stage, TcpEndpoint, TimeWait};
use crate::lock_order::NetworkPortsLevel;
use crate::network::ports::{BindError, Claim, LISTS, dynamic_port, list_of, same_place};

struct Tables {
    lists: [Vec<Entry>; LISTS],
    listening: [Vec<Listening>; LISTS],
    time_wait: TimeWait,
}

pub struct Streams(SpinLock<NetworkPortsLevel, Tables>);

impl Tables {
    fn is_free(&self, wanted: &Wanted) -> bool {
        let local = wanted.claim.local;
        let waits = !wanted.reuse && self.time_wait.has_port(local);
        !waits && !self.lists[list_of(local)].iter().any(|entry| entry.conflicts(wanted))
    }

    fn entry_of(&mut self, endpoint: &TcpEndpoint) -> Option<&mut Entry> {
        let (local, _) = endpoint.addresses();
        self.lists[list_of(local?)].iter_mut().find(|entry| entry.endpoint.id() == endpoint.id())
    }

    fn insert(&mut self, entry: Entry) -> Result<(), BindError> {
        let list = &mut self.lists[list_of(entry.claim.local)];
        list.try_reserve(1).map_err(|_| BindError::NoMemory)?;
        list.push(entry);
        Ok(())
    }
}

impl Streams {
    pub fn new() -> Self {
        Streams(SpinLock::new(Tables {
            lists: [const { Vec::new() }; LISTS],
            listening: [const { Vec::new() }; LISTS],
            time_wait: TimeWait::new(),
        }))
    }

    /// Gives the endpoint an address. Port 0 takes a dynamic one that nobody has.
    pub fn bind(&self, endpoint: &Arc<TcpEndpoint>, mut local: SocketAddr) -> Result<(), BindError> {
        let mut tables = self.0.lock();
        let (bound, remote) = endpoint.addresses();
        if bound.is_some() || endpoint.is_closed() {
            return Err(BindError::Bound);
        }
        tables.time_wait.forget_until(time::now());
        let reuse = endpoint.options().reuse_address;
        let mut wanted =
            Wanted { id: endpoint.id(), claim: claim_of(endpoint, local), reuse, listens: false };
        if local.port() == 0 {
            wanted.reuse = false;
            let port = dynamic_port(|port| {
                wanted.claim.local.set_port(*port);
                tables.is_free(&wanted)
            })?;
            local.set_port(port);
        } else if !tables.is_free(&wanted) {
            return Err(BindError::InUse);
        }
        tables.insert(Entry {
            endpoint: Arc::clone(endpoint),
            claim: claim_of(endpoint, local),
            remote,
            reuse,
            listens: false,
        })?;
        endpoint.set_addresses(Some(local), remote);
        Ok(())
    }

    /// As `bind`, for an address that the endpoint's holder has chosen and that it keeps.
    pub fn bind_by_choice(&self, endpoint: &Arc<TcpEndpoint>, local: SocketAddr) -> Result<(), BindError> {
        self.bind(endpoint, local)?;
        endpoint.with(|state| state.chosen = state.local);
        Ok(())
    }

    /// The endpoint, which has an address, talks from `local` to that peer. `InUse` if another one does.
    pub fn connect(
        &self,
        endpoint: &TcpEndpoint,
        from: IpAddr,
        remote: SocketAddr,
    ) -> Result<SocketAddr, BindError> {
        let mut tables = self.0.lock();
        let (Some(mut local), _) = endpoint.addresses() else { return Err(BindError::Bound) };
        if local.ip().is_unspecified() {
            local.set_ip(from);
        }
        tables.time_wait.forget_until(time::now());
        let taken = tables.lists[list_of(local)].iter().any(|entry| {
            entry.endpoint.id() != endpoint.id()
                && same_place(entry.claim.local, local)
                && entry.remote.is_some_and(|peer| same_place(peer, remote))
        });
        if taken || tables.time_wait.has(local, remote) {
            return Err(BindError::InUse);
        }
        let entry = tables.entry_of(endpoint).ok_or(BindError::Bound)?;
        (entry.claim.local, entry.remote) = (local, Some(remote));
        endpoint.set_addresses(Some(local), Some(remote));
        Ok(local)
    }

    /// The endpoint's connection was not made: it has the address that was chosen for it, or none.
    pub fn forget_peer(&self, endpoint: &TcpEndpoint) {
        let Some(chosen) = endpoint.with(|state| state.chosen) else {
            self.remove(endpoint);
            return endpoint.set_addresses(None, None);
        };
        let mut tables = self.0.lock();
        if let Some(entry) = tables.entry_of(endpoint) {
            (entry.claim.local, entry.remote) = (chosen, None);
        }
        endpoint.set_addresses(Some(chosen), None);
    }

    /// The endpoint, which has an address, listens there from now on.
    pub fn listen(&self, endpoint: &TcpEndpoint, listener: &Arc<Listener>) -> Result<(), BindError> {
        let mut tables = self.0.lock();
        let local = listener.local();
        let reuse = endpoint.options().reuse_address;
        let claim = claim_of(endpoint, local);
        let wanted = Wanted { id: endpoint.id(), claim, reuse, listens: true };
        if tables.lists[list_of(local)].iter().any(|entry| entry.conflicts(&wanted)) {
            return Err(BindError::InUse);
        }
        let listening = &mut tables.listening[list_of(local)];
        listening.try_reserve(1).map_err(|_| BindError::NoMemory)?;
        let entry = tables.entry_of(endpoint).ok_or(BindError::Bound)?;
        (entry.reuse, entry.listens) = (reuse, true);
        let listening = Listening { id: endpoint.id(), listener: Arc::clone(listener), claim };
        tables.listening[list_of(local)].push(listening);
        endpoint.set_stage(Stage::Listening(Arc::clone(listener)));
        Ok(())
    }

    /// An endpoint that was accepted: it shares the listener's port.
    pub fn add(&self, endpoint: &Arc<TcpEndpoint>) -> Result<(), BindError> {
        let (Some(local), remote) = endpoint.addresses() else { return Err(BindError::Bound) };
        self.0.lock().insert(Entry {
            endpoint: Arc::clone(endpoint),
            claim: claim_of(endpoint, local),
            remote,
            reuse: endpoint.options().reuse_address,
            listens: false,
        })
    }

    /// The endpoint's address is free again.
    pub fn remove(&self, endpoint: &TcpEndpoint) {
        let mut tables = self.0.lock();
        let (local, _) = endpoint.addresses();
        let removed = local.and_then(|local| {
            let list = &mut tables.lists[list_of(local)];
            let place = list.iter().position(|entry| entry.endpoint.id() == endpoint.id())?;
            let entry = list.swap_remove(place);
            let listening = &mut tables.listening[list_of(local)];
            let place = listening.iter().position(|listening| listening.id == endpoint.id());
            Some((entry, place.map(|place| listening.swap_remove(place))))
        });
        drop(tables);
        // Perhaps the last references: not under the lock.
        drop(removed);
    }

    /// Who listens at the address.
    pub fn listener_at(&self, destination: SocketAddr) -> Option<Arc<Listener>> {
        let tables = self.0.lock();
        let scored = tables.listening[list_of(destination)]
            .iter()
            .filter_map(|listening| listening.claim.closeness(destination).map(|score| (score, listening)));
        Some(Arc::clone(&scored.max_by_key(|(score, _)| *score)?.1.listener))
    }

    /// What is left of a connection that has ended: see [`TimeWait`].
    pub fn with_time_wait<R>(&self, act: impl FnOnce(&mut TimeWait) -> R) -> R {
        act(&mut self.0.lock().time_wait)
    }
}

impl Default for Streams {
    fn default() -> Self {
        Streams::new()
    }
}

fn claim_of(endpoint: &TcpEndpoint, local: SocketAddr) -> Claim {
    Claim { family: endpoint.family(), local, only_ipv6: endpoint.options().only_ipv6 }
}
