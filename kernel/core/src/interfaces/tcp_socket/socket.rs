//! The object, its addresses and its status flags.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

use capos_hal::time;
use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::tcp_socket::{
    Accept, Bind, Close, Connect, Flush, GetAddresses, GetAvailable, GetFlags, GetOption, Listen, Receive,
    Send, SetFlags, SetOption, Shutdown, TakeError,
};
use capos_schema::{Interface, Method};

use super::super::sockets::{read_directions, read_local, tell_addresses, tell_error};
use super::super::status_flags::StatusFlags;
use super::connecting::accept;
use crate::namespace::OpenFlags;
use crate::network::{Network, Stage, TcpEndpoint, Use};
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
        TcpSocket {
            network,
            endpoint,
            flags: StatusFlags::new(OpenFlags::READ_WRITE),
            owns: AtomicBool::new(true),
        }
    }

    /// The connection is another's.
    pub(super) fn give_up(&self) {
        self.owns.store(false, Relaxed);
    }

    fn bind(&self, call: &mut Call<'_>) -> CallResult {
        let (family, only_ipv6) = (self.endpoint.family(), self.endpoint.options().only_ipv6);
        let permits = |local| self.endpoint.permits(Use::Listen, local);
        let local = read_local::<Bind>(call, family, only_ipv6, permits)?;
        self.network.bind_stream(&self.endpoint, local)?;
        Ok(Outcome::Done)
    }

    fn get_addresses(&self, call: &mut Call<'_>) -> CallResult {
        let (local, remote) = self.endpoint.addresses();
        let (is_listening, is_connected) = match self.endpoint.stage() {
            Stage::Listening(_) => (true, false),
            Stage::Local(_) | Stage::Remote(_) => (false, true),
            _ => (false, false),
        };
        let remote = remote.filter(|_| is_connected);
        tell_addresses::<GetAddresses>(call, self.endpoint.family(), (local, remote), is_listening)
    }

    fn shutdown(&self, call: &mut Call<'_>) -> CallResult {
        let (receive, send) = read_directions::<Shutdown>(call)?;
        self.network.shut_down_stream(&self.endpoint, receive, send)?;
        Ok(Outcome::Done)
    }

    fn get_available(&self, call: &mut Call<'_>) -> CallResult {
        let (available, unsent) = self.network.stream_queues(&self.endpoint)?;
        call.answer::<GetAvailable>(0, |mut results| {
            results.set_bytes(available as u32);
            results.set_unsent(unsent as u32);
        })
    }

    /// Whether the socket waits as a rule does not matter: closing does, which this is for.
    fn flush(&self, call: &mut Call<'_>) -> CallResult {
        let deadline = call.params::<Flush>().get()?.get_deadline();
        if self.network.is_stream_flushed(&self.endpoint) {
            Ok(Outcome::Done)
        } else if time::now() >= deadline {
            Err(ErrorCode::TimedOut.into())
        } else {
            call.deadline = Some(deadline);
            Ok(Outcome::Wait)
        }
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
            Accept::ORDINAL => accept::<Accept>(&self.network, &self.endpoint, &self.flags, call),
            Send::ORDINAL => self.send(call),
            Receive::ORDINAL => self.receive(call),
            GetAddresses::ORDINAL => self.get_addresses(call),
            GetOption::ORDINAL => self.get_option(call),
            SetOption::ORDINAL => self.set_option(call),
            GetFlags::ORDINAL => self.flags.tell::<GetFlags>(call),
            SetFlags::ORDINAL => self.flags.change::<SetFlags>(call),
            TakeError::ORDINAL => {
                tell_error::<TakeError>(call, || self.network.take_stream_error(&self.endpoint))
            }
            Shutdown::ORDINAL => self.shutdown(call),
            GetAvailable::ORDINAL => self.get_available(call),
            Close::ORDINAL => self.close(),
            Flush::ORDINAL => self.flush(call),
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
