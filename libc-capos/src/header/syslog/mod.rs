//! `<syslog.h>`

mod entries;
mod log;

pub use entries::{closelog, openlog, setlogmask, syslog, vsyslog};
