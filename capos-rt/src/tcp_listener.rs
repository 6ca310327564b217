//! `TcpListener`: accepting connections at one address. Its client is what it has in common with other sockets.

use capos_schema::methods::tcp_listener as methods;

use crate::capability::interfaces::TcpListener;
use crate::descriptions::WithFlags;
use crate::sockets::{AcceptsStreams, Located};

impl WithFlags for TcpListener {
    type Get = methods::GetFlags;
    type Set = methods::SetFlags;
}

impl Located for TcpListener {
    type GetAddresses = methods::GetAddresses;
}

impl AcceptsStreams for TcpListener {
    type Accept = methods::Accept;
}
