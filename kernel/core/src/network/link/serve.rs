//! Serving connections: sending what they have, telling those who wait, and minding the time.

use alloc::sync::Arc;

use capos_hal::time;
use capos_schema::capos_capnp::ErrorCode;
use smoltcp::iface::PollResult;
use smoltcp::socket::tcp::State;

use super::adapter::{Adapter, Stall};
use super::connection::Owner;
use super::connections::ConnectionId;
use super::link::{Link, RETRY, now};
use crate::network::{Network, Stage, TcpEndpoint};
use crate::timers::{self, Alarm};

/// What smoltcp's wait behind the last segment is longer than.
const SHORT: u64 = 1_000_000_000;

impl Link {
    /// Something happened to the connection: it is served when everything that has arrived was looked at.
    pub(super) fn touch(&mut self, id: ConnectionId) {
        let Some(connection) = self.connections.get_mut(id).filter(|connection| !connection.is_touched)
        else {
            return;
        };
        if self.touched.try_reserve(1).is_ok() {
            connection.is_touched = true;
            self.touched.push(id);
        }
    }

    /// Serves those that something has arrived for, and those that could not send before.
    pub(super) fn serve_all(&mut self, network: &Arc<Network>) {
        self.is_full = false;
        for id in core::mem::take(&mut self.stalled) {
            if let Some(connection) = self.connections.get_mut(id) {
                connection.is_stalled = false;
                self.touch(id);
            }
        }
        while let Some(id) = self.touched.pop() {
            self.serve(network, id);
        }
    }

    pub fn serve(&mut self, network: &Arc<Network>, id: ConnectionId) {
        self.send_segments(id);
        self.publish(network, id);
        self.schedule(network, id);
    }

    fn send_segments(&mut self, id: ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        connection.is_touched = false;
        if connection.is_over {
            return;
        }
        let mut adapter = Adapter::new(&mut self.device, None).of(&mut connection.numbers);
        let mut any = false;
        while self.interface.poll_egress(now(), &mut adapter, &mut connection.set)
            == PollResult::SocketStateChanged
        {
            any = true;
        }
        let stall = adapter.stall();
        // Between two questions for the neighbor nothing is tried.
        if stall == Some(Stall::NoNeighbor) {
            connection.missing_neighbor.get_or_insert_with(time::now);
        } else if any {
            connection.missing_neighbor = None;
        }
        self.is_full |= stall == Some(Stall::Full);
        let stalls = stall.is_some() || connection.missing_neighbor.is_some();
        if stalls && !connection.is_stalled && self.stalled.try_reserve(1).is_ok() {
            connection.is_stalled = true;
            self.stalled.push(id);
        }
    }

    /// Acts on what has become of the connection since the last time.
    fn publish(&mut self, network: &Arc<Network>, id: ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        let (state, readiness) = (connection.socket().state(), connection.readiness());
        let (previous, known) = core::mem::replace(&mut connection.known, (state, readiness));
        connection.note_waiting();
        let is_begun = matches!(state, State::Established | State::CloseWait);
        match &connection.owner {
            Owner::Listener(_) if is_begun => return self.hand_to_listener(network, id),
            Owner::Endpoint(endpoint) => {
                let endpoint = Arc::clone(endpoint);
                if is_begun && matches!(endpoint.stage(), Stage::Connecting(_)) {
                    endpoint.establish(id);
                } else if readiness.0 & !known.0 != 0 || core::mem::take(&mut connection.is_watched) {
                    endpoint.waiting().wake();
                }
            }
            _ => {}
        }
        match state {
            State::Closed if previous != State::Closed => self.end(network, id, previous),
            State::TimeWait => self.wait_out(network, id),
            _ => {}
        }
    }

    /// A connection from outside is there: it can be accepted, if there is room.
    fn hand_to_listener(&mut self, network: &Arc<Network>, id: ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        let owner = core::mem::replace(&mut connection.owner, Owner::Nobody);
        let Owner::Listener(listener) = owner else { return };
        listener.end_half_open();
        let tuple = connection.tuple;
        let endpoint = listener.model().heir(tuple.local(), tuple.remote()).map(Arc::new);
        let Some(endpoint) = endpoint.filter(|endpoint| network.streams.add(endpoint).is_ok()) else {
            return self.abort(network, id, None);
        };
        endpoint.set_stage(Stage::Remote(id));
        connection.owner = Owner::Endpoint(Arc::clone(&endpoint));
        if let Err(endpoint) = listener.push(endpoint) {
            network.streams.remove(&endpoint);
            endpoint.set_stage(Stage::Closed);
            self.disown(network, id, true);
        }
    }

    /// The connection is over.
    fn end(&mut self, network: &Arc<Network>, id: ConnectionId, previous: State) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        let agreed = matches!(previous, State::LastAck | State::Closing | State::TimeWait);
        let is_begun = !matches!(previous, State::SynSent | State::SynReceived);
        let error = match connection.verdict {
            Some(verdict) => Some(verdict),
            None if agreed => None,
            None if !connection.was_reset => Some(ErrorCode::ConnectionAborted),
            None if is_begun => Some(ErrorCode::ConnectionReset),
            None => Some(ErrorCode::ConnectionRefused),
        };
        connection.is_over = true;
        match core::mem::replace(&mut connection.owner, Owner::Nobody) {
            Owner::Listener(listener) => {
                listener.end_half_open();
                self.remove(id);
            }
            Owner::Nobody => self.remove(id),
            Owner::Endpoint(endpoint) if is_begun => {
                // What has arrived before can still be read.
                connection.owner = Owner::Endpoint(Arc::clone(&endpoint));
                self.connections.unlist(id);
                match error {
                    Some(error) => endpoint.fail(error),
                    None => endpoint.waiting().wake(),
                }
            }
            Owner::Endpoint(endpoint) => {
                self.remove(id);
                fail_connecting(network, &endpoint, error);
            }
        }
    }

    /// Both sides have ended it, this one first. Once that is said, nothing but its addresses is remembered.
    fn wait_out(&mut self, network: &Arc<Network>, id: ConnectionId) {
        let Some(connection) = self.connections.get_mut(id).filter(|connection| !connection.is_over) else {
            return;
        };
        let at = self.interface.poll_at(now(), &connection.set);
        if at.is_some_and(|at| at.total_micros() as u64 * 1000 < time::now() + SHORT) {
            return;
        }
        let tuple = connection.tuple;
        connection.is_over = true;
        let is_wanted = matches!(connection.owner, Owner::Endpoint(_));
        self.connections.unlist(id);
        network.streams.with_time_wait(|ended| ended.insert(tuple.local(), tuple.remote(), time::now()));
        if !is_wanted {
            self.remove(id);
        }
    }

    /// Sets the alarm, unless there is an earlier one.
    fn schedule(&mut self, network: &Arc<Network>, id: ConnectionId) {
        let Some(connection) = self.connections.get_mut(id).filter(|connection| !connection.is_over) else {
            return;
        };
        let asked = self.interface.poll_at(now(), &connection.set);
        let asked = asked.map(|at| (at.total_micros() as u64 * 1000).max(time::now() + RETRY));
        let deadline = connection.deadline().map(|(at, _)| at);
        let Some(next) = asked.into_iter().chain(deadline).min() else { return };
        if let Some((at, alarm)) = connection.alarm.take_if(|(at, _)| *at > next) {
            debug_assert!(at > next);
            timers::cancel(alarm);
        }
        if connection.alarm.is_none() {
            // Without memory for a timer, the next segment or call goes on.
            let alarm = timers::set_alarm(next, Alarm::Connection(Arc::clone(network), id));
            connection.alarm = alarm.ok().map(|alarm| (next, alarm));
        }
    }

    /// The alarm's time has come.
    pub fn connection_alarm(&mut self, network: &Arc<Network>, id: ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        connection.alarm = None;
        match connection.deadline() {
            Some((at, error)) if at <= time::now() => self.abort(network, id, Some(error)),
            _ => self.serve(network, id),
        }
    }

    /// Ends the connection at once, and says so to the peer.
    pub(super) fn abort(&mut self, network: &Arc<Network>, id: ConnectionId, verdict: Option<ErrorCode>) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        connection.verdict = verdict;
        connection.socket_mut().abort();
        self.serve(network, id);
    }

    pub(super) fn remove(&mut self, id: ConnectionId) {
        if let Some(mut connection) = self.connections.remove(id)
            && let Some((_, alarm)) = connection.alarm.take()
        {
            timers::cancel(alarm);
        }
    }
}

/// The connection that the socket was to have is not made.
pub(super) fn fail_connecting(network: &Network, endpoint: &TcpEndpoint, error: Option<ErrorCode>) {
    network.streams.forget_peer(endpoint);
    endpoint.fail_connecting(error.unwrap_or(ErrorCode::ConnectionAborted));
}
