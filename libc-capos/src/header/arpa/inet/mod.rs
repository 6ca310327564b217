//! `<arpa/inet.h>`

mod class;
mod order;
mod presentation;
mod text;

pub use class::{inet_lnaof, inet_makeaddr, inet_netof};
pub use order::{htonl, htons, ntohl, ntohs};
pub use presentation::{inet_ntop, inet_pton};
pub use text::{inet_addr, inet_aton, inet_network, inet_ntoa};
