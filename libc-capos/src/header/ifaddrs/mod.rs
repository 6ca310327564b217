//! `<ifaddrs.h>`

mod entries;

pub use entries::{freeifaddrs, getifaddrs, ifaddrs};
