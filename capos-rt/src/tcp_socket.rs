//! Client of `TcpSocket`: streams.

use core::net::SocketAddr;

use capos_schema::abi::Handle;
use capos_schema::capos_capnp::{ErrorCode, tcp_socket as schema};
use capos_schema::methods::tcp_socket as methods;

use crate::call::{Bulk, Wait, call, call_for_value, transfer};
use crate::capability::interfaces::TcpSocket;
use crate::udp_socket::{
    ADDRESS, ADDRESSES, Addresses, SocketOption, WITH_ADDRESS, read_address, write_address,
};
use crate::{Capability, Error, Result};

/// Words of an accepted connection.
const ACCEPTED: usize = 4 + ADDRESS;

/// A connection that was accepted.
#[derive(Debug)]
pub struct Accepted {
    pub socket: Capability<TcpSocket>,
    pub remote: SocketAddr,
}

/// What is on its way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Queues {
    /// Bytes that can be read.
    pub available: usize,
    /// Bytes that were sent and are not the peer's yet.
    pub unsent: usize,
}

impl Capability<TcpSocket> {
    pub fn bind(&self, local: SocketAddr) -> Result<()> {
        let fill = |params: schema::bind_params::Builder<'_>| write_address(local, params.init_local());
        call::<methods::Bind, WITH_ADDRESS, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(()))
            .map(drop)
    }

    pub fn connect(&self, remote: SocketAddr, wait: Wait) -> Result<()> {
        let fill = |params: schema::connect_params::Builder<'_>| write_address(remote, params.init_remote());
        call::<methods::Connect, WITH_ADDRESS, 1, _>(self.handle(), wait, Bulk::None, fill, |_| Ok(()))
            .map(drop)
    }

    pub fn listen(&self, backlog: u32) -> Result<()> {
        let fill = |mut params: schema::listen_params::Builder<'_>| params.set_backlog(backlog);
        call::<methods::Listen, 3, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(())).map(drop)
    }

    pub fn accept(&self, wait: Wait) -> Result<Accepted> {
        let read = |results: schema::accept_results::Reader<'_>| {
            let socket = Capability::from_handle(Handle::from_bits(results.get_socket()));
            let remote = read_address(results.get_remote()?)?.ok_or(Error::BadResults)?;
            Ok(Accepted { socket, remote })
        };
        call::<methods::Accept, 0, ACCEPTED, _>(self.handle(), wait, Bulk::None, |_| (), read)
            .map(|(accepted, _)| accepted)
    }

    /// How many bytes were taken: all of them, unless it does not wait.
    pub fn send(&self, bytes: Bulk<'_>, wait: Wait) -> Result<usize> {
        transfer::<methods::Send>(self.handle(), wait, bytes)
    }

    /// What has arrived, 0 bytes at the end of the stream. It stays if it is only looked at.
    pub fn receive(&self, buffer: Bulk<'_>, peek: bool, wait: Wait) -> Result<usize> {
        if !peek {
            return transfer::<methods::Receive>(self.handle(), wait, buffer);
        }
        let fill = |mut params: schema::receive_params::Builder<'_>| params.set_peek(true);
        call_for_value::<methods::Receive, 3>(self.handle(), wait, buffer, fill).map(|moved| moved as usize)
    }

    pub fn addresses(&self) -> Result<(Addresses, bool)> {
        let read = |results: schema::get_addresses_results::Reader<'_>| {
            let addresses = Addresses {
                family: results.get_family().map_err(|_| Error::BadResults)?,
                local: read_address(results.get_local()?)?,
                remote: read_address(results.get_remote()?)?,
            };
            Ok((addresses, results.get_listening()))
        };
        call::<methods::GetAddresses, 0, ADDRESSES, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(addresses, _)| addresses)
    }

    pub fn option(&self, option: SocketOption) -> Result<u64> {
        let fill = |mut params: schema::get_option_params::Builder<'_>| params.set_option(option);
        let read = |results: schema::get_option_results::Reader<'_>| Ok(results.get_value());
        call::<methods::GetOption, 3, 3, _>(self.handle(), Wait::Block, Bulk::None, fill, read)
            .map(|(value, _)| value)
    }

    pub fn set_option(&self, option: SocketOption, value: u64) -> Result<()> {
        let fill = |mut params: schema::set_option_params::Builder<'_>| {
            params.set_option(option);
            params.set_value(value);
        };
        call::<methods::SetOption, 4, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(()))
            .map(drop)
    }

    /// Status flags, `O_*`.
    pub fn flags(&self) -> Result<u32> {
        let read = |results: schema::get_flags_results::Reader<'_>| Ok(results.get_flags());
        call::<methods::GetFlags, 0, 3, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(flags, _)| flags)
    }

    pub fn set_flags(&self, flags: u32) -> Result<()> {
        let fill = |mut params: schema::set_flags_params::Builder<'_>| params.set_flags(flags);
        call::<methods::SetFlags, 3, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(())).map(drop)
    }

    /// What went wrong since the last call, if anything.
    pub fn take_error(&self) -> Result<Option<ErrorCode>> {
        let read = |results: schema::take_error_results::Reader<'_>| {
            let code = results.get_code().map_err(|_| Error::BadResults)?;
            Ok(results.get_failed().then_some(code))
        };
        call::<methods::TakeError, 0, 3, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(error, _)| error)
    }

    pub fn shutdown(&self, receive: bool, send: bool) -> Result<()> {
        let fill = |mut params: schema::shutdown_params::Builder<'_>| {
            params.set_receive(receive);
            params.set_send(send);
        };
        call::<methods::Shutdown, 3, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(())).map(drop)
    }

    pub fn queues(&self) -> Result<Queues> {
        let read = |results: schema::get_available_results::Reader<'_>| {
            Ok(Queues { available: results.get_bytes() as usize, unsent: results.get_unsent() as usize })
        };
        call::<methods::GetAvailable, 0, 3, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(queues, _)| queues)
    }
}
