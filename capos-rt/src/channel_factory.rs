//! Client of `ChannelFactory`: new pipes, sockets, counters and files without a name.

use capos_schema::abi::Handle;
use capos_schema::capos_capnp::channel_factory as schema;
use capos_schema::methods::channel_factory as methods;

use crate::call::{ask, ask_with};
use crate::capability::interfaces::{ChannelFactory, EventCounter, File, LocalSocket, Pipe};
use crate::local_socket::LocalSocketKind;
use crate::{Capability, Result};

impl Capability<ChannelFactory> {
    /// The reading and the writing end; `flags` may be `O_NONBLOCK`.
    pub fn create_pipe(&self, flags: u32) -> Result<(Capability<Pipe>, Capability<Pipe>)> {
        let fill = |mut params: schema::create_pipe_params::Builder<'_>| params.set_flags(flags);
        let read = |results: schema::create_pipe_results::Reader<'_>| {
            let end = |handle| Capability::from_handle(Handle::from_bits(handle));
            Ok((end(results.get_reader()), end(results.get_writer())))
        };
        ask_with::<methods::CreatePipe, 4, 4, _>(self.handle(), fill, read)
    }

    /// `flags` are `schema::abi::counter::CounterFlags`.
    pub fn create_counter(&self, value: u64, flags: u32) -> Result<Capability<EventCounter>> {
        let fill = |mut params: schema::create_counter_params::Builder<'_>| {
            params.set_value(value);
            params.set_flags(flags);
        };
        let read = |results: schema::create_counter_results::Reader<'_>| {
            Ok(Capability::from_handle(Handle::from_bits(results.get_counter())))
        };
        ask_with::<methods::CreateCounter, 4, 4, _>(self.handle(), fill, read)
    }

    /// An empty file in memory without a name.
    pub fn create_file(&self) -> Result<Capability<File>> {
        let read = |results: schema::create_file_results::Reader<'_>| {
            Ok(Capability::from_handle(Handle::from_bits(results.get_file())))
        };
        ask::<methods::CreateFile, 4, _>(self.handle(), read)
    }

    /// A socket that is neither bound nor connected.
    pub fn create_socket(&self, kind: LocalSocketKind) -> Result<Capability<LocalSocket>> {
        let fill = |mut params: schema::create_socket_params::Builder<'_>| params.set_kind(kind);
        let read = |results: schema::create_socket_results::Reader<'_>| {
            Ok(Capability::from_handle(Handle::from_bits(results.get_socket())))
        };
        ask_with::<methods::CreateSocket, 4, 4, _>(self.handle(), fill, read)
    }

    /// Two sockets that are connected with each other.
    pub fn create_socket_pair(
        &self,
        kind: LocalSocketKind,
    ) -> Result<(Capability<LocalSocket>, Capability<LocalSocket>)> {
        let fill = |mut params: schema::create_socket_pair_params::Builder<'_>| params.set_kind(kind);
        let read = |results: schema::create_socket_pair_results::Reader<'_>| {
            let socket = |handle| Capability::from_handle(Handle::from_bits(handle));
            Ok((socket(results.get_one()), socket(results.get_other())))
        };
        ask_with::<methods::CreateSocketPair, 4, 4, _>(self.handle(), fill, read)
    }
}
