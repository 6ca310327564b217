//! `SCM_RIGHTS`: descriptors in ancillary data.

use super::super::descriptors::{self, O_CLOEXEC, O_RDWR, O_WRONLY, Target};
use super::super::pipes;
use crate::errno::Errno;
use crate::types::{c_int, cmsghdr};
use alloc::vec::Vec;
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, File, MAX_RIGHTS, Opened, ReceivedRight};
use core::mem::MaybeUninit;

const SOL_SOCKET: c_int = 1;
const SCM_RIGHTS: c_int = 1;
/// The head of a message, behind which the data begin.
const HEAD: usize = size_of::<cmsghdr>();
const ALIGNMENT: usize = 8;

pub const NO_RIGHT: ReceivedRight = ReceivedRight { handle: Handle::NONE, interface: None };

fn word(bytes: &[u8], at: usize) -> Option<c_int> {
    bytes.get(at..)?.first_chunk().map(|bytes| c_int::from_ne_bytes(*bytes))
}

/// The capabilities of all descriptors that the ancillary data have.
pub fn collect(control: &[u8]) -> Result<Vec<u32>, Errno> {
    let mut handles = Vec::new();
    let mut rest = control;
    while rest.len() >= HEAD {
        let (length, level, kind) = (word(rest, 0), word(rest, 8), word(rest, 12));
        let length = length.map_or(0, |length| length as u32 as usize);
        let data = rest.get(HEAD..length).ok_or(Errno::EINVAL)?;
        if (level, kind) != (Some(SOL_SOCKET), Some(SCM_RIGHTS)) {
            return Err(Errno::EINVAL);
        }
        for fd in data.as_chunks().0 {
            let target = descriptors::get(c_int::from_ne_bytes(*fd))?.target;
            // A set of epoll is the library's own: there is nothing to hand over.
            if matches!(target, Target::Set(_)) || handles.len() == MAX_RIGHTS {
                return Err(Errno::EINVAL);
            }
            handles.push(target.handle().bits());
        }
        rest = rest.get(length.next_multiple_of(ALIGNMENT)..).unwrap_or_default();
    }
    Ok(handles)
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

/// Opens descriptors for what arrived and writes them down; how long the ancillary data are, and whether all found room.
pub fn deliver(
    rights: &[ReceivedRight],
    control: &mut [MaybeUninit<u8>],
    close_on_exec: bool,
) -> (usize, bool) {
    let mut count = 0;
    for right in rights {
        let status = Target::new(right.interface, right.handle).map_or(O_RDWR, flags);
        let cloexec = if close_on_exec { O_CLOEXEC } else { 0 };
        // One that can not be opened is released by `open`.
        let opened =
            descriptors::open(Opened { handle: right.handle, interface: right.interface }, status | cloexec);
        let Ok(fd) = opened else { continue };
        let at = HEAD + count * size_of::<c_int>();
        control[at..at + size_of::<c_int>()].write_copy_of_slice(&fd.to_ne_bytes());
        count += 1;
    }
    let is_whole = count == rights.len();
    if count == 0 {
        return (0, is_whole);
    }
    let length = HEAD + count * size_of::<c_int>();
    for (at, value) in [(0, length as c_int), (4, 0), (8, SOL_SOCKET), (12, SCM_RIGHTS)] {
        control[at..at + size_of::<c_int>()].write_copy_of_slice(&value.to_ne_bytes());
    }
    (length.next_multiple_of(ALIGNMENT).min(control.len()), is_whole)
}
