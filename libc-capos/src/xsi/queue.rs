//! The memory of a message queue: a head, then the messages one behind the other, the oldest first.

use super::object::Head;
use crate::types::{c_long, msqid_ds, pid_t, time_t};
use core::ptr;

/// Bytes of messages that a queue holds unless told otherwise, and that only a privileged process may raise.
pub const QUEUE_BYTES: usize = 16_384;
/// Bytes of one message at most.
pub const MESSAGE_BYTES: usize = 8192;
/// Room for the messages and their headers.
const ROOM: usize = 64 << 10;

#[repr(C)]
pub struct Queue {
    head: Head,
    sent: time_t,
    received: time_t,
    changed: time_t,
    bytes: usize,
    messages: usize,
    pub most_bytes: usize,
    last_sender: pid_t,
    last_receiver: pid_t,
    used: usize,
    /// Messages are being moved.
    moving: u32,
}

#[repr(C)]
struct Header {
    kind: c_long,
    length: usize,
}

/// Bytes of a queue.
pub const SIZE: usize = size_of::<Queue>() + ROOM;

/// Which message `msgrcv` takes.
#[derive(Clone, Copy)]
pub enum Wanted {
    First,
    Kind(c_long),
    OtherThan(c_long),
    /// The first of the lowest kind up to this.
    LowestUpTo(c_long),
}

fn space(length: usize) -> usize {
    size_of::<Header>() + length.next_multiple_of(align_of::<Header>())
}

/// A message in the queue.
#[derive(Clone, Copy)]
pub struct Message {
    at: usize,
    pub kind: c_long,
    pub length: usize,
}

/// The methods' caller holds the queue's mutex, but for [`Queue::begin`].
impl Queue {
    /// # Safety
    /// The queue is new, and its head filled in.
    pub unsafe fn begin(queue: *mut Queue, now: time_t) {
        // SAFETY: the caller's promise; everything else is zero, as the file began.
        unsafe {
            (*queue).changed = now;
            (*queue).most_bytes = QUEUE_BYTES;
        }
    }

    /// Forgets the messages if who moved them has died.
    pub fn recover(&mut self) {
        if self.moving != 0 {
            (self.used, self.bytes, self.messages, self.moving) = (0, 0, 0, 0);
        }
    }

    fn place(&mut self, at: usize) -> *mut u8 {
        // SAFETY: the room follows the head, and `at` is within.
        unsafe { ptr::from_mut(self).add(1).cast::<u8>().add(at) }
    }

    pub fn has_room(&self, length: usize) -> bool {
        self.bytes + length <= self.most_bytes && self.used + space(length) <= ROOM
    }

    pub fn append(&mut self, kind: c_long, text: &[u8], sender: pid_t, now: time_t) {
        let place = self.place(self.used);
        // SAFETY: there is room, which the caller has asked for; records begin at multiples of the header's alignment.
        unsafe {
            place.cast::<Header>().write(Header { kind, length: text.len() });
            ptr::copy_nonoverlapping(text.as_ptr(), place.add(size_of::<Header>()), text.len());
        }
        self.used += space(text.len());
        self.bytes += text.len();
        self.messages += 1;
        (self.last_sender, self.sent) = (sender, now);
    }

    pub fn find(&mut self, wanted: Wanted) -> Option<Message> {
        let mut best: Option<Message> = None;
        let mut at = 0;
        while at < self.used {
            // SAFETY: records lie one behind the other up to `used`.
            let header = unsafe { self.place(at).cast::<Header>().read() };
            let message = Message { at, kind: header.kind, length: header.length };
            match wanted {
                Wanted::First => return Some(message),
                Wanted::Kind(kind) if kind == header.kind => return Some(message),
                Wanted::OtherThan(kind) if kind != header.kind => return Some(message),
                Wanted::LowestUpTo(most)
                    if header.kind <= most && best.is_none_or(|best| header.kind < best.kind) =>
                {
                    best = Some(message);
                }
                _ => {}
            }
            at += space(header.length);
        }
        best
    }

    /// Takes a message out, and as much of its text as there is room for.
    ///
    /// # Safety
    /// `text` has room for `size` bytes.
    pub unsafe fn take(
        &mut self,
        message: Message,
        text: *mut u8,
        size: usize,
        receiver: pid_t,
        now: time_t,
    ) {
        let (place, space) = (self.place(message.at), space(message.length));
        let behind = self.used - message.at - space;
        self.moving = 1;
        // SAFETY: the record is within the room; the caller's promise.
        unsafe {
            ptr::copy_nonoverlapping(place.add(size_of::<Header>()), text, message.length.min(size));
            ptr::copy(place.add(space), place, behind);
        }
        self.used -= space;
        self.bytes -= message.length;
        self.messages -= 1;
        self.moving = 0;
        (self.last_receiver, self.received) = (receiver, now);
    }

    pub fn set_most_bytes(&mut self, bytes: usize, now: time_t) {
        (self.most_bytes, self.changed) = (bytes, now);
    }

    pub fn status(&self) -> msqid_ds {
        msqid_ds {
            msg_perm: self.head.permissions,
            msg_stime: self.sent,
            msg_rtime: self.received,
            msg_ctime: self.changed,
            __msg_cbytes: self.bytes as u64,
            msg_qnum: self.messages as u64,
            msg_qbytes: self.most_bytes as u64,
            msg_lspid: self.last_sender,
            msg_lrpid: self.last_receiver,
            __unused: [0; 2],
        }
    }
}
