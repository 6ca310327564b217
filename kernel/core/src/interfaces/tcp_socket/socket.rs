//! The object, its addresses and its status flags.

use alloc::sync::Arc;
use core::net::SocketAddr;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::tcp_socket::{
    Accept, Bind, Close, Connect, GetAddresses, GetAvailable, GetFlags, GetOption, Listen, Receive, Send,
    SetFlags, SetOption, Shutdown, TakeError,
};
use capos_schema::{Interface, Method};

use super::super::sockets::{FIRST_FREE_PORT, StatusFlags, read_given};
use crate::network::{ADDRESS_ROOM, Network, Stage, TcpEndpoint, Use, write_address};
use crate::object::{Call, CallResult, Object, Outcome, WaitQueue};

pub struct TcpSocket {
    pub(super) network: Arc<Network>,
    pub(super) endpoint: Arc<TcpEndpoint>,
    pub(super) flags: StatusFlags,
    /// Whether the connection ends with the socket.
    owns: AtomicBool,
}

impl TcpSocket {
    pub fn new(network: Arc<Network>, endpoint: Arc<TcpEndpoint>) -> Self {
        TcpSocket { network, endpoint, flags: StatusFlags::new(), owns: AtomicBool::new(true) }
    }

    /// The connection is another's.
    pub(super) fn give_up(&self) {
        self.owns.store(false, Relaxed);
    }

    fn bind(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Bind>();
        let given = message.get()?.get_local()?;
        let only_ipv6 = self.endpoint.options().only_ipv6;
        let local = read_given(call, "local", self.endpoint.family(), only_ipv6, given)?;
        let Some(local) = local else {
            return Err(call.exception(ErrorCode::InvalidArgument, "local.address: none"));
        };
        let free = local.port() == 0 || local.port() >= FIRST_FREE_PORT;
        if !free && !self.endpoint.permits(Use::Listen, local) {
            return Err(call.exception(ErrorCode::AccessDenied, "local.port: no rule permits it"));
        }
        self.network.bind_stream(&self.endpoint, local)?;
        Ok(Outcome::Done)
    }

    fn get_addresses(&self, call: &mut Call<'_>) -> CallResult {
        let family = self.endpoint.family();
        let (local, remote) = self.endpoint.addresses();
        let (is_listening, is_connected) = match self.endpoint.stage() {
            Stage::Listening(_) => (true, false),
            Stage::Local(_) | Stage::Remote(_) => (false, true),
            _ => (false, false),
        };
        // Before it is bound it has the address that says nothing.
        let local = local.unwrap_or(SocketAddr::new(family.unspecified(), 0));
        call.results::<GetAddresses>(2 * ADDRESS_ROOM, |mut results| {
            results.set_family(family.into());
            results.set_listening(is_listening);
            write_address(family, local, results.reborrow().init_local());
            if let Some(remote) = remote.filter(|_| is_connected) {
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

    fn take_error(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<TakeError>(0)?;
        let error = self.network.take_stream_error(&self.endpoint);
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
        self.network.shut_down_stream(&self.endpoint, params.get_receive(), params.get_send())?;
        Ok(Outcome::Done)
    }

    fn get_available(&self, call: &mut Call<'_>) -> CallResult {
        let (available, unsent) = self.network.stream_queues(&self.endpoint)?;
        call.results::<GetAvailable>(0, |mut results| {
            results.set_bytes(available as u32);
            results.set_unsent(unsent as u32);
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn close(&self) -> CallResult {
        self.network.close_stream(&self.endpoint);
        Ok(Outcome::Done)
    }
}

impl Drop for TcpSocket {
    fn drop(&mut self) {
        if *self.owns.get_mut() {
            self.network.close_stream(&self.endpoint);
        }
    }
}

impl Object for TcpSocket {
    fn interface(&self) -> Interface {
        Interface::TcpSocket
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        if self.endpoint.is_closed() && method != Close::ORDINAL {
            return Err(ErrorCode::Closed.into());
        }
        match method {
            Bind::ORDINAL => self.bind(call),
            Connect::ORDINAL => self.connect(call),
            Listen::ORDINAL => self.listen(call),
            Accept::ORDINAL => self.accept(call),
            Send::ORDINAL => self.send(call),
            Receive::ORDINAL => self.receive(call),
            GetAddresses::ORDINAL => self.get_addresses(call),
            GetOption::ORDINAL => self.get_option(call),
            SetOption::ORDINAL => self.set_option(call),
            GetFlags::ORDINAL => self.get_flags(call),
            SetFlags::ORDINAL => {
                let given = call.params::<SetFlags>().get()?.get_flags();
                self.flags.set(call, given)
            }
            TakeError::ORDINAL => self.take_error(call),
            Shutdown::ORDINAL => self.shutdown(call),
            GetAvailable::ORDINAL => self.get_available(call),
            Close::ORDINAL => self.close(),
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
