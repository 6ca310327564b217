//! The object, its addresses and its status flags.

use alloc::sync::Arc;
use core::net::SocketAddr;

use capos_hal::time;
use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::{ErrorCode, socket_address};
use capos_schema::methods::udp_socket::{
    Bind, Close, Connect, GetAddresses, GetAvailable, GetFlags, GetOption, ReceiveFrom, SendTo, SetFlags,
    SetOption, Shutdown, TakeError,
};
use capos_schema::{Interface, Method};

use super::super::sockets::{FIRST_FREE_PORT, LOOK_AGAIN, StatusFlags, read_given};
use crate::network::{ADDRESS_ROOM, Network, UdpEndpoint, Use, write_address};
use crate::object::{Call, CallError, CallResult, Object, Outcome, WaitQueue};

pub struct UdpSocket {
    pub(super) network: Arc<Network>,
    pub(super) endpoint: Arc<UdpEndpoint>,
    flags: StatusFlags,
}

impl UdpSocket {
    pub fn new(network: Arc<Network>, endpoint: UdpEndpoint) -> Self {
        UdpSocket { network, endpoint: Arc::new(endpoint), flags: StatusFlags::new() }
    }

    /// How a try ends that found nothing to do yet.
    pub(super) fn later(&self) -> CallResult {
        self.flags.later()
    }

    /// While the network has no address yet: asks again soon.
    pub(super) fn until_settled(&self, call: &mut Call<'_>, result: Result<(), ErrorCode>) -> CallResult {
        match result {
            Ok(()) => Ok(Outcome::Done),
            Err(ErrorCode::WouldBlock) => {
                call.deadline = Some(time::now() + LOOK_AGAIN);
                self.later()
            }
            Err(error) => Err(error.into()),
        }
    }

    /// An address that the socket can speak to or have; `None` for none.
    pub(super) fn address(
        &self,
        call: &mut Call<'_>,
        field: &str,
        reader: socket_address::Reader<'_>,
    ) -> Result<Option<SocketAddr>, CallError> {
        read_given(call, field, self.endpoint.family(), self.endpoint.options().only_ipv6, reader)
    }

    fn bind(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Bind>();
        let local = self.address(call, "local", message.get()?.get_local()?)?;
        let Some(local) = local else {
            return Err(call.exception(ErrorCode::InvalidArgument, "local.address: none"));
        };
        let free = local.port() == 0 || local.port() >= FIRST_FREE_PORT;
        if !free && !self.endpoint.permits(Use::Bind, local) {
            return Err(call.exception(ErrorCode::AccessDenied, "local.port: no rule permits it"));
        }
        self.network.bind(&self.endpoint, local)?;
        Ok(Outcome::Done)
    }

    fn connect(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Connect>();
        match self.address(call, "remote", message.get()?.get_remote()?)? {
            Some(remote) => {
                // Who does not wait learns its own address later.
                let at_once = call.is_no_wait() || self.flags.are_non_blocking();
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
        let family = self.endpoint.family();
        let (local, remote) = self.endpoint.addresses();
        // Before it is bound it has the address that says nothing.
        let local = local.unwrap_or(SocketAddr::new(family.unspecified(), 0));
        call.results::<GetAddresses>(2 * ADDRESS_ROOM, |mut results| {
            results.set_family(family.into());
            write_address(family, local, results.reborrow().init_local());
            if let Some(remote) = remote {
                write_address(family, remote, results.init_remote());
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

    fn set_flags(&self, call: &mut Call<'_>) -> CallResult {
        let given = call.params::<SetFlags>().get()?.get_flags();
        self.flags.set(call, given)
    }

    fn take_error(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<TakeError>(0)?;
        let error = self.endpoint.take_error();
        call.results::<TakeError>(0, |mut results| {
            results.set_failed(error.is_some());
            if let Some(error) = error {
                results.set_code(error);
            }
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn shutdown(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Shutdown>();
        let params = message.get()?;
        let (_, remote) = self.endpoint.addresses();
        if remote.is_none() {
            return Err(ErrorCode::NotConnected.into());
        }
        self.endpoint.shut_down(params.get_receive(), params.get_send());
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
            ReceiveFrom::ORDINAL => self.receive_from(call),
            GetAddresses::ORDINAL => self.get_addresses(call),
            GetOption::ORDINAL => self.get_option(call),
            SetOption::ORDINAL => self.set_option(call),
            GetFlags::ORDINAL => self.get_flags(call),
            SetFlags::ORDINAL => self.set_flags(call),
            TakeError::ORDINAL => self.take_error(call),
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
