//! Streams: what TCP sockets are to the kernel.
//!
//! | part | what |
//! | --- | --- |
//! | [`TcpEndpoint`] | one socket: its addresses, its options, and the stage that it is at |
//! | [`Streams`] | the sockets that have a TCP port: finds who listens, and what is free; `places` says what stands in whose way |
//! | [`Listener`] | connections that nobody has accepted, and those in line for a place among them |
//! | [`Pair`] | a connection whose two sides are on this machine: bytes in memory, never packets |
//! | [`TimeWait`] | what is left of connections that have ended |
//! | `control`, `connecting`, `transfer` | what a socket's holder does with it, as parts of `Network` |
//!
//! A connection to another machine is `smoltcp`'s: `link` has it, and the endpoint its [`ConnectionId`].
//!
//! [`ConnectionId`]: super::link::ConnectionId

mod connecting;
mod control;
mod endpoint;
mod listener;
mod options;
mod pair;
mod places;
mod table;
mod time_wait;
mod transfer;

pub use endpoint::{Stage, TcpEndpoint};
pub use listener::Listener;
pub use options::TcpOptions;
pub use pair::{Pair, PairEnd, Taking};
pub use table::Streams;
pub use time_wait::TimeWait;
