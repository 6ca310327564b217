//! `TcpListener`: the authority to accept connections at one address.

use alloc::sync::Arc;

use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::tcp_listener::{Accept, Close, GetAddresses, GetFlags, SetFlags};
use capos_schema::{Interface, Method};

use super::sockets::tell_addresses;
use super::status_flags::StatusFlags;
use super::tcp_socket::accept;
use crate::namespace::OpenFlags;
use crate::network::{Network, TcpEndpoint};
use crate::object::{Call, CallResult, Object, Outcome, WaitQueue};

pub struct TcpListener {
    network: Arc<Network>,
    endpoint: Arc<TcpEndpoint>,
    flags: StatusFlags,
}

impl TcpListener {
    /// Of an endpoint that listens.
    pub fn new(network: Arc<Network>, endpoint: Arc<TcpEndpoint>) -> Self {
        TcpListener { network, endpoint, flags: StatusFlags::new(OpenFlags::READ_WRITE) }
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
            Accept::ORDINAL => accept::<Accept>(&self.network, &self.endpoint, &self.flags, call),
            GetAddresses::ORDINAL => {
                let (local, _) = self.endpoint.addresses();
                tell_addresses::<GetAddresses>(call, self.endpoint.family(), (local, None), true)
            }
            GetFlags::ORDINAL => self.flags.tell::<GetFlags>(call),
            SetFlags::ORDINAL => self.flags.change::<SetFlags>(call),
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
