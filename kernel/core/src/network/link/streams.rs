//! What sockets for streams, and segments that arrive, ask of the link.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::net::SocketAddr;

use capos_hal::time;
use capos_schema::abi::Readiness;
use capos_schema::capos_capnp::ErrorCode;
use smoltcp::iface::SocketSet;
use smoltcp::socket::tcp::State;
use smoltcp::wire::{IpEndpoint, IpProtocol, TcpControl, TcpPacket, TcpRepr};

use super::adapter::Adapter;
use super::connection::{Connection, Owner};
use super::connections::{ConnectionId, Tuple};
use super::link::{Link, now};
use super::segment::Segment;
use super::serve::fail_connecting;
use super::transmit::{HOP_LIMIT, header};
use crate::network::{Listener, Network, TcpEndpoint, TcpOptions};

/// What is copied at a time on its way to or from another machine.
const CHUNK: usize = 65_536;

impl Tuple {
    pub fn local(&self) -> SocketAddr {
        SocketAddr::new(self.local.addr.into(), self.local.port)
    }

    pub fn remote(&self) -> SocketAddr {
        SocketAddr::new(self.remote.addr.into(), self.remote.port)
    }
}

impl Link {
    /// Begins a connection for the endpoint, which `begun` is told before anything can become of it.
    pub fn connect(
        &mut self,
        network: &Arc<Network>,
        endpoint: &Arc<TcpEndpoint>,
        local: SocketAddr,
        remote: SocketAddr,
        begun: impl FnOnce(ConnectionId),
    ) -> Result<(), ErrorCode> {
        let tuple = Tuple { local: IpEndpoint::from(local), remote: IpEndpoint::from(remote) };
        if self.connections.find(&tuple).is_some() {
            return Err(ErrorCode::AddressNotAvailable);
        }
        let owner = Owner::Endpoint(Arc::clone(endpoint));
        let first = self.secret.first_number(&tuple);
        let mut connection = Connection::new(tuple, first, owner, &endpoint.options(), endpoint.account())
            .ok_or(ErrorCode::QuotaExceeded)?;
        connection
            .socket_mut()
            .connect(self.interface.context(), tuple.remote, tuple.local)
            .map_err(|_| ErrorCode::AddressNotAvailable)?;
        connection.known.0 = State::SynSent;
        let id = self.connections.insert(connection).ok_or(ErrorCode::NoMemory)?;
        begun(id);
        self.serve(network, id);
        Ok(())
    }

    pub(super) fn receive_segment(&mut self, network: &Arc<Network>, segment: &Segment, frame: &mut [u8]) {
        let tuple = &segment.tuple;
        if !self.is_own(tuple.local.addr.into()) {
            return;
        }
        if let Some(id) = self.connections.find(tuple) {
            return self.process(id, segment, frame);
        }
        let (local, remote) = (tuple.local(), tuple.remote());
        let has_ended = network.streams.with_time_wait(|ended| {
            ended.forget_until(time::now());
            let is_there = ended.has(local, remote);
            if segment.begins {
                ended.remove(local, remote);
            }
            is_there && !segment.begins
        });
        if has_ended {
            return self.confirm_end(segment);
        }
        if segment.begins
            && let Some(listener) = network.streams.listener_at(local)
        {
            return self.admit(&listener, segment, frame);
        }
        // Nobody has it, which smoltcp says.
        let mut adapter = Adapter::new(&mut self.device, Some(frame));
        self.interface.poll_ingress_single(now(), &mut adapter, &mut SocketSet::new(Vec::new()));
    }

    fn process(&mut self, id: ConnectionId, segment: &Segment, frame: &mut [u8]) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        let mut bytes = TcpPacket::new_unchecked(&mut frame[segment.place.clone()]);
        connection.numbers.shift_arrived(&mut bytes);
        let mut adapter = Adapter::new(&mut self.device, Some(frame)).of(&mut connection.numbers);
        self.interface.poll_ingress_single(now(), &mut adapter, &mut connection.set);
        drop(adapter);
        connection.heard = time::now();
        connection.was_reset |= segment.resets && connection.socket().state() == State::Closed;
        self.touch(id);
    }

    /// A connection begins, if the listener has room for it; else its first segment is as if it was lost.
    fn admit(&mut self, listener: &Arc<Listener>, segment: &Segment, frame: &mut [u8]) {
        if !listener.begin_half_open() {
            return;
        }
        let model = listener.model();
        let owner = Owner::Listener(Arc::clone(listener));
        let first = self.secret.first_number(&segment.tuple);
        let connection = Connection::new(segment.tuple, first, owner, &model.options(), model.account());
        let begun = connection.and_then(|mut connection| {
            connection.socket_mut().listen(segment.tuple.local).ok()?;
            connection.known.0 = State::Listen;
            self.connections.insert(connection)
        });
        let Some(id) = begun else { return listener.end_half_open() };
        self.process(id, segment, frame);
        // Of a segment that smoltcp refuses nothing stays.
        if self.connections.get(id).is_none_or(|connection| connection.socket().state() == State::Listen) {
            listener.end_half_open();
            self.remove(id);
        }
    }

    /// The peer of a connection that is over has not heard so.
    fn confirm_end(&mut self, segment: &Segment) {
        let tuple = &segment.tuple;
        let Some((hop, _)) = self.route(tuple.remote.addr.into()).filter(|_| segment.ends && !segment.resets)
        else {
            return;
        };
        let answer = TcpRepr {
            src_port: tuple.local.port,
            dst_port: tuple.remote.port,
            control: TcpControl::None,
            seq_number: segment.acknowledged,
            ack_number: Some(segment.next),
            window_len: 0,
            window_scale: None,
            max_seg_size: None,
            sack_permitted: false,
            sack_ranges: [None; 3],
            timestamp: None,
            payload: &[],
        };
        let (from, to) = (tuple.local.addr, tuple.remote.addr);
        let length = answer.buffer_len();
        let header = header(from.into(), to.into(), IpProtocol::Tcp, length, HOP_LIMIT);
        self.send(hop, &header, |payload, checksums| {
            answer.emit(&mut TcpPacket::new_unchecked(payload), &from, &to, checksums);
        });
    }

    /// What became of a segment, by a router's or the peer's word: it ends only what is beginning.
    pub fn fail_segment(
        &mut self,
        network: &Arc<Network>,
        local: SocketAddr,
        remote: SocketAddr,
        error: ErrorCode,
    ) {
        let tuple = Tuple { local: IpEndpoint::from(local), remote: IpEndpoint::from(remote) };
        let Some(id) = self.connections.find(&tuple) else { return };
        let Some(connection) = self.connections.get_mut(id) else { return };
        if connection.socket().state() != State::SynSent {
            return;
        }
        if let Owner::Endpoint(endpoint) = core::mem::replace(&mut connection.owner, Owner::Nobody) {
            self.remove(id);
            fail_connecting(network, &endpoint, Some(error));
        }
    }

    /// Nobody holds the connection any more: it ends when everything is sent, or at once.
    pub fn disown(&mut self, network: &Arc<Network>, id: ConnectionId, at_once: bool) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        connection.owner = Owner::Nobody;
        if connection.is_over {
            return self.remove(id);
        }
        let begins = matches!(connection.socket().state(), State::SynSent | State::SynReceived);
        if at_once || begins || connection.socket().can_recv() {
            return self.abort(network, id, None);
        }
        connection.socket_mut().close();
        self.serve(network, id);
    }

    /// Takes bytes to send; how many of them.
    pub fn send_stream(
        &mut self,
        network: &Arc<Network>,
        id: ConnectionId,
        bytes: &[u8],
    ) -> Result<usize, ErrorCode> {
        let connection = self.connections.get_mut(id).ok_or(ErrorCode::Closed)?;
        let taken = connection.socket_mut().send_slice(bytes).map_err(|_| ErrorCode::Closed)?;
        self.serve(network, id);
        Ok(taken)
    }

    /// Copies what has arrived, which stays; `None` once nothing comes any more. With `whole` nothing is copied as long as
    /// there is less than the room and more can come.
    pub fn peek_stream(&mut self, id: ConnectionId, room: &mut [u8], whole: bool) -> Option<usize> {
        let connection = self.connections.get_mut(id)?;
        if whole && connection.grows() && connection.socket().recv_queue() < room.len() {
            connection.is_watched = true;
            return Some(0);
        }
        let socket = connection.socket_mut();
        let copied = socket.peek_slice(room).unwrap_or(0);
        (copied > 0 || socket.may_recv()).then_some(copied)
    }

    /// So many of the bytes that have arrived were read.
    pub fn consume_stream(&mut self, network: &Arc<Network>, id: ConnectionId, mut count: usize) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        while count > 0 {
            let taken = connection.socket_mut().recv(|bytes| {
                let taken = count.min(bytes.len());
                (taken, taken)
            });
            match taken {
                Ok(taken) if taken > 0 => count -= taken,
                _ => break,
            }
        }
        self.serve(network, id);
    }

    /// Nothing more is sent after what there is.
    pub fn end_stream(&mut self, network: &Arc<Network>, id: ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        connection.socket_mut().close();
        self.serve(network, id);
    }

    pub fn change_stream(&mut self, network: &Arc<Network>, id: ConnectionId, options: &TcpOptions) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        connection.apply(options);
        self.serve(network, id);
    }

    pub fn stream_readiness(&self, id: ConnectionId) -> Readiness {
        self.connections.get(id).map_or(Readiness::HANG_UP, Connection::readiness)
    }

    /// Bytes that can be sent now; none once nothing can any more.
    pub fn stream_room(&self, id: ConnectionId) -> usize {
        let socket = self.connections.get(id).map(Connection::socket);
        socket.map_or(0, |socket| socket.send_capacity() - socket.send_queue())
    }

    /// Room for what is copied on its way to or from a process: what was given back last, or new.
    pub fn lend_chunk(&mut self) -> Result<Vec<u8>, ErrorCode> {
        if let Some(chunk) = self.chunk.take() {
            return Ok(chunk);
        }
        let mut chunk = Vec::new();
        chunk.try_reserve_exact(CHUNK).map_err(|_| ErrorCode::NoMemory)?;
        chunk.resize(CHUNK, 0);
        Ok(chunk)
    }

    pub fn take_chunk_back(&mut self, chunk: Vec<u8>) {
        self.chunk = Some(chunk);
    }

    /// Bytes to read, and bytes that the peer has not confirmed.
    pub fn stream_queues(&self, id: ConnectionId) -> (usize, usize) {
        self.connections
            .get(id)
            .map_or((0, 0), |connection| (connection.socket().recv_queue(), connection.socket().send_queue()))
    }

    /// Whether the peer has confirmed everything that was sent, or never will; if not, whoever waits is told of each step.
    pub fn is_stream_flushed(&mut self, id: ConnectionId) -> bool {
        let Some(connection) = self.connections.get_mut(id) else { return true };
        connection.is_watched |= connection.owes();
        !connection.owes()
    }

    /// Connections to other machines that there are, those that nobody holds included.
    pub fn stream_count(&self) -> usize {
        self.connections.count()
    }
}
