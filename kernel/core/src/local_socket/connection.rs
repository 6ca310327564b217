//! Listening, accepting and connecting.

use alloc::collections::VecDeque;
use alloc::sync::{Arc, Weak};
use core::mem;

use capos_schema::capos_capnp::ErrorCode;

use super::endpoint::{Credentials, Endpoint, Kind, Link};

/// Connections that wait to be accepted, at most.
const MAX_BACKLOG: usize = 128;

impl Endpoint {
    /// Two that are connected with each other.
    pub fn connect_pair(one: &Arc<Endpoint>, other: &Arc<Endpoint>) {
        for (here, there) in [(one, other), (other, one)] {
            let peer = Some(there.state.lock().own);
            let mut state = here.state.lock();
            state.link = Link::Connected { peer: Arc::clone(there), accepted: true };
            state.peer = peer;
        }
    }

    /// `invalidArgument` without a name, or for one that is connected.
    pub fn listen(&self, backlog: usize) -> Result<(), ErrorCode> {
        if self.kind() == Kind::Datagram {
            return Err(ErrorCode::NotSupported);
        }
        let mut state = self.state.lock();
        if state.file.is_none() {
            return Err(ErrorCode::InvalidArgument);
        }
        let wanted = backlog.clamp(1, MAX_BACKLOG);
        match &mut state.link {
            Link::Listening { backlog, .. } => *backlog = wanted,
            link @ Link::None => *link = Link::Listening { backlog: wanted, pending: VecDeque::new() },
            _ => return Err(ErrorCode::InvalidArgument),
        }
        drop(state);
        self.waiting().wake();
        Ok(())
    }

    /// The next connection; `wouldBlock` if there is none yet, `invalidArgument` if nobody listens.
    pub fn accept(&self) -> Result<Arc<Endpoint>, ErrorCode> {
        let (accepted, waiting) = {
            let mut state = self.state.lock();
            if !state.receives {
                return Err(ErrorCode::InvalidArgument);
            }
            let Link::Listening { pending, .. } = &mut state.link else {
                return Err(ErrorCode::InvalidArgument);
            };
            let accepted = pending.pop_front().ok_or(ErrorCode::WouldBlock)?;
            (accepted, state.inbox.take_waiting())
        };
        let peer = {
            let mut state = accepted.state.lock();
            if let Link::Connected { accepted, .. } = &mut state.link {
                *accepted = true;
            }
            state.link.peer()
        };
        // Who waits to connect, and who waits to send sockets.
        for waiter in waiting.iter().filter_map(Weak::upgrade) {
            waiter.waiting().wake();
        }
        peer.iter().for_each(|peer| peer.waiting().wake());
        Ok(accepted)
    }

    /// Connects with one that listens; `wouldBlock` while it has as many connections as it wants.
    pub fn connect(self: &Arc<Self>, listener: &Arc<Endpoint>, own: Credentials) -> Result<(), ErrorCode> {
        if listener.kind() != self.kind() {
            return Err(ErrorCode::NotSupported);
        }
        {
            let mut state = self.state.lock();
            match state.link {
                Link::None => {}
                Link::Connecting => return Err(ErrorCode::InProgress),
                Link::Connected { .. } | Link::Lost => return Err(ErrorCode::AlreadyConnected),
                Link::Listening { .. } => return Err(ErrorCode::InvalidArgument),
            }
            state.link = Link::Connecting;
            state.own = own;
        }
        let met = self.meet(listener, own);
        let mut state = self.state.lock();
        match met {
            // It was closed meanwhile, and so was what it was to be connected with.
            Ok(ref made) if state.closed => {
                drop(state);
                made.0.close();
            }
            Ok((peer, credentials)) => {
                state.link = Link::Connected { peer, accepted: true };
                state.peer = Some(credentials);
                drop(state);
                listener.waiting().wake();
            }
            Err(error) => {
                state.link = Link::None;
                return Err(error);
            }
        }
        self.waiting().wake();
        Ok(())
    }

    /// Makes the listener's side of a connection, at its expense.
    fn meet(
        self: &Arc<Self>,
        listener: &Arc<Endpoint>,
        own: Credentials,
    ) -> Result<(Arc<Endpoint>, Credentials), ErrorCode> {
        let (credentials, reports_sender) = {
            let state = listener.state.lock();
            (state.own, state.reports_sender)
        };
        let made = Endpoint::new(self.kind(), credentials, listener.account());
        let made = made.ok_or(ErrorCode::ConnectionRefused)?;
        {
            let mut state = made.state.lock();
            state.link = Link::Connected { peer: Arc::clone(self), accepted: false };
            state.peer = Some(own);
            state.reports_sender = reports_sender;
        }
        let mut state = listener.state.lock();
        let name = state.name.clone();
        let is_open = state.receives && !state.closed;
        let outcome = match &mut state.link {
            Link::Listening { backlog, pending } if is_open => {
                if pending.len() >= *backlog {
                    Err(ErrorCode::WouldBlock)
                } else if pending.try_reserve(1).is_err() {
                    Err(ErrorCode::NoMemory)
                } else {
                    pending.push_back(Arc::clone(&made));
                    Ok(())
                }
            }
            _ => Err(ErrorCode::ConnectionRefused),
        };
        if outcome == Err(ErrorCode::WouldBlock) {
            state.inbox.wait(Arc::downgrade(self));
        }
        drop(state);
        match outcome {
            Ok(()) => {
                made.state.lock().name = name;
                Ok((made, credentials))
            }
            Err(error) => {
                // Nobody has seen it: there is nothing to tell.
                made.state.lock().link = Link::None;
                Err(error)
            }
        }
    }

    /// Where datagrams go that name nobody; `None`: nowhere, and everybody is heard again.
    pub fn set_peer(self: &Arc<Self>, peer: Option<&Arc<Endpoint>>) -> Result<(), ErrorCode> {
        if peer.is_some_and(|peer| peer.kind() != Kind::Datagram) {
            return Err(ErrorCode::NotSupported);
        }
        let credentials = peer.map(|peer| peer.state.lock().own);
        let mut state = self.state.lock();
        let link = match peer {
            Some(peer) => Link::Connected { peer: Arc::clone(peer), accepted: true },
            None => Link::None,
        };
        state.peer = credentials;
        let old = mem::replace(&mut state.link, link);
        drop(state);
        // Without the lock: it may have been the last reference.
        drop(old);
        self.waiting().wake();
        Ok(())
    }
}
