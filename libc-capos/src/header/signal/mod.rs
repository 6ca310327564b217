//! `<signal.h>`

mod action;
pub mod constants;
mod mask;
mod send;
mod set;

pub use action::{sigaction, siginterrupt, signal};
pub use mask::{pthread_sigmask, sigpending, sigprocmask, sigsuspend, sigtimedwait, sigwait, sigwaitinfo};
pub use send::{kill, raise};
pub use set::{sigaddset, sigdelset, sigemptyset, sigfillset, sigismember};
