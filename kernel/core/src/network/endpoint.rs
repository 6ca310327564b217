//! `UdpEndpoint`: a socket for datagrams as those who send to it know it.

use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::net::{IpAddr, SocketAddr};
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use capos_hal::PAGE_SIZE;
use capos_hal::sync::SpinLock;
use capos_schema::abi::Readiness;
use capos_schema::capos_capnp::ErrorCode;

use super::{Authority, Family, Use};
use crate::lock_order::ObjectState;
use crate::object::WaitQueue;
use crate::quota::{Account, Charge};

/// What may wait to be read, in bytes: at first, and at most.
const DEFAULT_ROOM: usize = 212_992;
const MAX_ROOM: usize = 4 << 20;
const MIN_ROOM: usize = 2048;

/// What a datagram takes beside its bytes.
const OVERHEAD: usize = 128;

static NEXT_ID: AtomicU64 = AtomicU64::new(1);

/// How a datagram came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arrival {
    /// The number of the interface.
    pub interface: u32,
    pub hop_limit: u8,
    pub traffic_class: u8,
}

/// Who sent it, where to, how, and what.
#[derive(Debug)]
pub struct Datagram {
    pub source: SocketAddr,
    pub destination: IpAddr,
    pub arrival: Arrival,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    pub reuse_address: bool,
    pub broadcast: bool,
    pub only_ipv6: bool,
    pub hop_limit: u8,
    pub traffic_class: u8,
    /// What receiving tells: kept here for all who hold the socket.
    pub reports: u8,
    pub receive_room: usize,
    /// Of the sender's side only the number is kept: what is sent does not stay here.
    pub send_room: usize,
}

pub struct UdpEndpoint {
    id: u64,
    family: Family,
    authority: Arc<Authority>,
    state: SpinLock<ObjectState, State>,
    waiting: WaitQueue,
    /// For the endpoint itself.
    _charge: Charge,
}

struct State {
    local: Option<SocketAddr>,
    remote: Option<SocketAddr>,
    options: Options,
    queue: VecDeque<Datagram>,
    /// What the queue takes, and the pages that are charged for it.
    queued: usize,
    pages: u64,
    account: Arc<Account>,
    error: Option<ErrorCode>,
    receives: bool,
    sends: bool,
    closed: bool,
}

impl UdpEndpoint {
    /// `None` if the account has no page left.
    pub fn new(family: Family, authority: Arc<Authority>, account: &Arc<Account>) -> Option<Self> {
        let options = Options {
            reuse_address: false,
            broadcast: false,
            only_ipv6: false,
            hop_limit: 64,
            traffic_class: 0,
            reports: 0,
            receive_room: DEFAULT_ROOM,
            send_room: DEFAULT_ROOM,
        };
        let state = State {
            local: None,
            remote: None,
            options,
            queue: VecDeque::new(),
            queued: 0,
            pages: 0,
            account: Arc::clone(account),
            error: None,
            receives: true,
            sends: true,
            closed: false,
        };
        Some(UdpEndpoint {
            id: NEXT_ID.fetch_add(1, Relaxed),
            family,
            authority,
            state: SpinLock::new(state),
            waiting: WaitQueue::new(),
            _charge: Charge::new(account, 1)?,
        })
    }

    pub fn id(&self) -> u64 {
        self.id
    }

    pub fn family(&self) -> Family {
        self.family
    }

    pub fn waiting(&self) -> &WaitQueue {
        &self.waiting
    }

    pub fn permits(&self, purpose: Use, at: SocketAddr) -> bool {
        self.authority.permits(purpose, at)
    }

    /// Where it is and whom it is connected to.
    pub fn addresses(&self) -> (Option<SocketAddr>, Option<SocketAddr>) {
        let state = self.state.lock();
        (state.local, state.remote)
    }

    /// Told by whoever keeps the ports.
    pub(super) fn set_addresses(&self, local: Option<SocketAddr>, remote: Option<SocketAddr>) {
        let mut state = self.state.lock();
        (state.local, state.remote) = (local, remote);
        // What others sent before is not the new peer's.
        if let Some(remote) = remote {
            let mut kept = core::mem::take(&mut state.queue);
            kept.retain(|datagram| datagram.source == remote);
            state.queue = kept;
            state.recount();
        }
    }

    pub fn options(&self) -> Options {
        self.state.lock().options
    }

    pub fn change_options(&self, change: impl FnOnce(&mut Options)) {
        let mut state = self.state.lock();
        change(&mut state.options);
        state.options.receive_room = state.options.receive_room.clamp(MIN_ROOM, MAX_ROOM);
        state.options.send_room = state.options.send_room.clamp(MIN_ROOM, MAX_ROOM);
    }

    /// Puts a datagram into the queue. Without room, or without quota for it, it is lost, as datagrams may be.
    pub(super) fn deliver(&self, source: SocketAddr, destination: IpAddr, arrival: Arrival, bytes: &[u8]) {
        if !self.permits(Use::Datagrams, source) {
            return;
        }
        let mut copy = Vec::new();
        if copy.try_reserve_exact(bytes.len()).is_err() {
            return;
        }
        copy.extend_from_slice(bytes);
        let mut state = self.state.lock();
        let size = bytes.len() + OVERHEAD;
        let full = state.queued + size > state.options.receive_room;
        if full || !state.receives || state.closed || state.queue.try_reserve(1).is_err() || !state.pay(size)
        {
            return;
        }
        state.queue.push_back(Datagram { source, destination, arrival, bytes: copy });
        drop(state);
        self.waiting.wake();
    }

    /// The oldest datagram. `None` once nothing comes any more.
    pub fn take(&self) -> Result<Option<Datagram>, ErrorCode> {
        let mut state = self.state.lock();
        if let Some(error) = state.error.take() {
            return Err(error);
        }
        if let Some(datagram) = state.queue.pop_front() {
            state.queued -= datagram.bytes.len() + OVERHEAD;
            state.settle();
            return Ok(Some(datagram));
        }
        if state.closed {
            Err(ErrorCode::Closed)
        } else if state.receives {
            Err(ErrorCode::WouldBlock)
        } else {
            Ok(None)
        }
    }

    /// The next to read shall find it again.
    pub fn put_back(&self, datagram: Datagram) {
        let mut state = self.state.lock();
        let size = datagram.bytes.len() + OVERHEAD;
        // It was there before, so there is room; the quota may be another's by now.
        if !state.closed && state.queue.try_reserve(1).is_ok() && state.pay(size) {
            state.queue.push_front(datagram);
        }
    }

    /// Bytes of the next datagram.
    pub fn available(&self) -> usize {
        self.state.lock().queue.front().map_or(0, |datagram| datagram.bytes.len())
    }

    /// What went wrong with an earlier datagram, or that nothing can be sent any more.
    pub fn check_sending(&self) -> Result<(), ErrorCode> {
        let mut state = self.state.lock();
        if let Some(error) = state.error.take() {
            return Err(error);
        }
        if state.sends && !state.closed { Ok(()) } else { Err(ErrorCode::Closed) }
    }

    pub fn is_closed(&self) -> bool {
        self.state.lock().closed
    }

    pub(super) fn fail(&self, error: ErrorCode) {
        self.state.lock().error = Some(error);
        self.waiting.wake();
    }

    pub fn take_error(&self) -> Option<ErrorCode> {
        self.state.lock().error.take()
    }

    pub fn shut_down(&self, receive: bool, send: bool) {
        let mut state = self.state.lock();
        state.receives &= !receive;
        state.sends &= !send;
        drop(state);
        self.waiting.wake();
    }

    pub(super) fn close(&self) {
        let mut state = self.state.lock();
        state.closed = true;
        (state.local, state.remote) = (None, None);
        let queue = core::mem::take(&mut state.queue);
        state.recount();
        drop(state);
        drop(queue);
        self.waiting.wake();
    }

    pub fn readiness(&self) -> Readiness {
        let state = self.state.lock();
        let mut readiness = Readiness::WRITABLE;
        if !state.queue.is_empty() || !state.receives || state.error.is_some() || state.closed {
            readiness = readiness.union(Readiness::READABLE);
        }
        if state.error.is_some() {
            readiness = readiness.union(Readiness::ERROR);
        }
        if state.closed || !state.receives && !state.sends {
            readiness = readiness.union(Readiness::HANG_UP);
        }
        readiness
    }
}

impl State {
    /// Charges what the queue takes with so many bytes more.
    fn pay(&mut self, more: usize) -> bool {
        let needed = (self.queued + more).div_ceil(PAGE_SIZE) as u64;
        if needed > self.pages {
            if !self.account.charge(needed - self.pages) {
                return false;
            }
            self.pages = needed;
        }
        self.queued += more;
        true
    }

    /// Gives back what the queue does not need any more.
    fn settle(&mut self) {
        let needed = self.queued.div_ceil(PAGE_SIZE) as u64;
        if needed < self.pages {
            self.account.release(self.pages - needed);
            self.pages = needed;
        }
    }

    fn recount(&mut self) {
        self.queued = self.queue.iter().map(|datagram| datagram.bytes.len() + OVERHEAD).sum();
        self.settle();
    }
}

impl Drop for UdpEndpoint {
    fn drop(&mut self) {
        let state = self.state.get_mut();
        state.queue.clear();
        state.recount();
    }
}
