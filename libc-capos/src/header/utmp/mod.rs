//! `<utmp.h>`

mod entries;

pub use entries::{endutent, getutent, getutid, getutline, pututline, setutent, updwtmp, utmpname};
