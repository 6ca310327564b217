//! Message queues.

use crate::errno;
use crate::platform::{Interprocess, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, c_long, c_void, key_t, msqid_ds, size_t, ssize_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/msgget.html>
#[unsafe(no_mangle)]
pub extern "C" fn msgget(key: key_t, msgflg: c_int) -> c_int {
    errno::result(Sys::msgget(key, msgflg))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/msgsnd.html>
///
/// # Safety
/// `msgp` is a long and `msgsz` bytes behind it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn msgsnd(msqid: c_int, msgp: *const c_void, msgsz: size_t, msgflg: c_int) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(cancellation::point(|| unsafe { Sys::msgsnd(msqid, msgp, msgsz, msgflg) }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/msgrcv.html>
///
/// # Safety
/// `msgp` has room for a long and `msgsz` bytes behind it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn msgrcv(
    msqid: c_int,
    msgp: *mut c_void,
    msgsz: size_t,
    msgtyp: c_long,
    msgflg: c_int,
) -> ssize_t {
    // SAFETY: the caller's promise.
    let received = cancellation::point(|| unsafe { Sys::msgrcv(msqid, msgp, msgsz, msgtyp, msgflg) });
    errno::result(received.map(|length| length as ssize_t))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/msgctl.html>
///
/// # Safety
/// `buf` is readable for `IPC_SET` and writable for `IPC_STAT`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn msgctl(msqid: c_int, cmd: c_int, buf: *mut msqid_ds) -> c_int {
    // SAFETY: the caller's promise.
    errno::result(unsafe { Sys::msgctl(msqid, cmd, buf) })
}
