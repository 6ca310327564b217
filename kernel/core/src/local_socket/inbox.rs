//! `Inbox`: what has arrived at a socket.

use alloc::collections::VecDeque;
use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;

use capos_hal::PAGE_SIZE;

use super::endpoint::{Credentials, Endpoint, Name};
use super::rights::Rights;
use crate::quota::Account;

/// Bytes that wait to be read at most, with what messages take beside theirs.
const CAPACITY: usize = 212_992;
const OVERHEAD: usize = 128;
/// Streams join short messages up to this length.
const JOINED: usize = PAGE_SIZE;
/// Capabilities that wait at most.
const MAX_RIGHTS: usize = 256;

/// No message is longer.
pub const MAX_MESSAGE: usize = CAPACITY - OVERHEAD;

/// Who can send wants room for so much.
pub const MIN_ROOM: usize = PAGE_SIZE;

/// What was sent at once, as far as it was not read.
pub struct Message {
    pub bytes: Vec<u8>,
    /// How many of the bytes were read.
    pub read: usize,
    pub rights: Rights,
    /// Of a datagram.
    pub source: Option<Name>,
    pub sender: Credentials,
}

impl Message {
    pub fn unread(&self) -> &[u8] {
        &self.bytes[self.read..]
    }
}

pub struct Inbox {
    messages: VecDeque<Message>,
    taken: usize,
    rights: usize,
    /// Pages that are charged beyond the first, which came with the endpoint.
    pages: u64,
    account: Arc<Account>,
    /// Somebody copies what was at the front; another one waits for that.
    pub is_read: bool,
    pub contended: bool,
    /// Those who wait for room and are not connected with this one.
    waiting: Vec<Weak<Endpoint>>,
}

fn cost(message: &Message) -> usize {
    message.bytes.len() + OVERHEAD
}

impl Inbox {
    pub fn new(account: Arc<Account>) -> Self {
        Inbox {
            messages: VecDeque::new(),
            taken: 0,
            rights: 0,
            pages: 0,
            account,
            is_read: false,
            contended: false,
            waiting: Vec::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// Bytes that a read gives: all of a stream's, or the next message's.
    pub fn available(&self, is_stream: bool) -> usize {
        let most = if is_stream { usize::MAX } else { 1 };
        self.messages.iter().take(most).map(|message| message.unread().len()).sum()
    }

    pub fn has_rights(&self) -> bool {
        self.rights > 0
    }

    /// Bytes of a message that would fit.
    pub fn room(&self) -> usize {
        let room = CAPACITY.saturating_sub(self.taken + OVERHEAD);
        let charged = (self.pages as usize + 1) * PAGE_SIZE;
        let payable = usize::try_from(self.account.left()).unwrap_or(usize::MAX).saturating_mul(PAGE_SIZE);
        room.min((charged.saturating_add(payable)).saturating_sub(self.taken + OVERHEAD))
    }

    /// Takes a message, or gives it back if there is no room or no page for it. Streams join what is short.
    pub fn push(&mut self, message: Message, joins: bool) -> Result<(), Message> {
        let length = message.bytes.len();
        if length > self.room() || self.rights + message.rights.len() > MAX_RIGHTS {
            return Err(message);
        }
        let last = self.messages.back_mut().filter(|last| {
            let are_bytes = last.rights.is_empty() && message.rights.is_empty();
            joins && are_bytes && last.sender == message.sender && last.bytes.len() + length <= JOINED
        });
        if let Some(last) = last {
            if last.bytes.try_reserve(length).is_err() {
                return Err(message);
            }
            last.bytes.extend_from_slice(&message.bytes);
            self.taken += length;
        } else {
            if self.messages.try_reserve(1).is_err() {
                return Err(message);
            }
            self.taken += cost(&message);
            self.rights += message.rights.len();
            self.messages.push_back(message);
        }
        self.settle();
        Ok(())
    }

    /// The next message.
    pub fn pop(&mut self) -> Option<Message> {
        let message = self.messages.pop_front()?;
        self.taken -= cost(&message);
        self.rights -= message.rights.len();
        Some(message)
    }

    pub fn front(&self) -> Option<&Message> {
        self.messages.front()
    }

    /// Undoes a `pop`, whose room and pages are still there.
    pub fn put_back(&mut self, message: Message) {
        self.taken += cost(&message);
        self.rights += message.rights.len();
        self.messages.push_front(message);
    }

    /// Charges what is taken now, and gives back what is not. `room` has seen to it that there is so much; what somebody
    /// else has charged since then is owed until there are pages again.
    pub fn settle(&mut self) {
        let pages = self.taken.saturating_sub(1) / PAGE_SIZE;
        let pages = pages as u64;
        if pages < self.pages {
            self.account.release(self.pages - pages);
            self.pages = pages;
        } else if self.account.charge(pages - self.pages) {
            self.pages = pages;
        }
    }

    /// Remembers who waits for room.
    pub fn wait(&mut self, who: Weak<Endpoint>) {
        let is_known = self.waiting.iter().any(|known| known.ptr_eq(&who));
        // Without memory for it whoever waits asks again at the next message that is read.
        if !is_known && self.waiting.try_reserve(1).is_ok() {
            self.waiting.push(who);
        }
    }

    /// Those who wait for room.
    pub fn take_waiting(&mut self) -> Vec<Weak<Endpoint>> {
        core::mem::take(&mut self.waiting)
    }

    /// Everything that has arrived: nobody will read it.
    pub fn clear(&mut self) -> VecDeque<Message> {
        self.taken = 0;
        self.rights = 0;
        self.account.release(core::mem::take(&mut self.pages));
        core::mem::take(&mut self.messages)
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        self.account.release(self.pages);
    }
}
