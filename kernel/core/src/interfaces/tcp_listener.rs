//! `TcpListener`: the authority to accept connections at one address.

use alloc::sync::Arc;

use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::tcp_listener::{Accept, Close, GetAddress, GetFlags, SetFlags};
use capos_schema::{Interface, Method};

use super::sockets::StatusFlags;
use super::tcp_socket::accept;
use crate::network::{ADDRESS_ROOM, Network, TcpEndpoint, write_address};
use crate::object::{Call, CallResult, Object, Outcome, WaitQueue};

pub struct TcpListener {
    network: Arc<Network>,
    endpoint: Arc<TcpEndpoint>,
    flags: StatusFlags,
}

impl TcpListener {
    /// Of an endpoint that listens.
    pub fn new(network: Arc<Network>, endpoint: Arc<TcpEndpoint>) -> Self {
        TcpListener { network, endpoint, flags: StatusFlags::new() }
    }

    fn accept(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<Accept>(ADDRESS_ROOM)?;
        let Some((socket, remote)) = accept(&self.network, &self.endpoint, call)? else {
            return self.flags.later();
        };
        let family = self.endpoint.family();
        call.results::<Accept>(ADDRESS_ROOM, |mut results| {
            results.set_socket(socket);
            write_address(family, remote, results.init_remote());
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn get_address(&self, call: &mut Call<'_>) -> CallResult {
        let family = self.endpoint.family();
        let (local, _) = self.endpoint.addresses();
        call.results::<GetAddress>(ADDRESS_ROOM, |mut results| {
            results.set_family(family.into());
            if let Some(local) = local {
                write_address(family, local, results.init_local());
            }
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn get_flags(&self, call: &mut Call<'_>) -> CallResult {
        let flags = self.flags.bits();
        call.results::<GetFlags>(0, |mut results| {
            results.set_flags(flags);
            Ok(())
        })?;
        Ok(Outcome::Done)
    }
}

impl Drop for TcpListener {
    fn drop(&mut self) {
        self.network.close_stream(&self.endpoint);
    }
}

impl Object for TcpListener {
    fn interface(&self) -> Interface {
        Interface::TcpListener
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        if self.endpoint.is_closed() && method != Close::ORDINAL {
            return Err(ErrorCode::Closed.into());
        }
        match method {
            Accept::ORDINAL => self.accept(call),
            GetAddress::ORDINAL => self.get_address(call),
            GetFlags::ORDINAL => self.get_flags(call),
            SetFlags::ORDINAL => {
                let given = call.params::<SetFlags>().get()?.get_flags();
                self.flags.set(call, given)
            }
            Close::ORDINAL => {
                self.network.close_stream(&self.endpoint);
                Ok(Outcome::Done)
            }
            _ => Err(Fault::Method.into()),
        }
    }

    fn readiness(&self) -> Readiness {
        self.network.stream_readiness(&self.endpoint)
    }

    fn wait_queue(&self) -> Option<&WaitQueue> {
        Some(self.endpoint.waiting())
    }
}
