//! Signals of the calling process.

use crate::errno::Errno;
use crate::types::{c_int, itimerval, pid_t, sigaction, siginfo_t, sigset_t, sigval, stack_t, timespec};

/// How `sigprocmask` combines sets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignalChange {
    Block,
    Unblock,
    Set,
}

/// Required family: `abort`, `raise` and handlers are ISO C.
pub trait Signals {
    /// Reads and, if `new` is given, replaces the action of `signal`. Numbers are checked by the caller.
    fn sigaction(signal: c_int, new: Option<&sigaction>) -> Result<sigaction, Errno>;

    /// Reads and, if `change` is given, changes the calling thread's mask; returns the old one.
    fn sigprocmask(change: Option<(SignalChange, &sigset_t)>) -> Result<sigset_t, Errno>;

    /// Sends `signal` to the calling thread; an unblocked handler has run when it returns.
    fn raise(signal: c_int) -> Result<(), Errno>;

    /// Signals that are raised and blocked.
    fn sigpending() -> Result<sigset_t, Errno>;

    /// Waits with `mask` in force until a handler has run; always an error, `EINTR` as a rule.
    fn sigsuspend(_mask: &sigset_t) -> Errno {
        Errno::ENOSYS
    }

    /// Takes one pending signal of `set`; `timeout` `None` waits for ever.
    fn sigtimedwait(_set: &sigset_t, _timeout: Option<&timespec>) -> Result<siginfo_t, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Sends `signal` with a value; signal 0 only asks whether that would be allowed.
    fn sigqueue(_pid: pid_t, _signal: c_int, _value: sigval) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// Waits for any signal; always an error, `EINTR` as a rule.
    fn pause() -> Errno {
        Errno::ENOSYS
    }

    /// Reads and, if `new` is given, sets an interval timer, `ITIMER_*`.
    fn itimer(_which: c_int, _new: Option<&itimerval>) -> Result<itimerval, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Reads and, if `new` is given, replaces the stack of handlers that ask for one.
    ///
    /// # Safety
    /// The new stack is memory that nothing else uses.
    unsafe fn sigaltstack(_new: Option<&stack_t>) -> Result<stack_t, Errno> {
        Err(Errno::ENOSYS)
    }
}
