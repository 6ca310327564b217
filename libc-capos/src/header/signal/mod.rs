//! `<signal.h>`

mod action;
pub mod constants;
mod mask;
mod names;
mod older;
mod send;
mod set;
mod stack;
mod threads;

pub use action::{sigaction, siginterrupt, signal};
pub use mask::{pthread_sigmask, sigpending, sigprocmask, sigsuspend, sigtimedwait, sigwait, sigwaitinfo};
pub use names::{psiginfo, psignal, sig2str, str2sig};
pub use older::{sighold, sigignore, sigpause, sigrelse, sigset};
pub use send::{kill, raise, sigqueue};
pub use set::{
    sigaddset, sigandset, sigdelset, sigemptyset, sigfillset, sigisemptyset, sigismember, sigorset,
};
pub use stack::{killpg, sigaltstack};
