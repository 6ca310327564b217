//! `<netinet/in.h>`

mod addresses;

pub use addresses::{in6addr_any, in6addr_loopback};
