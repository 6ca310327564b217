//! `<sys/socket.h>`

mod create;
mod message;
mod names;
mod options;
mod transfer;

pub use create::{accept, accept4, bind, connect, listen, shutdown, socket, socketpair};
pub use message::{recvmsg, sendmsg};
pub use names::{getpeername, getsockname};
pub use options::{getsockopt, setsockopt, sockatmark};
pub use transfer::{recv, recvfrom, send, sendto};
