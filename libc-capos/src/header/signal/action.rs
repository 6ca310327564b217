//! Handlers.

use super::constants::{NSIG, SA_RESTART, SIG_ERR_ADDRESS, SIGKILL, SIGSTOP};
use super::set;
use crate::abi::Out;
use crate::errno::{self, Errno};
use crate::platform::{Signals, Sys};
use crate::types::{self, c_int, sig_handler_t};

/// Refuses numbers that are no signal, and changes of those whose action is fixed.
fn check(signal: c_int, changes: bool) -> Result<(), Errno> {
    let fixed = signal == SIGKILL || signal == SIGSTOP;
    if signal <= 0 || signal >= NSIG || set::is_internal(signal) || (fixed && changes) {
        Err(Errno::EINVAL)
    } else {
        Ok(())
    }
}

/// Reads and replaces an action.
pub fn change(signal: c_int, new: Option<&types::sigaction>) -> Result<types::sigaction, Errno> {
    check(signal, new.is_some())?;
    Sys::sigaction(signal, new)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigaction.html>
///
/// # Safety
/// `new` is NULL or points to an action, `old` is NULL or to a writable one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigaction(
    signal: c_int,
    new: *const types::sigaction,
    old: *mut types::sigaction,
) -> c_int {
    // SAFETY: by the contract.
    let (new, mut old) = unsafe { (new.as_ref(), Out::new(old)) };
    errno::status(change(signal, new).map(|action| old.write(action)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/signal.html>
///
/// With the semantics of BSD: the handler stays installed and calls are restarted.
#[unsafe(no_mangle)]
pub extern "C" fn signal(
    number: c_int,
    handler: Option<unsafe extern "C" fn(c_int)>,
) -> Option<unsafe extern "C" fn(c_int)> {
    let address = handler.map_or(0, |function| function as usize);
    let new =
        types::sigaction { sa_handler: address, sa_mask: set::EMPTY, sa_flags: SA_RESTART, sa_restorer: 0 };
    let old = match change(number, Some(&new)) {
        Ok(action) => action.sa_handler,
        Err(error) => {
            errno::set(error);
            SIG_ERR_ADDRESS
        }
    };
    // SAFETY: `Option` of a function pointer is one word, 0 for `None`. The value goes back to C, which compares it
    // with SIG_ERR, SIG_DFL and SIG_IGN or hands it to `signal` again; it is not called here.
    unsafe { core::mem::transmute::<usize, sig_handler_t>(old) }
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/siginterrupt.html>
#[unsafe(no_mangle)]
pub extern "C" fn siginterrupt(signal: c_int, flag: c_int) -> c_int {
    let outcome = change(signal, None).and_then(|mut action| {
        if flag == 0 {
            action.sa_flags |= SA_RESTART;
        } else {
            action.sa_flags &= !SA_RESTART;
        }
        change(signal, Some(&action)).map(drop)
    });
    errno::status(outcome)
}
