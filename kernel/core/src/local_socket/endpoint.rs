//! `Endpoint`: one socket as others know it.

use alloc::collections::VecDeque;
use alloc::sync::Arc;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use capos_hal::sync::SpinLock;
use capos_schema::abi::Readiness;
use capos_schema::capos_capnp::{ErrorCode, local_peer};

use super::inbox::{Inbox, MIN_ROOM};
use super::names;
use super::rights::Travel;
use crate::file_system::{Position, Time};
use crate::lock_order::ObjectState;
use crate::object::WaitQueue;
use crate::process::Process;
use crate::quota::{Account, Charge};

/// Bytes of a name: what `sun_path` holds without its NUL.
pub const MAX_NAME: usize = 107;

/// The path by which a socket was bound.
pub type Name = Arc<[u8]>;

static NEXT_ID: AtomicU64 = AtomicU64::new(1);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Stream,
    Datagram,
    Packets,
}

/// Who made or connected a socket, or sent a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Credentials {
    pub process: u64,
    pub user: u32,
    pub group: u32,
}

impl Credentials {
    pub fn write(&self, mut to: local_peer::Builder<'_>) {
        to.set_process(self.process);
        to.set_user(self.user);
        to.set_group(self.group);
    }

    /// Those that the process started with.
    pub fn of(process: &Process) -> Self {
        let attributes = process.attributes();
        Credentials { process: process.id(), user: attributes.user(), group: attributes.group() }
    }
}

pub struct Endpoint {
    id: u64,
    made: Time,
    kind: Kind,
    travel: Arc<Travel>,
    account: Arc<Account>,
    pub(super) state: SpinLock<ObjectState, State>,
    waiting: WaitQueue,
    /// For the endpoint itself, and the first page of what arrives.
    _charge: Charge,
}

pub(super) struct State {
    pub name: Option<Name>,
    /// The file that was made for it.
    pub file: Option<Position>,
    pub own: Credentials,
    pub peer: Option<Credentials>,
    pub link: Link,
    pub inbox: Inbox,
    /// Nothing is taken from it any more; nothing more arrives; nothing more is sent.
    pub receives: bool,
    pub has_ended: bool,
    pub sends: bool,
    pub error: Option<ErrorCode>,
    /// Receiving tells who sent.
    pub reports_sender: bool,
    pub closed: bool,
}

/// Whom an endpoint is connected with.
pub(super) enum Link {
    None,
    /// A call is about to connect it.
    Connecting,
    Listening {
        backlog: usize,
        pending: VecDeque<Arc<Endpoint>>,
    },
    /// `accepted`: somebody has the socket at hand.
    Connected {
        peer: Arc<Endpoint>,
        accepted: bool,
    },
    /// The peer is gone.
    Lost,
}

impl Endpoint {
    /// `None` if the account has no page left.
    pub fn new(kind: Kind, own: Credentials, account: &Arc<Account>) -> Option<Arc<Self>> {
        let charge = Charge::new(account, 1)?;
        let state = State {
            name: None,
            file: None,
            own,
            peer: None,
            link: Link::None,
            inbox: Inbox::new(Arc::clone(account)),
            receives: true,
            has_ended: false,
            sends: true,
            error: None,
            reports_sender: false,
            closed: false,
        };
        Some(Arc::new(Endpoint {
            id: NEXT_ID.fetch_add(1, Relaxed),
            made: Time::now(),
            kind,
            travel: Arc::default(),
            account: Arc::clone(account),
            state: SpinLock::new(state),
            waiting: WaitQueue::new(),
            _charge: charge,
        }))
    }

    pub fn id(&self) -> u64 {
        self.id
    }

    pub fn made(&self) -> Time {
        self.made
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    pub fn travel(&self) -> &Arc<Travel> {
        &self.travel
    }

    pub(super) fn account(&self) -> &Arc<Account> {
        &self.account
    }

    pub fn waiting(&self) -> &WaitQueue {
        &self.waiting
    }

    pub fn is_closed(&self) -> bool {
        self.state.lock().closed
    }

    /// Its name, and its peer's.
    pub fn names(&self) -> Result<(Option<Name>, Option<Name>), ErrorCode> {
        let (name, peer) = {
            let state = self.state.lock();
            (state.name.clone(), state.link.peer())
        };
        let peer_name = peer.and_then(|peer| peer.state.lock().name.clone());
        Ok((name, peer_name))
    }

    pub fn is_connected(&self) -> bool {
        matches!(self.state.lock().link, Link::Connected { .. })
    }

    pub fn is_listening(&self) -> bool {
        matches!(self.state.lock().link, Link::Listening { .. })
    }

    /// Who is at the other side, as it was when they met.
    pub fn peer(&self) -> Option<Credentials> {
        self.state.lock().peer
    }

    pub fn available(&self) -> usize {
        self.state.lock().inbox.available(self.kind == Kind::Stream)
    }

    pub fn take_error(&self) -> Option<ErrorCode> {
        self.state.lock().error.take()
    }

    pub fn reports_sender(&self) -> bool {
        self.state.lock().reports_sender
    }

    pub fn report_sender(&self, on: bool) {
        self.state.lock().reports_sender = on;
    }

    /// The file of a socket without a name, for which one is made: nobody binds it meanwhile.
    pub fn reserve_name(&self, name: Name) -> Result<(), ErrorCode> {
        let mut state = self.state.lock();
        if state.name.is_some() {
            return Err(ErrorCode::InvalidArgument);
        }
        state.name = Some(name);
        Ok(())
    }

    /// The file could not be made.
    pub fn give_up_name(&self) {
        self.state.lock().name = None;
    }

    /// The file was made.
    pub fn set_file(self: &Arc<Self>, file: Position, own: Credentials) {
        names::insert(file.node(), self);
        let mut state = self.state.lock();
        state.file = Some(file);
        state.own = own;
    }

    pub fn readiness(self: &Arc<Self>) -> Readiness {
        let mut ready = Readiness::NONE;
        let peer = {
            let state = self.state.lock();
            let has_connection =
                matches!(&state.link, Link::Listening { pending, .. } if !pending.is_empty());
            if !state.inbox.is_empty() || state.has_ended || !state.receives || has_connection {
                ready = ready.union(Readiness::READABLE);
            }
            if state.error.is_some() {
                ready = ready.union(Readiness::ERROR);
            }
            let lost = matches!(state.link, Link::Lost);
            let is_unconnected = matches!(state.link, Link::None | Link::Connecting);
            if self.kind == Kind::Datagram {
                if lost || is_unconnected {
                    ready = ready.union(Readiness::WRITABLE);
                }
            } else if lost || is_unconnected || state.has_ended && !state.sends {
                ready = ready.union(Readiness::HANG_UP).union(Readiness::WRITABLE);
            }
            state.link.peer()
        };
        if let Some(peer) = peer {
            let mut state = peer.state.lock();
            if state.inbox.room() >= MIN_ROOM {
                ready = ready.union(Readiness::WRITABLE);
            } else {
                state.inbox.wait(Arc::downgrade(self));
            }
        }
        ready
    }
}

impl Link {
    pub fn peer(&self) -> Option<Arc<Endpoint>> {
        match self {
            Link::Connected { peer, .. } => Some(Arc::clone(peer)),
            _ => None,
        }
    }
}
