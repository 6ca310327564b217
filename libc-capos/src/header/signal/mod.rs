//! `<signal.h>`

mod action;
pub mod constants;
mod mask;
mod names;
mod send;
mod set;
mod stack;

pub use action::{sigaction, siginterrupt, signal};
pub use mask::{pthread_sigmask, sigpending, sigprocmask, sigsuspend, sigtimedwait, sigwait, sigwaitinfo};
pub use names::{psiginfo, psignal, sig2str, str2sig};
pub use send::{kill, raise};
pub use set::{sigaddset, sigdelset, sigemptyset, sigfillset, sigismember};
pub use stack::{killpg, sigaltstack};
