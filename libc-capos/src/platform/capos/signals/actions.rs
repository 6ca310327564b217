//! What signals do: the table of C's actions, and the sets that the kernel has of it.

use super::blocks::{PROCESS, UNSTOPPABLE, bit, kernel_delivers, state, without_signals};
use crate::errno::Errno;
use crate::sync::Mutex;
use crate::types::{c_int, sigaction, sigset_t};
use capos_rt::schema::abi::signal::{SIGNALS, flags};
use capos_rt::{SelfProcess, startup};
use core::sync::atomic::AtomicU64;
use core::sync::atomic::Ordering::Relaxed;

pub const SIG_DFL: usize = 0;
pub const SIG_IGN: usize = 1;
const SIGCHLD: u32 = 17;
/// Signals whose default action is to do nothing: SIGCHLD, SIGCONT, SIGURG, SIGWINCH.
pub const IGNORED_BY_DEFAULT: u64 = bit(SIGCHLD) | bit(18) | bit(23) | bit(28);
const SA_NOCLDSTOP: c_int = 1;
const SA_NOCLDWAIT: c_int = 2;
pub const SA_SIGINFO: c_int = 4;
const SA_ONSTACK: c_int = 0x0800_0000;
pub const SA_RESTART: c_int = 0x1000_0000;
pub const SA_NODEFER: c_int = 0x4000_0000;
const SA_RESETHAND: c_int = 0x8000_0000_u32 as c_int;

const DEFAULT: sigaction =
    sigaction { sa_handler: SIG_DFL, sa_mask: sigset_t { __bits: [0; 16] }, sa_flags: 0, sa_restorer: 0 };

/// By number; the place of 0 is not used. Whoever holds the lock has all signals blocked, so that a handler, which takes
/// it as well, waits for other threads only.
static ACTIONS: Mutex<[sigaction; SIGNALS as usize + 1]> = Mutex::new([DEFAULT; SIGNALS as usize + 1]);

fn assign(set: &AtomicU64, signal: u32, member: bool) {
    if member {
        set.fetch_or(bit(signal), Relaxed);
    } else {
        set.fetch_and(!bit(signal), Relaxed);
    }
}

/// Brings the kernel's sets in line with an action.
fn publish(signal: u32, action: &sigaction) {
    assign(&PROCESS.caught, signal, action.sa_handler > SIG_IGN);
    assign(&PROCESS.ignored, signal, action.sa_handler == SIG_IGN);
    assign(&PROCESS.on_stack, signal, action.sa_flags & SA_ONSTACK != 0);
    if signal == SIGCHLD {
        let no_stop = if action.sa_flags & SA_NOCLDSTOP != 0 { flags::NO_CHILD_STOP } else { 0 };
        let forgets = action.sa_flags & SA_NOCLDWAIT != 0 || action.sa_handler == SIG_IGN;
        let no_wait = if forgets { flags::NO_CHILD_WAIT } else { 0 };
        PROCESS.flags.store(no_stop | no_wait, Relaxed);
    }
}

/// Signals that the process was started with as ignored.
pub fn ignore_from_start(set: u64) {
    let mut actions = ACTIONS.lock();
    for signal in (1..=u32::from(SIGNALS)).filter(|&signal| set & bit(signal) != 0) {
        let action = sigaction { sa_handler: SIG_IGN, ..DEFAULT };
        actions[signal as usize] = action;
        publish(signal, &action);
    }
}

/// Reads and replaces an action.
pub fn change(signal: c_int, new: Option<&sigaction>) -> Result<sigaction, Errno> {
    let number = u32::try_from(signal).ok().filter(|&signal| (1..=u32::from(SIGNALS)).contains(&signal));
    let number = number.ok_or(Errno::EINVAL)?;
    if new.is_some() && UNSTOPPABLE & bit(number) != 0 {
        return Err(Errno::EINVAL);
    }
    let delivers = kernel_delivers();
    without_signals(|| {
        let mut actions = ACTIONS.lock();
        let old = actions[number as usize];
        if let Some(new) = new {
            actions[number as usize] = *new;
            publish(number, new);
            let ignores = new.sa_handler == SIG_IGN
                || new.sa_handler == SIG_DFL && IGNORED_BY_DEFAULT & bit(number) != 0;
            // POSIX: setting a pending signal to be ignored discards it.
            if ignores && delivers {
                if let Some(this) = startup::granted_any::<SelfProcess>() {
                    this.discard_signals(bit(number))?;
                }
            } else if ignores {
                state().block.pending.fetch_and(!bit(number), Relaxed);
            }
        }
        Ok(old)
    })
}

/// The action to take for a signal that is delivered now; `SA_RESETHAND` takes effect. All signals are blocked.
pub fn take(signal: u32) -> sigaction {
    let mut actions = ACTIONS.lock();
    let Some(place) = actions.get_mut(signal as usize) else { return DEFAULT };
    let action = *place;
    if action.sa_flags & SA_RESETHAND != 0 && action.sa_handler > SIG_IGN {
        place.sa_handler = SIG_DFL;
        publish(signal, &DEFAULT);
    }
    action
}

/// The signals that are ignored on purpose.
pub fn ignored() -> u64 {
    // Takes over what the process was started with.
    state();
    PROCESS.ignored.load(Relaxed)
}

pub fn get(signal: u32) -> sigaction {
    without_signals(|| ACTIONS.lock().get(signal as usize).copied().unwrap_or(DEFAULT))
}
