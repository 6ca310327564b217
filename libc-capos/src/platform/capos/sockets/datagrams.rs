//! Datagrams in and out.

use super::socket::{Socket, datagrams};
use super::timeouts::Direction;
use super::transfer::in_time;
use crate::errno::Errno;
use capos_rt::call::{Bulk, Wait};
use capos_rt::schema::abi::Handle;
use capos_rt::{Manner, Received};
use core::net::SocketAddr;

pub fn receive(handle: Handle, mut bulk: Bulk<'_>, peek: bool, wait: Wait) -> Result<Received, Errno> {
    in_time(Socket::Datagrams(handle), Direction::Receive, wait, |wait| {
        datagrams(handle).receive_from(bulk.reborrow(), peek, wait)
    })
}

pub fn send(
    handle: Handle,
    mut bulk: Bulk<'_>,
    to: Option<SocketAddr>,
    manner: Option<Manner>,
    wait: Wait,
) -> Result<usize, Errno> {
    in_time(Socket::Datagrams(handle), Direction::Send, wait, |wait| match manner {
        Some(manner) => datagrams(handle).send_from(bulk.reborrow(), to, manner, wait),
        None => datagrams(handle).send_to(bulk.reborrow(), to, wait),
    })
}
