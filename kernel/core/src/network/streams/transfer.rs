//! Bytes in and out.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_hal::task::on_deep_stack;
use capos_schema::capos_capnp::ErrorCode;

use super::{Stage, TcpEndpoint};
use crate::network::Network;
use crate::network::link::ConnectionId;
use crate::object::{Call, CallError};
use crate::pipe::Moment;

/// What is copied at a time on its way to or from another machine.
const CHUNK: u64 = 65_536;

impl Network {
    /// Moves bytes from the caller's buffer from `at` on: at least `least` of them if they do not leave the machine.
    pub fn send_stream(
        self: &Arc<Self>,
        endpoint: &TcpEndpoint,
        call: &Call<'_>,
        at: u64,
        least: usize,
    ) -> Result<Moment, CallError> {
        let (stage, error, sends) =
            endpoint.with(|state| (state.stage.clone(), state.error.take(), state.sends));
        if let Some(error) = error {
            return Err(error.into());
        }
        match stage {
            _ if !sends => Ok(Moment::Never),
            Stage::Local(end) => end.write(call, at, least),
            Stage::Remote(id) => self.send_stream_away(id, call, at),
            Stage::Queued(_) | Stage::Connecting(_) => Ok(Moment::Later),
            Stage::Idle | Stage::Listening(_) => Err(ErrorCode::NotConnected.into()),
            Stage::Closed => Err(ErrorCode::Closed.into()),
        }
    }

    fn send_stream_away(
        self: &Arc<Self>,
        id: ConnectionId,
        call: &Call<'_>,
        at: u64,
    ) -> Result<Moment, CallError> {
        let link = self.link.as_ref().ok_or(ErrorCode::NetworkUnreachable)?;
        let mut bytes = room((call.bulk_length() - at).min(CHUNK))?;
        call.bulk_in(at, &mut bytes)?;
        match on_deep_stack(|| link.lock().send_stream(self, id, &bytes)) {
            Ok(0) => Ok(Moment::Later),
            Ok(taken) => Ok(Moment::Moved(taken)),
            Err(ErrorCode::Closed) => Ok(Moment::Never),
            Err(error) => Err(error.into()),
        }
    }

    /// Moves bytes that have arrived to the caller's buffer; they stay if they are only looked at.
    pub fn receive_stream(
        self: &Arc<Self>,
        endpoint: &TcpEndpoint,
        call: &mut Call<'_>,
        peek: bool,
    ) -> Result<Moment, CallError> {
        let (stage, receives) = endpoint.with(|state| (state.stage.clone(), state.receives));
        let moment = match stage {
            Stage::Local(end) => end.read(call, peek)?,
            Stage::Remote(id) => self.receive_from_away(endpoint, id, call, peek)?,
            Stage::Queued(_) | Stage::Connecting(_) => Moment::Later,
            Stage::Idle | Stage::Listening(_) => Moment::Never,
            Stage::Closed => return Err(ErrorCode::Closed.into()),
        };
        match moment {
            Moment::Moved(count) => Ok(Moment::Moved(count)),
            Moment::Later if receives => Ok(Moment::Later),
            _ => match endpoint.with(|state| state.error.take()) {
                Some(error) => Err(error.into()),
                None if matches!(endpoint.stage(), Stage::Idle | Stage::Listening(_)) => {
                    Err(ErrorCode::NotConnected.into())
                }
                None => Ok(Moment::Never),
            },
        }
    }

    fn receive_from_away(
        self: &Arc<Self>,
        endpoint: &TcpEndpoint,
        id: ConnectionId,
        call: &mut Call<'_>,
        peek: bool,
    ) -> Result<Moment, CallError> {
        let link = self.link.as_ref().ok_or(ErrorCode::NetworkUnreachable)?;
        let (queued, _) = link.lock().stream_queues(id);
        let mut bytes = room(call.bulk_length().min(queued as u64).min(CHUNK))?;
        let busy = endpoint.with(|state| {
            let busy = core::mem::replace(&mut state.reads, true);
            state.contended |= busy;
            busy
        });
        if busy {
            return Ok(Moment::Later);
        }
        let peeked = on_deep_stack(|| link.lock().peek_stream(id, &mut bytes));
        let copied = match peeked {
            Some(count) => call.bulk_out(0, &bytes[..count]).map(|()| count),
            None => Ok(0),
        };
        if let Ok(count) = copied
            && count > 0
            && !peek
        {
            on_deep_stack(|| link.lock().consume_stream(self, id, count));
        }
        let contended = endpoint.with(|state| {
            state.reads = false;
            core::mem::take(&mut state.contended)
        });
        if contended {
            endpoint.waiting().wake();
        }
        Ok(match (peeked, copied?) {
            (None, _) => Moment::Never,
            (Some(_), 0) => Moment::Later,
            (Some(_), count) => Moment::Moved(count),
        })
    }
}

fn room(length: u64) -> Result<Vec<u8>, ErrorCode> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length as usize).map_err(|_| ErrorCode::NoMemory)?;
    bytes.resize(length as usize, 0);
    Ok(bytes)
}
