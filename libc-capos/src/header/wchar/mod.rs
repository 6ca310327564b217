//! `<wchar.h>`: wide strings and multibyte conversions.

mod compare;
mod copy;
mod format_time;
mod length;
mod memory;
mod multibyte;
mod numbers;
mod printing;
mod scanning;
mod search;
mod streams;
mod strings;

pub use compare::*;
pub use copy::*;
pub use format_time::{wcsftime, wcsftime_l};
pub use length::*;
pub use memory::*;
pub use multibyte::*;
pub use numbers::*;
pub use printing::*;
pub use scanning::*;
pub use search::*;
pub use streams::*;
pub use strings::*;
