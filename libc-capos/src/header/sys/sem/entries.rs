//! Sets of semaphores.

use crate::abi::slice;
use crate::errno;
use crate::platform::{Interprocess, Sys};
use crate::types::{c_int, key_t, sembuf, size_t};

const IPC_SET: c_int = 1;
const IPC_INFO: c_int = 3;
const GETALL: c_int = 13;
const SETVAL: c_int = 16;
const SETALL: c_int = 17;
const SEM_STAT: c_int = 18;
const SEM_STAT_ANY: c_int = 20;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/semget.html>
#[unsafe(no_mangle)]
pub extern "C" fn semget(key: key_t, nsems: c_int, semflg: c_int) -> c_int {
    errno::result(Sys::semget(key, nsems, semflg))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/semop.html>
///
/// # Safety
/// `sops` is an array of `nsops`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn semop(semid: c_int, sops: *mut sembuf, nsops: size_t) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(Sys::semop(semid, unsafe { slice(sops, nsops) }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/semctl.html>
///
/// # Safety
/// The fourth argument is a `union semun`, or missing where the command takes none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn semctl(semid: c_int, semnum: c_int, cmd: c_int, mut args: ...) -> c_int {
    let argument = match cmd {
        // A union of an int and pointers is passed as a word.
        // SAFETY: the caller's promise.
        IPC_SET..=IPC_INFO | GETALL | SETVAL | SETALL | SEM_STAT..=SEM_STAT_ANY => unsafe {
            args.arg::<usize>()
        },
        _ => 0,
    };
    // SAFETY: the caller's promise.
    errno::result(unsafe { Sys::semctl(semid, semnum, cmd, argument) })
}
