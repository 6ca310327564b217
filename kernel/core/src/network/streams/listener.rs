//! `Listener`: connections that nobody has accepted yet.

use alloc::collections::VecDeque;
use alloc::sync::Arc;
use core::net::SocketAddr;

use capos_hal::sync::SpinLock;

use super::TcpEndpoint;
use crate::lock_order::ObjectState;
use crate::object::WaitQueue;

/// Connections that wait to be accepted, at most.
const MAX_BACKLOG: usize = 4096;

pub struct Listener {
    /// A socket like the listening one that nobody holds: what those who are accepted are heirs of.
    model: TcpEndpoint,
    local: SocketAddr,
    state: SpinLock<ObjectState, State>,
    waiting: Arc<WaitQueue>,
}

struct State {
    /// Those that can be accepted.
    ready: VecDeque<Arc<TcpEndpoint>>,
    /// Sockets of this machine that found no room.
    line: VecDeque<Arc<TcpEndpoint>>,
    half_open: usize,
    backlog: usize,
    closed: bool,
}

impl Listener {
    /// `model` is what accepted sockets are heirs of; those who wait for a connection wait in the queue.
    pub fn new(model: TcpEndpoint, local: SocketAddr, waiting: Arc<WaitQueue>, backlog: u32) -> Self {
        let state = State {
            ready: VecDeque::new(),
            line: VecDeque::new(),
            half_open: 0,
            backlog: limit(backlog),
            closed: false,
        };
        Listener { model, local, state: SpinLock::new(state), waiting }
    }

    /// Where it listens.
    pub fn local(&self) -> SocketAddr {
        self.local
    }

    pub fn model(&self) -> &TcpEndpoint {
        &self.model
    }

    pub fn set_backlog(&self, backlog: u32) {
        self.state.lock().backlog = limit(backlog);
    }

    /// Whether another connection may begin; if so it counts until `end_half_open`.
    pub fn begin_half_open(&self) -> bool {
        let mut state = self.state.lock();
        let room = !state.closed && state.half_open + state.ready.len() < state.backlog;
        state.half_open += usize::from(room);
        room
    }

    pub fn end_half_open(&self) {
        self.state.lock().half_open -= 1;
    }

    /// A connection that can be accepted from now on; given back if it can not.
    pub fn push(&self, endpoint: Arc<TcpEndpoint>) -> Result<(), Arc<TcpEndpoint>> {
        let mut state = self.state.lock();
        let full = state.ready.len() >= state.backlog;
        if state.closed || full || state.ready.try_reserve(1).is_err() {
            return Err(endpoint);
        }
        state.ready.push_back(endpoint);
        drop(state);
        self.waiting.wake();
        Ok(())
    }

    /// Whether one more could be accepted, and nobody is before it.
    pub fn has_room(&self) -> bool {
        let state = self.state.lock();
        !state.closed && state.ready.len() < state.backlog && state.line.is_empty()
    }

    /// A socket of this machine takes its place in the line; `false` if there is no line any more.
    pub fn queue(&self, endpoint: &Arc<TcpEndpoint>) -> bool {
        let mut state = self.state.lock();
        if state.closed || state.line.try_reserve(1).is_err() {
            return false;
        }
        state.line.push_back(Arc::clone(endpoint));
        true
    }

    /// It does not want its place any more.
    pub fn leave(&self, endpoint: &TcpEndpoint) {
        let mut state = self.state.lock();
        let place = state.line.iter().position(|known| known.id() == endpoint.id());
        let left = place.and_then(|place| state.line.remove(place));
        drop(state);
        drop(left);
    }

    /// The oldest connection.
    pub fn pop(&self) -> Option<Arc<TcpEndpoint>> {
        self.state.lock().ready.pop_front()
    }

    /// The next to accept shall find it again. Given back if nobody will.
    pub fn put_back(&self, endpoint: Arc<TcpEndpoint>) -> Option<Arc<TcpEndpoint>> {
        let mut state = self.state.lock();
        if state.closed || state.ready.try_reserve(1).is_err() {
            return Some(endpoint);
        }
        state.ready.push_front(endpoint);
        None
    }

    /// The first in the line, if there is room for it now.
    pub fn next_in_line(&self) -> Option<Arc<TcpEndpoint>> {
        let mut state = self.state.lock();
        if state.ready.len() < state.backlog { state.line.pop_front() } else { None }
    }

    pub fn is_ready(&self) -> bool {
        !self.state.lock().ready.is_empty()
    }

    /// Nobody accepts any more. Gives those that were not accepted, and those in the line.
    pub fn close(&self) -> (VecDeque<Arc<TcpEndpoint>>, VecDeque<Arc<TcpEndpoint>>) {
        let mut state = self.state.lock();
        state.closed = true;
        (core::mem::take(&mut state.ready), core::mem::take(&mut state.line))
    }
}

/// At least one, as POSIX has it.
fn limit(backlog: u32) -> usize {
    (backlog as usize).clamp(1, MAX_BACKLOG)
}
