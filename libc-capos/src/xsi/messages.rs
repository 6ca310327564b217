//! Message queues.

use super::object::{CHANGE, Control, Kind, READ, Request, check, find, now, remove, set_permissions};
use super::queue::{MESSAGE_BYTES, QUEUE_BYTES, Queue, SIZE, Wanted};
use super::table::{Locked, Using};
use crate::errno::Errno;
use crate::platform::{Identity, Process, Sys};
use crate::types::{c_int, c_long, key_t, msqid_ds};

const KIND: Kind = Kind { by_number: b"xsi.message.", by_key: b"xsi.message-key." };
const IPC_NOWAIT: c_int = 0o4000;
const MSG_NOERROR: c_int = 0o10000;
const MSG_EXCEPT: c_int = 0o20000;

/// `msgget`.
pub fn get(key: key_t, flags: c_int) -> Result<c_int, Errno> {
    let request = Request { kind: KIND, key, flags, size: SIZE };
    // SAFETY: a new object of this kind is a queue.
    request.get(|head| unsafe { Queue::begin(head.cast(), now()) }, |_| Ok(()))
}

fn lock(object: &Using) -> Result<Locked<'_>, Errno> {
    let mut locked = object.lock()?;
    if locked.holder_died {
        queue(&mut locked).recover();
    }
    Ok(locked)
}

fn queue<'a>(locked: &'a mut Locked<'_>) -> &'a mut Queue {
    // SAFETY: objects of this kind are queues.
    unsafe { locked.content() }
}

/// `msgsnd`.
pub fn send(number: c_int, kind: c_long, text: &[u8], flags: c_int) -> Result<(), Errno> {
    if kind < 1 || text.len() > MESSAGE_BYTES {
        return Err(Errno::EINVAL);
    }
    let object = find(KIND, number)?;
    let mut locked = lock(&object)?;
    check(&queue(&mut locked).status().msg_perm, CHANGE)?;
    while !queue(&mut locked).has_room(text.len()) {
        if text.len() > queue(&mut locked).most_bytes {
            return Err(Errno::EINVAL);
        }
        if flags & IPC_NOWAIT != 0 {
            return Err(Errno::EAGAIN);
        }
        locked.wait(None)?;
    }
    queue(&mut locked).append(kind, text, Sys::getpid(), now());
    locked.announce();
    Ok(())
}

/// `msgrcv`: kind and length of the message.
///
/// # Safety
/// `text` has room for `size` bytes.
pub unsafe fn receive(
    number: c_int,
    text: *mut u8,
    size: usize,
    kind: c_long,
    flags: c_int,
) -> Result<(c_long, usize), Errno> {
    if isize::try_from(size).is_err() {
        return Err(Errno::EINVAL);
    }
    let wanted = match kind {
        0 => Wanted::First,
        1.. if flags & MSG_EXCEPT != 0 => Wanted::OtherThan(kind),
        1.. => Wanted::Kind(kind),
        _ => Wanted::LowestUpTo(kind.saturating_neg()),
    };
    let object = find(KIND, number)?;
    let mut locked = lock(&object)?;
    check(&queue(&mut locked).status().msg_perm, READ)?;
    let message = loop {
        match queue(&mut locked).find(wanted) {
            Some(message) => break message,
            None if flags & IPC_NOWAIT != 0 => return Err(Errno::ENOMSG),
            None => locked.wait(None)?,
        }
    };
    if message.length > size && flags & MSG_NOERROR == 0 {
        return Err(Errno::E2BIG);
    }
    // SAFETY: the caller's promise.
    unsafe { queue(&mut locked).take(message, text, size, Sys::getpid(), now()) };
    locked.announce();
    Ok((message.kind, message.length.min(size)))
}

/// `msgctl`: the queue's status, which counts for [`Control::Status`] only.
pub fn control(number: c_int, control: Control<&msqid_ds>) -> Result<msqid_ds, Errno> {
    let object = find(KIND, number)?;
    let mut locked = lock(&object)?;
    let queue = queue(&mut locked);
    let status = queue.status();
    match control {
        Control::Status => check(&status.msg_perm, READ)?,
        Control::Remove => remove(KIND, object.head)?,
        Control::Set(new) => {
            let bytes = usize::try_from(new.msg_qbytes).map_err(|_| Errno::EINVAL)?;
            if bytes > QUEUE_BYTES.max(queue.most_bytes) && Sys::users()[1] != 0 {
                return Err(Errno::EPERM);
            }
            set_permissions(KIND, object.head, &new.msg_perm)?;
            queue.set_most_bytes(bytes, now());
            locked.announce();
        }
    }
    Ok(status)
}
