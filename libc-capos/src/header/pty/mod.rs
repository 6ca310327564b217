//! `<pty.h>`, and `login_tty` of `<utmp.h>`.

mod open;

pub use open::{forkpty, login_tty, openpty};
