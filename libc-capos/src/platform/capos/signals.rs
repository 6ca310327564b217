//! Signals within the process: actions, mask and pending set are the library's; `raise` runs the handler.
//!
//! Nobody else can send one yet. The terminal's interrupt character ends a blocked call with `interrupted`, which
//! [`interruptible`] turns into SIGINT.

use super::Capos;
use crate::errno::Errno;
use crate::platform::{Clock, SignalChange, Signals};
use crate::sync::Mutex;
use crate::types::{c_int, sigaction, siginfo_t, sigset_t, timespec};
use capos_rt::error::ErrorCode;
use capos_rt::{Error, Timer, entry, startup};

const SIGNALS: usize = 64;
const SIG_DFL: usize = 0;
const SIG_IGN: usize = 1;
const SIGINT: c_int = 2;
const SIGKILL: c_int = 9;
const SIGCHLD: c_int = 17;
const SIGCONT: c_int = 18;
const SIGSTOP: c_int = 19;
const SIGURG: c_int = 23;
const SIGWINCH: c_int = 28;
const SA_SIGINFO: c_int = 4;
const SA_NODEFER: c_int = 0x4000_0000;
const SA_RESTART: c_int = 0x1000_0000;
const SA_RESETHAND: c_int = 0x8000_0000_u32 as c_int;
/// Added to a signal's number in the status of a process that one ended, as shells report it.
const SIGNALED: c_int = 128;

struct State {
    actions: [sigaction; SIGNALS + 1],
    blocked: u64,
    pending: u64,
}

const DEFAULT: sigaction =
    sigaction { sa_handler: SIG_DFL, sa_mask: sigset_t { __bits: [0; 16] }, sa_flags: 0, sa_restorer: 0 };

static STATE: Mutex<State> = Mutex::new(State { actions: [DEFAULT; SIGNALS + 1], blocked: 0, pending: 0 });

fn bit(signal: c_int) -> u64 {
    1 << (signal - 1)
}

/// Signals that can be neither caught nor blocked.
fn unstoppable() -> u64 {
    bit(SIGKILL) | bit(SIGSTOP)
}

fn to_set(bits: u64) -> sigset_t {
    let mut set = sigset_t { __bits: [0; 16] };
    set.__bits[0] = bits;
    set
}

/// Runs the action of a signal that is not blocked; whether a handler ran.
fn deliver(signal: c_int) -> bool {
    let mut state = STATE.lock();
    let action = state.actions[signal as usize];
    if action.sa_handler == SIG_IGN {
        return false;
    }
    if action.sa_handler == SIG_DFL {
        drop(state);
        default_action(signal);
        return false;
    }
    if action.sa_flags & SA_RESETHAND != 0 {
        state.actions[signal as usize].sa_handler = SIG_DFL;
    }
    let before = state.blocked;
    let own = if action.sa_flags & SA_NODEFER != 0 { 0 } else { bit(signal) };
    state.blocked |= (action.sa_mask.__bits[0] | own) & !unstoppable();
    drop(state);
    run(signal, &action);
    STATE.lock().blocked = before;
    deliver_pending();
    true
}

/// Calls the program's handler.
fn run(signal: c_int, action: &sigaction) {
    if action.sa_flags & SA_SIGINFO != 0 {
        let mut information = [0_i32; 32];
        information[0] = signal;
        // SAFETY: the program installed a function of this type with SA_SIGINFO; `siginfo_t` is 128 bytes and
        // starts with the number. There is no interrupted context: the handler is called like a function.
        unsafe {
            let handler: extern "C" fn(c_int, *mut i32, *mut u8) = core::mem::transmute(action.sa_handler);
            handler(signal, information.as_mut_ptr(), core::ptr::null_mut());
        }
    } else {
        // SAFETY: the program installed a function of this type.
        let handler: extern "C" fn(c_int) = unsafe { core::mem::transmute(action.sa_handler) };
        handler(signal);
    }
}

fn default_action(signal: c_int) {
    match signal {
        SIGCHLD | SIGCONT | SIGURG | SIGWINCH => {}
        _ => entry::exit_process(SIGNALED + signal),
    }
}

/// Delivers pending signals that are not blocked, lowest first; whether a handler ran.
fn deliver_pending() -> bool {
    let mut handled = false;
    loop {
        let mut state = STATE.lock();
        let ready = state.pending & !state.blocked;
        if ready == 0 {
            return handled;
        }
        let signal = ready.trailing_zeros() as c_int + 1;
        state.pending &= !bit(signal);
        drop(state);
        handled |= deliver(signal);
    }
}

/// A blocking call that the terminal's interrupt character may end: raises SIGINT then, and starts again if its
/// action says so.
pub fn interruptible<T>(mut call: impl FnMut() -> capos_rt::Result<T>) -> Result<T, Errno> {
    loop {
        match call() {
            Err(Error::Exception(ErrorCode::Interrupted)) => {
                Capos::raise(SIGINT)?;
                let action = STATE.lock().actions[SIGINT as usize];
                if action.sa_handler != SIG_IGN && action.sa_flags & SA_RESTART == 0 {
                    return Err(Errno::EINTR);
                }
            }
            result => return Ok(result?),
        }
    }
}

impl Signals for Capos {
    fn sigaction(signal: c_int, new: Option<&sigaction>) -> Result<sigaction, Errno> {
        let slot =
            usize::try_from(signal).ok().filter(|&s| (1..=SIGNALS).contains(&s)).ok_or(Errno::EINVAL)?;
        if new.is_some() && unstoppable() & bit(signal) != 0 {
            return Err(Errno::EINVAL);
        }
        let mut state = STATE.lock();
        let old = state.actions[slot];
        if let Some(new) = new {
            state.actions[slot] = *new;
            if new.sa_handler == SIG_IGN {
                state.pending &= !bit(signal);
            }
        }
        Ok(old)
    }

    fn sigprocmask(change: Option<(SignalChange, &sigset_t)>) -> Result<sigset_t, Errno> {
        let mut state = STATE.lock();
        let old = state.blocked;
        if let Some((change, set)) = change {
            let bits = set.__bits[0];
            state.blocked = match change {
                SignalChange::Block => old | bits,
                SignalChange::Unblock => old & !bits,
                SignalChange::Set => bits,
            } & !unstoppable();
            drop(state);
            deliver_pending();
        }
        Ok(to_set(old))
    }

    fn raise(signal: c_int) -> Result<(), Errno> {
        if !(1..=SIGNALS as c_int).contains(&signal) {
            return Err(Errno::EINVAL);
        }
        let mut state = STATE.lock();
        if state.blocked & bit(signal) != 0 {
            if state.actions[signal as usize].sa_handler != SIG_IGN {
                state.pending |= bit(signal);
            }
            return Ok(());
        }
        drop(state);
        deliver(signal);
        Ok(())
    }

    fn sigpending() -> Result<sigset_t, Errno> {
        Ok(to_set(STATE.lock().pending))
    }

    fn sigsuspend(mask: &sigset_t) -> Errno {
        let old = core::mem::replace(&mut STATE.lock().blocked, mask.__bits[0] & !unstoppable());
        while !deliver_pending() {
            if let Err(error) = sleep_forever() {
                STATE.lock().blocked = old;
                return error;
            }
        }
        STATE.lock().blocked = old;
        Errno::EINTR
    }

    fn sigtimedwait(set: &sigset_t, timeout: Option<&timespec>) -> Result<siginfo_t, Errno> {
        let mut state = STATE.lock();
        let ready = state.pending & set.__bits[0];
        if ready != 0 {
            let signal = ready.trailing_zeros() as c_int + 1;
            state.pending &= !bit(signal);
            return Ok(siginfo_t::new(signal, 0));
        }
        drop(state);
        match timeout {
            // Nobody else can send one: waiting only passes the time.
            Some(time) => {
                Capos::clock_nanosleep(1, false, time, None)?;
                Err(Errno::EAGAIN)
            }
            None => Err(sleep_forever().err().unwrap_or(Errno::EINTR)),
        }
    }

    fn pause() -> Errno {
        sleep_forever().err().unwrap_or(Errno::EINTR)
    }
}

fn sleep_forever() -> Result<(), Errno> {
    let timer = startup::granted_any::<Timer>().ok_or(Errno::EPERM)?;
    timer.sleep_until(u64::MAX).map_err(Errno::from)
}
