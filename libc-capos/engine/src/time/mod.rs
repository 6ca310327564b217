//! Calendar time: the proleptic Gregorian calendar, time zones, and their text forms.
//!
//! [`civil`] converts between days and dates over the whole 64-bit range, [`zone::Zone`] answers
//! which offset holds at an instant (from a POSIX `TZ` string, [`posix_tz`], or a TZif file,
//! [`tzif`]), [`mktime`] goes the other way, and [`strftime`]/[`strptime`] print and parse [`Tm`].
//! Nothing here reads a clock, an environment variable or a file: the callers do.

pub mod civil;
pub mod getdate;
pub mod mktime;
mod names;
pub mod posix_tz;
pub mod recent;
pub mod strftime;
pub mod strptime;
mod tm;
pub mod tzif;
pub mod zone;

pub use names::{AM_PM, DAYS, DAYS_SHORT, MONTHS, MONTHS_SHORT};
pub use tm::{ASCTIME_MAX, AscTime, Tm};
