//! `Connection`: one connection to another machine, which is a socket of smoltcp's, and whose it is.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_hal::{PAGE_SIZE, time};
use capos_schema::abi::Readiness;
use capos_schema::capos_capnp::ErrorCode;
use smoltcp::iface::{SocketHandle, SocketSet};
use smoltcp::socket::tcp::{CongestionControl, Socket, SocketBuffer, State};
use smoltcp::time::Duration;

use super::connections::Tuple;
use super::sequence::Numbers;
use crate::network::{Listener, TcpEndpoint, TcpOptions};
use crate::quota::{Account, Charge};
use crate::timers::TimerId;

const SECOND: u64 = 1_000_000_000;

/// How long an answer is waited for: to the first segment of a connection; of one that came from outside; to what is sent
/// later; to what nobody here waits for any more.
const FIRST: u64 = 127 * SECOND;
const FIRST_ANSWER: u64 = 20 * SECOND;
const USUAL: u64 = 924 * SECOND;
const ABANDONED: u64 = 60 * SECOND;

/// Of the room for what arrives, such a part may stay free: the peer may wait for more.
const NEARLY_FULL: usize = 16;

/// How long the hardware address of the next hop is asked for.
const NEIGHBOR: u64 = 3 * SECOND;

/// Whose a connection is.
pub enum Owner {
    /// It began from outside, and is not there yet.
    Listener(Arc<Listener>),
    Endpoint(Arc<TcpEndpoint>),
    /// What is on its way is still sent, and the end agreed upon.
    Nobody,
}

pub struct Connection {
    pub tuple: Tuple,
    pub set: SocketSet<'static>,
    handle: SocketHandle,
    pub numbers: Numbers,
    pub owner: Owner,
    /// As it was when those who wait were told last.
    pub known: (State, Readiness),
    pub alarm: Option<(u64, TimerId)>,
    /// Whether it is in the link's list of those, already.
    pub is_touched: bool,
    pub is_stalled: bool,
    /// No segment is its any more: what has arrived can be read.
    pub is_over: bool,
    /// Somebody waits for a step that does not change the readiness.
    pub is_watched: bool,
    /// The peer said so.
    pub was_reset: bool,
    /// Why this side has ended it.
    pub verdict: Option<ErrorCode>,
    /// When the peer was heard last, and since when an answer is missing.
    pub heard: u64,
    waiting_since: Option<u64>,
    pub missing_neighbor: Option<u64>,
    options: TcpOptions,
    _charge: Charge,
}

impl Connection {
    /// A closed one whose buffers the account pays for; `None` if it can not, or without memory.
    pub fn new(
        tuple: Tuple,
        first_number: u32,
        owner: Owner,
        options: &TcpOptions,
        account: &Arc<Account>,
    ) -> Option<Box<Connection>> {
        let pages = (options.receive_room + options.send_room).div_ceil(PAGE_SIZE) + 1;
        let charge = Charge::new(account, pages as u64)?;
        let buffer = |room: usize| {
            let mut bytes = Vec::new();
            bytes.try_reserve_exact(room).ok()?;
            bytes.resize(room, 0);
            Some(SocketBuffer::new(bytes))
        };
        let mut socket = Socket::new(buffer(options.receive_room)?, buffer(options.send_room)?);
        socket.set_congestion_control(CongestionControl::Reno);
        let mut set = SocketSet::new(Vec::with_capacity(1));
        let handle = set.add(socket);
        let mut connection = Box::new(Connection {
            tuple,
            set,
            handle,
            numbers: Numbers::new(first_number),
            owner,
            known: (State::Closed, Readiness::NONE),
            alarm: None,
            is_touched: false,
            is_stalled: false,
            is_over: false,
            is_watched: false,
            was_reset: false,
            verdict: None,
            heard: time::now(),
            waiting_since: None,
            missing_neighbor: None,
            options: *options,
            _charge: charge,
        });
        connection.apply(options);
        Some(connection)
    }

    pub fn socket(&self) -> &Socket<'static> {
        self.set.get(self.handle)
    }

    pub fn socket_mut(&mut self) -> &mut Socket<'static> {
        self.set.get_mut(self.handle)
    }

    /// Takes over what can change while it is there.
    pub fn apply(&mut self, options: &TcpOptions) {
        self.options = *options;
        self.heard = time::now();
        let idle = options.keep_alive.then(|| Duration::from_secs(options.keep_alive_idle.into()));
        let socket = self.socket_mut();
        socket.set_nagle_enabled(!options.no_delay);
        socket.set_hop_limit(Some(options.hop_limit));
        socket.set_keep_alive(idle);
    }

    /// Bytes from which on there is room enough to tell.
    fn low_water(&self) -> usize {
        self.socket().send_capacity() / 4
    }

    pub fn readiness(&self) -> Readiness {
        let socket = self.socket();
        let is_begun = !matches!(socket.state(), State::SynSent | State::SynReceived | State::Listen);
        let mut readiness = Readiness::NONE;
        if is_begun && (socket.can_recv() || !socket.may_recv()) {
            readiness = readiness.union(Readiness::READABLE);
        }
        let room = socket.send_capacity() - socket.send_queue();
        if is_begun && (!socket.may_send() || room >= self.low_water()) {
            readiness = readiness.union(Readiness::WRITABLE);
        }
        if is_begun && !socket.may_recv() && !socket.may_send() {
            readiness = readiness.union(Readiness::HANG_UP);
        }
        readiness
    }

    /// Whether more can come before what has arrived is read.
    pub fn grows(&self) -> bool {
        let socket = self.socket();
        let room = socket.recv_capacity() - socket.recv_queue();
        // smoltcp's `may_recv` means also what is left when the peer has ended.
        let is_open = matches!(socket.state(), State::Established | State::FinWait1 | State::FinWait2);
        is_open && room > socket.recv_capacity() / NEARLY_FULL
    }

    /// Whether the peer has not confirmed everything that was sent, and may do so yet.
    pub fn owes(&self) -> bool {
        let socket = self.socket();
        let has_ended = matches!(socket.state(), State::FinWait1 | State::Closing | State::LastAck);
        !self.is_over && socket.state() != State::Closed && (has_ended || socket.send_queue() > 0)
    }

    /// Whether the peer owes an answer.
    fn waits(&self) -> bool {
        let socket = self.socket();
        match socket.state() {
            State::SynSent | State::SynReceived | State::FinWait1 | State::Closing | State::LastAck => true,
            State::FinWait2 => matches!(self.owner, Owner::Nobody),
            _ => socket.send_queue() > 0,
        }
    }

    pub fn note_waiting(&mut self) {
        if !self.waits() {
            self.waiting_since = None;
        } else if self.waiting_since.is_none() {
            self.waiting_since = Some(time::now());
        }
    }

    /// When it is given up unless something happens, and what is said then.
    pub fn deadline(&self) -> Option<(u64, ErrorCode)> {
        if self.is_over {
            return None;
        }
        let patience = match (self.socket().state(), &self.owner) {
            (State::SynSent, _) => FIRST,
            (State::SynReceived, Owner::Listener(_)) => FIRST_ANSWER,
            (_, Owner::Nobody) => ABANDONED,
            _ => USUAL,
        };
        let patience = match self.options.user_timeout {
            0 => patience,
            milliseconds => u64::from(milliseconds) * (SECOND / 1000),
        };
        let unanswered = self.waiting_since.map(|since| since.max(self.heard) + patience);
        let silent = self.options.silence().map(|milliseconds| self.heard + milliseconds * (SECOND / 1000));
        let unreachable = self.missing_neighbor.filter(|_| self.socket().state() == State::SynSent);
        [
            unanswered.map(|at| (at, ErrorCode::TimedOut)),
            silent.map(|at| (at, ErrorCode::TimedOut)),
            unreachable.map(|since| (since + NEIGHBOR, ErrorCode::HostUnreachable)),
        ]
        .into_iter()
        .flatten()
        .min_by_key(|(at, _)| *at)
    }
}
