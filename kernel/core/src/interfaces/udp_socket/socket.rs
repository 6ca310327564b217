//! The object, its addresses and its status flags.

use alloc::sync::Arc;
use core::net::SocketAddr;

use capos_hal::time;
use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::{ErrorCode, socket_address};
use capos_schema::methods::udp_socket::{
    Bind, Close, Connect, GetAddresses, GetAvailable, GetFlags, GetOption, ReceiveFrom, SendFrom, SendTo,
    SetFlags, SetOption, Shutdown, TakeError,
};
use capos_schema::{Interface, Method};

use super::super::sockets::{
    LOOK_AGAIN, read_directions, read_given, read_local, tell_addresses, tell_error,
};
use super::super::status_flags::StatusFlags;
use crate::namespace::OpenFlags;
use crate::network::{Network, UdpEndpoint, Use};
use crate::object::{Call, CallError, CallResult, Object, Outcome, WaitQueue};

pub struct UdpSocket {
    pub(super) network: Arc<Network>,
    pub(super) endpoint: Arc<UdpEndpoint>,
    pub(super) flags: StatusFlags,
}

impl UdpSocket {
    pub fn new(network: Arc<Network>, endpoint: UdpEndpoint) -> Self {
        UdpSocket { network, endpoint: Arc::new(endpoint), flags: StatusFlags::new(OpenFlags::READ_WRITE) }
    }

    /// While the network has no address yet: asks again soon.
    pub(super) fn until_settled(&self, call: &mut Call<'_>, result: Result<(), ErrorCode>) -> CallResult {
        match result {
            Ok(()) => Ok(Outcome::Done),
            Err(ErrorCode::WouldBlock) => {
                call.deadline = Some(time::now() + LOOK_AGAIN);
                self.flags.later()
            }
            Err(error) => Err(error.into()),
        }
    }

    /// An address that the socket can speak to or have; `None` for none.
    pub(super) fn address(
        &self,
        call: &mut Call<'_>,
        reader: socket_address::Reader<'_>,
    ) -> Result<Option<SocketAddr>, CallError> {
        read_given(call, self.endpoint.family(), self.endpoint.options().only_ipv6, reader)
    }

    fn bind(&self, call: &mut Call<'_>) -> CallResult {
        let (family, only_ipv6) = (self.endpoint.family(), self.endpoint.options().only_ipv6);
        let permits = |local| self.endpoint.permits(Use::Bind, local);
        let local = read_local::<Bind>(call, family, only_ipv6, permits)?;
        self.network.bind(&self.endpoint, local)?;
        Ok(Outcome::Done)
    }

    fn connect(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Connect>();
        match self.address(call, message.get()?)? {
            Some(remote) => {
                // Who does not wait learns its own address later.
                let at_once = self.flags.content_with_part(call);
                let connected = self.network.connect(&self.endpoint, remote, at_once);
                self.until_settled(call, connected)
            }
            None => {
                self.network.datagrams.connect(&self.endpoint, None, None);
                Ok(Outcome::Done)
            }
        }
    }

    fn get_addresses(&self, call: &mut Call<'_>) -> CallResult {
        tell_addresses::<GetAddresses>(call, self.endpoint.family(), self.endpoint.addresses(), false)
    }

    fn shutdown(&self, call: &mut Call<'_>) -> CallResult {
        let (receive, send) = read_directions::<Shutdown>(call)?;
        let (_, remote) = self.endpoint.addresses();
        if remote.is_none() {
            return Err(ErrorCode::NotConnected.into());
        }
        self.endpoint.shut_down(receive, send);
        Ok(Outcome::Done)
    }

    fn close(&self) -> CallResult {
        self.network.datagrams.close(&self.endpoint);
        Ok(Outcome::Done)
    }
}

impl Drop for UdpSocket {
    fn drop(&mut self) {
        self.network.datagrams.close(&self.endpoint);
    }
}

impl Object for UdpSocket {
    fn interface(&self) -> Interface {
        Interface::UdpSocket
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        if self.endpoint.is_closed() && method != Close::ORDINAL {
            return Err(ErrorCode::Closed.into());
        }
        match method {
            Bind::ORDINAL => self.bind(call),
            Connect::ORDINAL => self.connect(call),
            SendTo::ORDINAL => self.send_to(call),
            SendFrom::ORDINAL => self.send_from(call),
            ReceiveFrom::ORDINAL => self.receive_from(call),
            GetAddresses::ORDINAL => self.get_addresses(call),
            GetOption::ORDINAL => self.get_option(call),
            SetOption::ORDINAL => self.set_option(call),
            GetFlags::ORDINAL => self.flags.tell::<GetFlags>(call),
            SetFlags::ORDINAL => self.flags.change::<SetFlags>(call),
            TakeError::ORDINAL => tell_error::<TakeError>(call, || self.endpoint.take_error()),
            Shutdown::ORDINAL => self.shutdown(call),
            GetAvailable::ORDINAL => self.get_available(call),
            Close::ORDINAL => self.close(),
            _ => Err(Fault::Method.into()),
        }
    }

    /// Who can not send yet, for want of an address, may not be told so: it would ask again and again.
    fn readiness(&self) -> Readiness {
        let ready = self.endpoint.readiness();
        let but_writable = Readiness::READABLE.union(Readiness::ERROR).union(Readiness::HANG_UP);
        if self.network.is_settled() { ready } else { ready.intersection(but_writable) }
    }

    fn wait_queue(&self) -> Option<&WaitQueue> {
        Some(self.endpoint.waiting())
    }

    fn ready_at(&self) -> Option<u64> {
        (!self.network.is_settled()).then(|| time::now() + LOOK_AGAIN)
    }
}
