//! Messages from one endpoint to another.

use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;

use capos_schema::capos_capnp::ErrorCode;

use super::endpoint::{Credentials, Endpoint, Kind, Link, Name};
use super::inbox::Message;
use super::rights::Rights;

/// How a try to send goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sent {
    /// So many bytes were taken.
    Bytes(usize),
    /// There is no room now.
    Later,
}

/// What was taken out of an inbox: read, then put back or done with.
pub struct Taken {
    messages: Vec<Message>,
}

/// How a try to receive goes.
pub enum Received {
    Messages(Taken),
    /// Nothing has arrived yet.
    Later,
    /// Nothing more will.
    End,
}

impl Endpoint {
    /// The one to whom a message without an address goes.
    pub fn destination(&self) -> Result<Arc<Endpoint>, ErrorCode> {
        let state = self.state.lock();
        match &state.link {
            _ if !state.sends => Err(ErrorCode::Closed),
            Link::Connected { peer, .. } => Ok(Arc::clone(peer)),
            Link::Lost if self.kind() == Kind::Datagram => Err(ErrorCode::ConnectionRefused),
            Link::Lost => Err(ErrorCode::Closed),
            _ => Err(ErrorCode::NotConnected),
        }
    }

    /// Bytes that `to` would take now.
    pub fn room_of(self: &Arc<Self>, to: &Arc<Endpoint>) -> usize {
        let mut state = to.state.lock();
        let room = state.inbox.room();
        if room == 0 {
            state.inbox.wait(Arc::downgrade(self));
        }
        room
    }

    /// Sends to another endpoint: of a stream as much as fits, else the whole message.
    pub fn send(
        self: &Arc<Self>,
        to: &Arc<Endpoint>,
        mut bytes: Vec<u8>,
        rights: Rights,
        sender: Credentials,
    ) -> Result<Sent, ErrorCode> {
        let source = if self.kind() == Kind::Datagram { self.state.lock().name.clone() } else { None };
        let joins = self.kind() == Kind::Stream;
        let mut state = to.state.lock();
        let is_ours = match &state.link {
            Link::Connected { peer, .. } => Arc::ptr_eq(peer, self),
            _ => self.kind() == Kind::Datagram,
        };
        match self.kind() {
            Kind::Datagram if state.closed => return Err(ErrorCode::ConnectionRefused),
            Kind::Datagram if !is_ours => return Err(ErrorCode::NotPermitted),
            _ if !is_ours || state.closed || !state.receives => return Err(ErrorCode::Closed),
            _ => {}
        }
        let is_accepted = !matches!(state.link, Link::Connected { accepted: false, .. });
        let room = state.inbox.room();
        let fits = if joins { room > 0 } else { bytes.len() <= room };
        // Sockets do not nest, and one that nobody has accepted lies in its listener.
        let refused = if !fits || rights.has_sockets() && !is_accepted {
            Some(Message { bytes, read: 0, rights, source, sender })
        } else {
            bytes.truncate(if joins { room } else { bytes.len() });
            let length = bytes.len();
            match state.inbox.push(Message { bytes, read: 0, rights, source, sender }, joins) {
                Ok(()) => {
                    drop(state);
                    to.waiting().wake();
                    return Ok(Sent::Bytes(length));
                }
                Err(refused) => Some(refused),
            }
        };
        state.inbox.wait(Arc::downgrade(self));
        drop(state);
        // Without the lock, as there may be capabilities in it.
        drop(refused);
        Ok(Sent::Later)
    }

    /// Takes messages with up to `wanted` bytes out: of a stream those up to the first with capabilities or, if it is told,
    /// of another sender, else one. They come back by `done`. With `whole` a stream is to have as many bytes, or to have no
    /// room for more.
    pub fn take(&self, wanted: usize, whole: bool) -> Result<Received, ErrorCode> {
        let mut state = self.state.lock();
        if state.inbox.is_read {
            state.inbox.contended = true;
            return Ok(Received::Later);
        }
        if state.inbox.is_empty() {
            if let Some(error) = state.error.take() {
                return Err(error);
            }
            return match &state.link {
                _ if state.has_ended || !state.receives => Ok(Received::End),
                Link::Connected { .. } => Ok(Received::Later),
                _ if self.kind() == Kind::Datagram => Ok(Received::Later),
                Link::Listening { .. } => Err(ErrorCode::InvalidArgument),
                _ => Err(ErrorCode::NotConnected),
            };
        }
        let grows = matches!(state.link, Link::Connected { .. }) && !state.has_ended && state.receives;
        if whole
            && grows
            && self.kind() == Kind::Stream
            && state.inbox.available(true) < wanted
            && state.inbox.room() > 0
            && !state.inbox.has_rights()
        {
            return Ok(Received::Later);
        }
        let mut taken = Taken { messages: Vec::new() };
        let mut bytes = 0;
        while let Some(next) = state.inbox.front() {
            let is_first = taken.messages.is_empty();
            let is_same = !state.reports_sender || taken.sender().is_none_or(|sender| sender == next.sender);
            let goes_on = self.kind() == Kind::Stream && bytes < wanted && next.rights.is_empty() && is_same;
            if !is_first && (!goes_on || taken.messages.iter().any(|message| !message.rights.is_empty())) {
                break;
            }
            if taken.messages.try_reserve(1).is_err() {
                break;
            }
            if let Some(message) = state.inbox.pop() {
                bytes += message.unread().len();
                taken.messages.push(message);
            }
        }
        if taken.messages.is_empty() {
            return Err(ErrorCode::NoMemory);
        }
        state.inbox.is_read = true;
        Ok(Received::Messages(taken))
    }

    /// The messages were read: `read` bytes of a stream, else the message; or nothing of them (`None`).
    pub fn done(&self, mut taken: Taken, read: Option<usize>) {
        let mut state = self.state.lock();
        if let Some(mut left) = read {
            let is_stream = self.kind() == Kind::Stream;
            taken.messages.retain_mut(|message| {
                let from_this = left.min(message.unread().len());
                message.read += from_this;
                left -= from_this;
                is_stream && !message.unread().is_empty()
            });
        }
        let closed = state.closed;
        if !closed {
            while let Some(message) = taken.messages.pop() {
                state.inbox.put_back(message);
            }
        }
        state.inbox.settle();
        state.inbox.is_read = false;
        let contended = core::mem::take(&mut state.inbox.contended);
        let waiting = if read.is_some() { state.inbox.take_waiting() } else { Vec::new() };
        let peer = state.link.peer().filter(|_| read.is_some());
        drop(state);
        if contended {
            self.waiting().wake();
        }
        peer.iter().for_each(|peer| peer.waiting().wake());
        for waiter in waiting.iter().filter_map(Weak::upgrade) {
            waiter.waiting().wake();
        }
    }
}

impl Taken {
    /// The bytes that nobody has read yet, in parts.
    pub fn parts(&self) -> impl Iterator<Item = &[u8]> {
        self.messages.iter().map(Message::unread)
    }

    /// Of the bytes.
    pub fn length(&self) -> usize {
        self.parts().map(<[u8]>::len).sum()
    }

    pub fn source(&self) -> Option<&Name> {
        self.messages.first()?.source.as_ref()
    }

    pub fn sender(&self) -> Option<Credentials> {
        self.messages.first().map(|message| message.sender)
    }

    pub fn rights(&self) -> usize {
        self.messages.iter().map(|message| message.rights.len()).sum()
    }

    /// The capabilities, which leave the messages.
    pub fn take_rights(&mut self) -> Rights {
        let carrier = self.messages.iter_mut().find(|message| !message.rights.is_empty());
        carrier.map(|message| core::mem::take(&mut message.rights)).unwrap_or_default()
    }
}
