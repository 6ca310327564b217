//! The end of connections: of a direction, of a side.

use alloc::sync::{Arc, Weak};
use core::mem;

use capos_schema::capos_capnp::ErrorCode;

use super::endpoint::{Endpoint, Kind, Link};
use super::names;

impl Endpoint {
    /// Ends one or both directions, also for the peer. `notConnected` without one.
    pub fn shut_down(&self, receive: bool, send: bool) -> Result<(), ErrorCode> {
        let peer = {
            let mut state = self.state.lock();
            let peer = match &state.link {
                Link::Connected { peer, .. } => Some(Arc::clone(peer)),
                Link::Lost => None,
                _ => return Err(ErrorCode::NotConnected),
            };
            state.receives &= !receive;
            state.sends &= !send;
            peer
        };
        self.waiting().wake();
        if let Some(peer) = peer.filter(|_| self.kind() != Kind::Datagram) {
            let mut state = peer.state.lock();
            state.has_ended |= send;
            state.sends &= !receive;
            drop(state);
            peer.waiting().wake();
        }
        Ok(())
    }

    /// Nobody holds the socket any more.
    pub fn close(&self) {
        let (link, messages, file, waiting, unread) = {
            let mut state = self.state.lock();
            if state.closed {
                return;
            }
            state.closed = true;
            let was_unread = !state.inbox.is_empty();
            (
                mem::replace(&mut state.link, Link::Lost),
                state.inbox.clear(),
                state.file.take(),
                state.inbox.take_waiting(),
                was_unread,
            )
        };
        if let Some(file) = &file {
            names::remove(file.node());
        }
        match link {
            Link::Connected { peer, .. } => peer.lose(self, unread),
            Link::Listening { pending, .. } => pending.iter().for_each(|one| one.close()),
            _ => {}
        }
        self.waiting().wake();
        for waiter in waiting.iter().filter_map(Weak::upgrade) {
            waiter.waiting().wake();
        }
        // Without any lock: what is in the messages may be the last reference to other sockets.
        drop((messages, file));
    }

    /// The peer is gone; with `unread` it has not read everything that was sent.
    fn lose(&self, peer: &Endpoint, unread: bool) {
        let old = {
            let mut state = self.state.lock();
            match &state.link {
                Link::Connected { peer: known, .. } if core::ptr::eq(Arc::as_ptr(known), peer) => {}
                _ => return,
            }
            if self.kind() != Kind::Datagram {
                state.has_ended = true;
                if unread {
                    state.error = Some(ErrorCode::ConnectionReset);
                }
            }
            mem::replace(&mut state.link, Link::Lost)
        };
        drop(old);
        self.waiting().wake();
    }
}
