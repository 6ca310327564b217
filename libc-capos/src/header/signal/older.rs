//! The XSI functions that sigaction replaced.

use super::action::change;
use super::constants::{SA_RESTART, SIG_ERR_ADDRESS, SIG_IGN_ADDRESS};
use super::set;
use crate::errno::{self, Errno};
use crate::platform::{SignalChange, Signals, Sys};
use crate::thread::cancellation;
use crate::types::{self, c_int, sig_handler_t, sigset_t};

/// `SIG_HOLD`: `sigset` blocks the signal and leaves its action.
const SIG_HOLD_ADDRESS: usize = 2;

fn only(signal: c_int) -> Result<sigset_t, Errno> {
    let mut alone = set::EMPTY;
    set::insert(&mut alone, signal)?;
    Ok(alone)
}

fn mask(how: SignalChange, signal: c_int) -> Result<sigset_t, Errno> {
    Sys::sigprocmask(Some((how, &only(signal)?)))
}

fn action(address: usize, flags: c_int) -> types::sigaction {
    types::sigaction { sa_handler: address, sa_mask: set::EMPTY, sa_flags: flags, sa_restorer: 0 }
}

/// What `sigset` answers: the old action, or `SIG_HOLD` if the signal was blocked.
fn exchange(signal: c_int, address: usize) -> Result<usize, Errno> {
    let (before, old) = if address == SIG_HOLD_ADDRESS {
        (mask(SignalChange::Block, signal)?, change(signal, None)?)
    } else {
        let old = change(signal, Some(&action(address, 0)))?;
        (mask(SignalChange::Unblock, signal)?, old)
    };
    Ok(if set::contains(&before, signal) { SIG_HOLD_ADDRESS } else { old.sa_handler })
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/sigset.html>
#[unsafe(no_mangle)]
pub extern "C" fn sigset(
    signal: c_int,
    handler: Option<unsafe extern "C" fn(c_int)>,
) -> Option<unsafe extern "C" fn(c_int)> {
    let address = handler.map_or(0, |function| function as usize);
    let old = exchange(signal, address).unwrap_or_else(|error| {
        errno::set(error);
        SIG_ERR_ADDRESS
    });
    // SAFETY: as in `signal`: the value goes back to C and is not called here.
    unsafe { core::mem::transmute::<usize, sig_handler_t>(old) }
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/sigset.html>
#[unsafe(no_mangle)]
pub extern "C" fn sighold(signal: c_int) -> c_int {
    errno::status(mask(SignalChange::Block, signal).map(drop))
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/sigset.html>
#[unsafe(no_mangle)]
pub extern "C" fn sigrelse(signal: c_int) -> c_int {
    errno::status(mask(SignalChange::Unblock, signal).map(drop))
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/sigset.html>
#[unsafe(no_mangle)]
pub extern "C" fn sigignore(signal: c_int) -> c_int {
    errno::status(change(signal, Some(&action(SIG_IGN_ADDRESS, SA_RESTART))).map(drop))
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/sigset.html>
#[unsafe(no_mangle)]
pub extern "C" fn sigpause(signal: c_int) -> c_int {
    let outcome = Sys::sigprocmask(None).and_then(|mut mask| {
        set::remove(&mut mask, signal)?;
        cancellation::point(|| Err(Sys::sigsuspend(&mask)))
    });
    errno::status(outcome)
}
