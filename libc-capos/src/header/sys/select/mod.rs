//! `<sys/select.h>`

mod sets;
mod wait;

pub use wait::{pselect, select};
