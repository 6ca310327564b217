//! `<time.h>`

mod calendar;
mod clocks;
mod constants;
mod format;
mod getdate;
mod parse;
mod sleep;
mod text;
mod thread_timers;
mod timers;

pub use calendar::*;
pub use clocks::*;
pub use constants::*;
pub use format::{Limited, format, strftime, strftime_l};
pub use getdate::{getdate, getdate_err};
pub use parse::strptime;
pub use sleep::{clock_nanosleep, nanosleep};
pub use text::{asctime, asctime_r, ctime, ctime_r};
pub use timers::*;
