//! Closing, shutting down, and what can be asked of a socket.

use alloc::sync::Arc;

use capos_hal::task::on_deep_stack;
use capos_schema::abi::Readiness;
use capos_schema::capos_capnp::ErrorCode;

use super::{Stage, TcpEndpoint, TcpOptions};
use crate::network::Network;

impl Network {
    /// Nobody holds the socket any more. What it has sent still arrives, unless it lingers for no time at all.
    pub fn close_stream(self: &Arc<Self>, endpoint: &TcpEndpoint) {
        let (stage, linger) = endpoint
            .with(|state| (core::mem::replace(&mut state.stage, Stage::Closed), state.options.linger));
        if matches!(stage, Stage::Closed) {
            return;
        }
        self.streams.remove(endpoint);
        endpoint.set_addresses(None, None);
        let at_once = linger == Some(0);
        match stage {
            Stage::Idle | Stage::Closed => {}
            Stage::Listening(listener) => {
                let (ready, line) = listener.close();
                for refused in ready {
                    refused.with(|state| state.options.linger = Some(0));
                    self.close_stream(&refused);
                }
                for refused in line {
                    self.streams.forget_peer(&refused);
                    refused.fail_connecting(ErrorCode::ConnectionRefused);
                }
            }
            Stage::Queued(listener) => listener.leave(endpoint),
            Stage::Local(end) => end.close(at_once),
            Stage::Connecting(id) | Stage::Remote(id) => {
                if let Some(link) = &self.link {
                    on_deep_stack(|| link.lock().disown(self, id, at_once));
                }
            }
        }
        endpoint.waiting().wake();
    }

    pub fn shut_down_stream(
        self: &Arc<Self>,
        endpoint: &TcpEndpoint,
        receive: bool,
        send: bool,
    ) -> Result<(), ErrorCode> {
        let stage = endpoint.stage();
        if !matches!(stage, Stage::Local(_) | Stage::Remote(_)) {
            return Err(ErrorCode::NotConnected);
        }
        endpoint.with(|state| {
            state.receives &= !receive;
            state.sends &= !send;
        });
        match (stage, &self.link) {
            (Stage::Local(end), _) if send => end.end(),
            (Stage::Remote(id), Some(link)) if send => on_deep_stack(|| link.lock().end_stream(self, id)),
            _ => {}
        }
        endpoint.waiting().wake();
        Ok(())
    }

    pub fn stream_readiness(&self, endpoint: &TcpEndpoint) -> Readiness {
        let (stage, error, receives) =
            endpoint.with(|state| (state.stage.clone(), state.error.is_some(), state.receives));
        let readable_and_writable = Readiness::READABLE.union(Readiness::WRITABLE);
        let mut readiness = match stage {
            // As Linux has it: nobody is there to talk to.
            Stage::Idle => Readiness::WRITABLE.union(Readiness::HANG_UP),
            Stage::Listening(listener) if listener.is_ready() => Readiness::READABLE,
            Stage::Listening(_) | Stage::Queued(_) | Stage::Connecting(_) => Readiness::NONE,
            Stage::Local(end) => end.readiness(),
            Stage::Remote(id) => {
                self.link.as_ref().map_or(Readiness::NONE, |link| link.lock().stream_readiness(id))
            }
            Stage::Closed => readable_and_writable.union(Readiness::HANG_UP),
        };
        if !receives {
            readiness = readiness.union(Readiness::READABLE);
        }
        if error {
            readiness = readiness.union(readable_and_writable).union(Readiness::ERROR);
        }
        readiness
    }

    /// What went wrong since the last time.
    pub fn take_stream_error(&self, endpoint: &TcpEndpoint) -> Option<ErrorCode> {
        let (error, stage) = endpoint.with(|state| (state.error.take(), state.stage.clone()));
        error.or_else(|| match stage {
            Stage::Local(end) => end.take_error(),
            _ => None,
        })
    }

    pub fn change_stream_options(
        self: &Arc<Self>,
        endpoint: &TcpEndpoint,
        change: impl FnOnce(&mut TcpOptions),
    ) {
        let mut options = endpoint.options();
        change(&mut options);
        endpoint.set_options(options);
        match (endpoint.stage(), &self.link) {
            (Stage::Listening(listener), _) => listener.model().set_options(options),
            (Stage::Connecting(id) | Stage::Remote(id), Some(link)) => {
                on_deep_stack(|| link.lock().change_stream(self, id, &endpoint.options()));
            }
            _ => {}
        }
    }

    /// Bytes to read, and bytes that were sent and are not the peer's yet.
    pub fn stream_queues(&self, endpoint: &TcpEndpoint) -> Result<(usize, usize), ErrorCode> {
        match (endpoint.stage(), &self.link) {
            (Stage::Local(end), _) => Ok(end.queued()),
            (Stage::Remote(id), Some(link)) => Ok(link.lock().stream_queues(id)),
            (Stage::Listening(_), _) => Err(ErrorCode::InvalidArgument),
            _ => Ok((0, 0)),
        }
    }

    /// Whether nothing that was sent can be lost any more: it is the peer's, or never will be.
    pub fn is_stream_flushed(&self, endpoint: &TcpEndpoint) -> bool {
        match (endpoint.stage(), &self.link) {
            (Stage::Remote(id), Some(link)) => link.lock().is_stream_flushed(id),
            _ => true,
        }
    }

    /// Connections to other machines that there are, those that nobody holds any more included.
    pub fn stream_count(&self) -> usize {
        self.link.as_ref().map_or(0, |link| link.lock().stream_count())
    }

    /// A connection's time has come.
    pub(crate) fn connection_alarm(self: &Arc<Self>, id: crate::network::ConnectionId) {
        if let Some(link) = &self.link {
            on_deep_stack(|| link.lock().connection_alarm(self, id));
        }
    }
}
