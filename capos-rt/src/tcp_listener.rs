//! Client of `TcpListener`: accepting connections at one address.

use capos_schema::abi::Handle;
use capos_schema::capos_capnp::tcp_listener as schema;
use capos_schema::methods::tcp_listener as methods;

use crate::call::{Bulk, Wait, call};
use crate::capability::interfaces::TcpListener;
use crate::tcp_socket::Accepted;
use crate::udp_socket::{ADDRESS, Addresses, read_address};
use crate::{Capability, Error, Result};

const WITH_ADDRESS: usize = 4 + ADDRESS;

impl Capability<TcpListener> {
    pub fn accept(&self, wait: Wait) -> Result<Accepted> {
        let read = |results: schema::accept_results::Reader<'_>| {
            let socket = Capability::from_handle(Handle::from_bits(results.get_socket()));
            let remote = read_address(results.get_remote()?)?.ok_or(Error::BadResults)?;
            Ok(Accepted { socket, remote })
        };
        call::<methods::Accept, 0, WITH_ADDRESS, _>(self.handle(), wait, Bulk::None, |_| (), read)
            .map(|(accepted, _)| accepted)
    }

    pub fn addresses(&self) -> Result<Addresses> {
        let read = |results: schema::get_address_results::Reader<'_>| {
            let family = results.get_family().map_err(|_| Error::BadResults)?;
            Ok(Addresses { family, local: read_address(results.get_local()?)?, remote: None })
        };
        call::<methods::GetAddress, 0, WITH_ADDRESS, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(addresses, _)| addresses)
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
}
