//! Connecting, listening and accepting.

use alloc::sync::Arc;
use core::net::SocketAddr;

use capos_hal::time;
use capos_schema::Method;
use capos_schema::capos_capnp::{ErrorCode, accepted_stream};
use capos_schema::methods::tcp_socket::{Connect, Listen};

use super::super::sockets::{LOOK_AGAIN, read_given};
use super::super::status_flags::StatusFlags;
use super::TcpSocket;
use crate::network::{ADDRESS_ROOM, Network, Stage, TcpEndpoint, write_address};
use crate::object::{Call, CallError, CallResult, Capability, Outcome};

/// The call's note that it is the one that makes the connection.
const BEGUN: u64 = 1;

impl TcpSocket {
    pub(super) fn connect(&self, call: &mut Call<'_>) -> CallResult {
        if call.progress == BEGUN {
            return self.go_on_connecting();
        }
        let message = call.params::<Connect>();
        let only_ipv6 = self.endpoint.options().only_ipv6;
        let remote = read_given(call, self.endpoint.family(), only_ipv6, message.get()?)?;
        let Some(remote) = remote else {
            return Err(call.exception(ErrorCode::InvalidArgument, "address: none"));
        };
        match self.network.connect_stream(&self.endpoint, remote) {
            Ok(()) => Ok(Outcome::Done),
            Err(ErrorCode::InProgress) if !self.flags.content_with_part(call) => {
                call.progress = BEGUN;
                self.go_on_connecting()
            }
            // Until the network has its addresses, which is soon, everybody waits: nothing is in progress yet.
            Err(ErrorCode::WouldBlock) => {
                call.deadline = Some(time::now() + LOOK_AGAIN);
                Ok(Outcome::Wait)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn go_on_connecting(&self) -> CallResult {
        match self.endpoint.stage() {
            Stage::Local(_) | Stage::Remote(_) => Ok(Outcome::Done),
            Stage::Queued(_) | Stage::Connecting(_) => Ok(Outcome::Wait),
            Stage::Closed => Err(ErrorCode::Closed.into()),
            Stage::Idle | Stage::Listening(_) => {
                let error = self.network.take_stream_error(&self.endpoint);
                Err(error.unwrap_or(ErrorCode::ConnectionAborted).into())
            }
        }
    }

    pub(super) fn listen(&self, call: &mut Call<'_>) -> CallResult {
        let backlog = call.params::<Listen>().get()?.get_backlog();
        self.network.listen(&self.endpoint, backlog)?;
        Ok(Outcome::Done)
    }
}

/// Gives the caller the oldest connection, and tells where it comes from. Waits while there is none.
pub fn accept<M: Method<Results = accepted_stream::Owned>>(
    network: &Arc<Network>,
    endpoint: &TcpEndpoint,
    flags: &StatusFlags,
    call: &mut Call<'_>,
) -> CallResult {
    call.check_results::<M>(ADDRESS_ROOM)?;
    let Some((socket, remote)) = take_oldest(network, endpoint, call)? else {
        return flags.later();
    };
    call.answer::<M>(ADDRESS_ROOM, |mut results| {
        results.set_socket(socket);
        write_address(endpoint.family(), remote, results.init_remote());
    })
}

/// The oldest connection as a handle of the caller's, and its other end; `None` while there is none.
fn take_oldest(
    network: &Arc<Network>,
    endpoint: &TcpEndpoint,
    call: &Call<'_>,
) -> Result<Option<(u32, SocketAddr)>, CallError> {
    // A connection may have ended before anybody accepted it: then it tells so itself, but it has no addresses any more.
    let (accepted, remote) = loop {
        let accepted = match network.accept(endpoint) {
            Ok(accepted) => accepted,
            Err(ErrorCode::WouldBlock) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        if let (_, Some(remote)) = accepted.addresses() {
            break (accepted, remote);
        }
    };
    let socket = TcpSocket::new(Arc::clone(network), Arc::clone(&accepted));
    match call.process().capabilities().lock().insert(Capability::new(Arc::new(socket))) {
        Ok(handle) => Ok(Some((handle.bits(), remote))),
        Err((capability, reason)) => {
            // Dropping the socket would end the connection.
            if let Some(socket) = capability.downcast::<TcpSocket>() {
                socket.give_up();
            }
            network.put_back(endpoint, accepted);
            Err(reason.into())
        }
    }
}
