//! `SCM_RIGHTS` and `SCM_CREDENTIALS`: descriptors, and who sends, in ancillary data.

use super::super::descriptors::{self, O_CLOEXEC, O_RDWR, O_WRONLY, Target};
use super::super::{Capos, pipes};
use super::ancillary::{HEAD, Writer, items, number};
use super::lingering;
use crate::errno::Errno;
use crate::platform::{Identity, Process};
use crate::types::c_int;
use alloc::vec::Vec;
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, File, LocalPeer, MAX_RIGHTS, Opened, ReceivedRight};
use core::mem::MaybeUninit;

const SOL_SOCKET: c_int = 1;
const SCM_RIGHTS: c_int = 1;
const SCM_CREDENTIALS: c_int = 2;

pub const NO_RIGHT: ReceivedRight = ReceivedRight { handle: Handle::NONE, interface: None };

/// What a sender gives beside its bytes: the capabilities of all descriptors. Who it says that it is must be true.
pub fn collect(control: &[u8]) -> Result<Vec<u32>, Errno> {
    let mut handles = Vec::new();
    for item in items(control) {
        let item = item?;
        match (item.level, item.kind) {
            (SOL_SOCKET, SCM_RIGHTS) => {}
            (SOL_SOCKET, SCM_CREDENTIALS) => {
                check_credentials(item.data)?;
                continue;
            }
            _ => return Err(Errno::EINVAL),
        }
        for fd in item.data.as_chunks().0 {
            let target = descriptors::get(c_int::from_ne_bytes(*fd))?.target;
            // A set of epoll is the library's own: there is nothing to hand over.
            if matches!(target, Target::Set(_)) || handles.len() == MAX_RIGHTS {
                return Err(Errno::EINVAL);
            }
            handles.push(target.handle().bits());
        }
    }
    Ok(handles)
}

/// `EPERM` for another process, or for a user or group that this one is not. What the kernel tells the receiver does not
/// come from here.
fn check_credentials(data: &[u8]) -> Result<(), Errno> {
    let (Some(process), Some(user), Some(group), 12) =
        (number(data, 0), number(data, 4), number(data, 8), data.len())
    else {
        return Err(Errno::EINVAL);
    };
    let is_own = process == Capos::getpid()
        && Capos::users().contains(&(user as u32))
        && Capos::groups().contains(&(group as u32));
    if is_own { Ok(()) } else { Err(Errno::EPERM) }
}

/// Who sent.
pub fn tell_sender(sender: LocalPeer, to: &mut Writer<'_>) {
    let credentials = [sender.process as u32, sender.user, sender.group].map(u32::to_ne_bytes);
    to.put(SOL_SOCKET, SCM_CREDENTIALS, credentials.as_flattened());
}

/// Descriptors that there is room for.
pub fn room(control: &[MaybeUninit<u8>]) -> usize {
    (control.len().saturating_sub(HEAD) / size_of::<c_int>()).min(MAX_RIGHTS)
}

/// The status flags that a descriptor for the capability has.
fn flags(target: Target) -> c_int {
    match target {
        Target::File(handle) => {
            Capability::<File>::borrowed(handle).flags().map_or(O_RDWR, |flags| flags as c_int)
        }
        Target::Pipe(handle) => pipes::pipe(handle).flags().map_or(O_RDWR, |flags| flags as c_int),
        Target::Console(_) => O_WRONLY,
        _ => O_RDWR,
    }
}

/// Opens descriptors for what arrived and writes them down.
pub fn deliver(rights: &[ReceivedRight], to: &mut Writer<'_>, close_on_exec: bool) {
    let mut fds = [[0; size_of::<c_int>()]; MAX_RIGHTS];
    let most = (to.room() / size_of::<c_int>()).min(MAX_RIGHTS);
    let mut count = 0;
    for right in rights {
        if count == most {
            drop(Capability::<File>::from_handle(right.handle));
            continue;
        }
        let target = Target::new(right.interface, right.handle);
        if let Some(Target::Socket(_)) = target {
            lingering::expect();
        }
        let status = target.map_or(O_RDWR, flags);
        let cloexec = if close_on_exec { O_CLOEXEC } else { 0 };
        // One that can not be opened is released by `open`.
        let opened =
            descriptors::open(Opened { handle: right.handle, interface: right.interface }, status | cloexec);
        let Ok(fd) = opened else { continue };
        fds[count] = fd.to_ne_bytes();
        count += 1;
    }
    if count > 0 {
        to.put(SOL_SOCKET, SCM_RIGHTS, fds[..count].as_flattened());
    }
    if count < rights.len() {
        to.lose();
    }
}
