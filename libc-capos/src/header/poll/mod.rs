//! `<poll.h>`

mod wait;

pub(crate) use wait::milliseconds;
pub use wait::{poll, ppoll};
