//! `TcpEndpoint`: a socket for streams as the kernel's tables know it.

use alloc::sync::Arc;
use core::net::SocketAddr;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use capos_hal::sync::SpinLock;
use capos_schema::capos_capnp::ErrorCode;

use super::{Listener, PairEnd, TcpOptions};
use crate::lock_order::ObjectState;
use crate::network::link::ConnectionId;
use crate::network::{Authority, Family, Use};
use crate::object::WaitQueue;
use crate::quota::{Account, Charge};

static NEXT_ID: AtomicU64 = AtomicU64::new(1);

/// What a socket is at.
#[derive(Clone)]
pub enum Stage {
    /// It neither listens nor is connected.
    Idle,
    Listening(Arc<Listener>),
    /// In line for a place among those who wait for a listener of this machine.
    Queued(Arc<Listener>),
    /// Connected within the machine.
    Local(PairEnd),
    /// A connection to another machine is being made.
    Connecting(ConnectionId),
    Remote(ConnectionId),
    Closed,
}

pub struct TcpEndpoint {
    id: u64,
    family: Family,
    authority: Arc<Authority>,
    account: Arc<Account>,
    state: SpinLock<ObjectState, State>,
    waiting: Arc<WaitQueue>,
    /// For the endpoint itself.
    _charge: Charge,
}

pub(super) struct State {
    pub stage: Stage,
    /// The address that its holder gave it.
    pub chosen: Option<SocketAddr>,
    pub local: Option<SocketAddr>,
    pub remote: Option<SocketAddr>,
    pub options: TcpOptions,
    pub error: Option<ErrorCode>,
    /// Whether what arrives is read.
    pub receives: bool,
    /// Whether bytes are sent; `false` after a shutdown.
    pub sends: bool,
    /// Somebody copies what arrived from another machine.
    pub reads: bool,
    /// Another one waits for that.
    pub contended: bool,
}

impl TcpEndpoint {
    /// `None` if the account has no page left.
    pub fn new(family: Family, authority: Arc<Authority>, account: &Arc<Account>) -> Option<Self> {
        let charge = Charge::new(account, 1)?;
        let state = State {
            stage: Stage::Idle,
            chosen: None,
            local: None,
            remote: None,
            options: TcpOptions::new(),
            error: None,
            receives: true,
            sends: true,
            reads: false,
            contended: false,
        };
        Some(TcpEndpoint {
            id: NEXT_ID.fetch_add(1, Relaxed),
            family,
            authority,
            account: Arc::clone(account),
            state: SpinLock::new(state),
            waiting: Arc::new(WaitQueue::new()),
            _charge: charge,
        })
    }

    /// Another one with the same authority, options and account: what a listener accepts.
    pub fn heir(&self, local: SocketAddr, remote: SocketAddr) -> Option<Self> {
        let mut heir = TcpEndpoint::new(self.family, Arc::clone(&self.authority), &self.account)?;
        let state = heir.state.get_mut();
        state.options = self.options();
        (state.local, state.remote) = (Some(local), Some(remote));
        Some(heir)
    }

    pub fn id(&self) -> u64 {
        self.id
    }

    pub fn family(&self) -> Family {
        self.family
    }

    pub fn account(&self) -> &Arc<Account> {
        &self.account
    }

    pub fn waiting(&self) -> &Arc<WaitQueue> {
        &self.waiting
    }

    pub fn permits(&self, purpose: Use, at: SocketAddr) -> bool {
        self.authority.permits(purpose, at)
    }

    pub fn stage(&self) -> Stage {
        self.state.lock().stage.clone()
    }

    /// Looks at the state or changes it. What was in it is dropped where `change` says.
    pub(super) fn with<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        change(&mut self.state.lock())
    }

    pub fn set_stage(&self, stage: Stage) {
        let previous = core::mem::replace(&mut self.state.lock().stage, stage);
        // Perhaps the last reference to a listener or a pair: not under the lock.
        drop(previous);
        self.waiting.wake();
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
    }

    pub fn options(&self) -> TcpOptions {
        self.state.lock().options
    }

    pub(super) fn set_options(&self, options: TcpOptions) {
        self.state.lock().options = options.limited();
    }

    pub fn is_closed(&self) -> bool {
        matches!(self.state.lock().stage, Stage::Closed)
    }

    /// What went wrong, for the next call.
    pub fn fail(&self, error: ErrorCode) {
        self.state.lock().error = Some(error);
        self.waiting.wake();
    }

    /// The connection that was being made is not: the socket is as before.
    pub fn fail_connecting(&self, error: ErrorCode) {
        let previous = {
            let mut state = self.state.lock();
            state.error = Some(error);
            core::mem::replace(&mut state.stage, Stage::Idle)
        };
        drop(previous);
        self.waiting.wake();
    }

    /// From now on the connection to another machine is there.
    pub fn establish(&self, id: ConnectionId) {
        self.set_stage(Stage::Remote(id));
    }
}
