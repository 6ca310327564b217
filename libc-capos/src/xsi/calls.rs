//! The functions with commands and C's pointers, for [`crate::platform::Interprocess`].

use super::object::Control;
use super::semaphores::Ask;
use super::{messages, segments, semaphores};
use crate::errno::Errno;
use crate::types::{c_int, c_long, c_void, msqid_ds, semid_ds, shmid_ds, size_t};
use core::slice;

const IPC_RMID: c_int = 0;
const IPC_SET: c_int = 1;
const IPC_STAT: c_int = 2;
const GETPID: c_int = 11;
const GETVAL: c_int = 12;
const GETALL: c_int = 13;
const GETNCNT: c_int = 14;
const GETZCNT: c_int = 15;
const SETVAL: c_int = 16;
const SETALL: c_int = 17;
const SHM_LOCK: c_int = 11;
const SHM_UNLOCK: c_int = 12;

/// `msgsnd`.
///
/// # Safety
/// `message` is a long and `size` bytes behind it.
pub unsafe fn msgsnd(number: c_int, message: *const c_void, size: size_t, flags: c_int) -> Result<(), Errno> {
    if isize::try_from(size).is_err() {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the caller's promise.
    let (kind, text) = unsafe {
        let kind = message.cast::<c_long>();
        (kind.read_unaligned(), slice::from_raw_parts(kind.add(1).cast::<u8>(), size))
    };
    messages::send(number, kind, text, flags)
}

/// `msgrcv`: how many bytes the text has.
///
/// # Safety
/// `message` has room for a long and `size` bytes behind it.
pub unsafe fn msgrcv(
    number: c_int,
    message: *mut c_void,
    size: size_t,
    kind: c_long,
    flags: c_int,
) -> Result<usize, Errno> {
    let place = message.cast::<c_long>();
    // SAFETY: the caller's promise.
    unsafe {
        let (kind, length) = messages::receive(number, place.add(1).cast(), size, kind, flags)?;
        place.write_unaligned(kind);
        Ok(length)
    }
}

/// The command, if it is one of the three, and what it is about.
///
/// # Safety
/// `argument` is a `T` if the command sets something.
unsafe fn control<'a, T>(command: c_int, argument: *const T) -> Option<Control<&'a T>> {
    match command {
        IPC_STAT => Some(Control::Status),
        IPC_RMID => Some(Control::Remove),
        // SAFETY: the caller's promise.
        IPC_SET => Some(Control::Set(unsafe { &*argument })),
        _ => None,
    }
}

/// `msgctl`.
///
/// # Safety
/// `status` is readable to set something and writable to be told.
pub unsafe fn msgctl(number: c_int, command: c_int, status: *mut msqid_ds) -> Result<c_int, Errno> {
    // SAFETY: the caller's promise.
    unsafe {
        let found = messages::control(number, control(command, status).ok_or(Errno::EINVAL)?)?;
        if command == IPC_STAT {
            status.write(found);
        }
    }
    Ok(0)
}

/// `shmctl`.
///
/// # Safety
/// As for [`msgctl`].
pub unsafe fn shmctl(number: c_int, command: c_int, status: *mut shmid_ds) -> Result<c_int, Errno> {
    // SAFETY: the caller's promise.
    unsafe {
        match control(command, status) {
            Some(control) => {
                let found = segments::control(number, control)?;
                if command == IPC_STAT {
                    status.write(found);
                }
            }
            // Memory is never moved out.
            None if matches!(command, SHM_LOCK | SHM_UNLOCK) => segments::check_lock(number)?,
            None => return Err(Errno::EINVAL),
        }
    }
    Ok(0)
}

/// `semctl` with the last argument as a word: a number, or an address.
///
/// # Safety
/// The argument is what the command takes.
pub unsafe fn semctl(
    number: c_int,
    semaphore: c_int,
    command: c_int,
    argument: usize,
) -> Result<c_int, Errno> {
    let ask = |what| semaphores::ask(number, semaphore, what);
    let values = core::ptr::with_exposed_provenance_mut::<u16>(argument);
    match command {
        GETVAL => ask(Ask::Value),
        GETPID => ask(Ask::LastProcess),
        GETNCNT => ask(Ask::WaitsForMore),
        GETZCNT => ask(Ask::WaitsForZero),
        SETVAL => semaphores::set_value(number, semaphore, argument as c_int).map(|()| 0),
        GETALL | SETALL => {
            // SAFETY: the caller's array has a value for each semaphore.
            let values = unsafe { slice::from_raw_parts_mut(values, semaphores::count(number)?) };
            if command == GETALL {
                semaphores::values(number, values).map(|()| 0)
            } else {
                semaphores::set_values(number, values).map(|()| 0)
            }
        }
        _ => {
            let status = core::ptr::with_exposed_provenance_mut::<semid_ds>(argument);
            // SAFETY: the caller's promise.
            unsafe {
                let found = semaphores::control(number, control(command, status).ok_or(Errno::EINVAL)?)?;
                if command == IPC_STAT {
                    status.write(found);
                }
            }
            Ok(0)
        }
    }
}
