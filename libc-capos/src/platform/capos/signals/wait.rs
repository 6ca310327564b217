//! Waiting for signals, and calls that signals interrupt.

use super::super::{Capos, clock};
use super::blocks::{CANCEL, UNSTOPPABLE, bit, kernel_delivers, state};
use super::send::this_process;
use super::{actions, local};
use crate::errno::Errno;
use crate::platform::{Clock, Signals};
use crate::thread::cancellation;
use crate::types::{c_int, pid_t, siginfo_t, sigval, timespec};
use capos_rt::error::ErrorCode;
use capos_rt::{Error, Timer, startup};
use core::sync::atomic::Ordering::Relaxed;

const SIGINT: c_int = 2;
const SI_USER: c_int = 0;
const CLOCK_MONOTONIC: c_int = 1;

/// One call that may wait. At a cancellation point (`thread::cancellation::point`) the library's own signal can end it,
/// which is blocked everywhere else: so it ends a wait that begins just now as well.
pub fn blocking<T>(call: impl FnOnce() -> capos_rt::Result<T>) -> Result<capos_rt::Result<T>, Errno> {
    let Some(requested) = cancellation::request() else { return Ok(call()) };
    if cancellation::is_requested(requested) {
        return Err(Errno::ECANCELED);
    }
    kernel_delivers();
    let state = state();
    let outcome =
        if state.waits.get() { call() } else { with_wait_mask(state.block.blocked.load(Relaxed), call) };
    match outcome {
        Err(Error::Exception(ErrorCode::Interrupted)) if cancellation::is_requested(requested) => {
            Err(Errno::ECANCELED)
        }
        outcome => Ok(outcome),
    }
}

/// A blocking call: one that a signal interrupts starts again if all handlers that ran want that (`SA_RESTART`).
pub fn interruptible<T>(mut call: impl FnMut() -> capos_rt::Result<T>) -> Result<T, Errno> {
    loop {
        let state = state();
        state.ran.set(false);
        state.interrupts.set(false);
        match blocking(&mut call)? {
            Err(Error::Exception(ErrorCode::Interrupted)) => {
                if !kernel_delivers() {
                    // Nobody but the terminal does that then.
                    Capos::raise(SIGINT)?;
                    state.ran.set(true);
                    state.interrupts.set(actions::get(SIGINT as u32).sa_flags & actions::SA_RESTART == 0);
                }
                if !state.ran.get() || state.interrupts.get() {
                    return Err(Errno::EINTR);
                }
            }
            result => return Ok(result?),
        }
    }
}

/// Makes a call that waits with another mask in force, in one step.
pub fn with_wait_mask<T>(mask: u64, wait: impl FnOnce() -> T) -> T {
    let state = state();
    let cancel = if cancellation::request().is_some() { 0 } else { bit(CANCEL) };
    state.block.wait_mask.store(mask & !UNSTOPPABLE & !bit(CANCEL) | cancel, Relaxed);
    state.waits.set(true);
    state.block.use_wait_mask.store(1, Relaxed);
    let outcome = wait();
    state.block.use_wait_mask.store(0, Relaxed);
    state.waits.set(false);
    outcome
}

/// `sigsuspend`.
pub fn suspend(mask: u64) -> Errno {
    if kernel_delivers() {
        return with_wait_mask(mask, pause);
    }
    let state = state();
    let old = state.block.blocked.swap(mask & !UNSTOPPABLE, Relaxed);
    state.ran.set(false);
    local::deliver_pending();
    let error = if state.ran.get() { Errno::EINTR } else { pause() };
    state.block.blocked.store(old, Relaxed);
    error
}

/// `pause`: ends when a handler has run.
pub fn pause() -> Errno {
    let waited = if kernel_delivers() {
        this_process().and_then(|this| Ok(blocking(|| this.pause())??))
    } else {
        sleep_forever()
    };
    waited.err().unwrap_or(Errno::EINTR)
}

fn sleep_forever() -> Result<(), Errno> {
    let timer = startup::granted_any::<Timer>().ok_or(Errno::EPERM)?;
    timer.sleep_until(u64::MAX).map_err(Errno::from)
}

/// What a program can wait for: not what nobody catches, nor what the library keeps for itself.
pub fn takeable(set: u64) -> u64 {
    set & !UNSTOPPABLE & !bit(CANCEL)
}

/// `sigtimedwait`.
pub fn take(set: u64, timeout: Option<&timespec>) -> Result<siginfo_t, Errno> {
    if !kernel_delivers() {
        return take_locally(set, timeout);
    }
    let deadline = match timeout.map(clock::to_nanoseconds).transpose()? {
        None => u64::MAX,
        Some(0) => 0,
        Some(time) => clock::monotonic()?.saturating_add(time),
    };
    let this = this_process()?;
    let taken = match blocking(|| this.take_signal(takeable(set), deadline))? {
        Err(Error::Exception(ErrorCode::TimedOut)) => return Err(Errno::EAGAIN),
        taken => taken?,
    };
    let mut info = siginfo_t::new(c_int::from(taken.signal.number), taken.signal.code);
    info.set_sender(taken.process as pid_t, taken.user);
    info.set_value(sigval { word: taken.signal.value as usize });
    Ok(info)
}

/// Nobody else can send one: waiting only passes the time.
fn take_locally(set: u64, timeout: Option<&timespec>) -> Result<siginfo_t, Errno> {
    if let Some(signal) = local::take(set) {
        return Ok(siginfo_t::new(signal as c_int, SI_USER));
    }
    match timeout {
        Some(time) => {
            Capos::clock_nanosleep(CLOCK_MONOTONIC, false, time, None)?;
            Err(Errno::EAGAIN)
        }
        None => Err(pause()),
    }
}
