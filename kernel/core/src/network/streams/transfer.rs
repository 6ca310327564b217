//! Bytes in and out.

use alloc::sync::Arc;

use capos_hal::task::on_deep_stack;
use capos_schema::capos_capnp::ErrorCode;

use super::{Stage, Taking, TcpEndpoint};
use crate::network::Network;
use crate::network::link::ConnectionId;
use crate::object::{Call, CallError};
use crate::pipe::Moment;

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
        let (mut chunk, room) = {
            let mut link = link.lock();
            (link.lend_chunk()?, link.stream_room(id))
        };
        // Without room for any byte smoltcp still says whether there will be.
        let length = (call.bulk_length() - at).min(room.min(chunk.len()) as u64) as usize;
        let copied = call.bulk_in(at, &mut chunk[..length]);
        let sent = on_deep_stack(|| {
            let mut link = link.lock();
            let sent = copied.map(|()| link.send_stream(self, id, &chunk[..length]));
            link.take_chunk_back(chunk);
            sent
        });
        match sent? {
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
        taking: Taking,
    ) -> Result<Moment, CallError> {
        let (stage, receives) = endpoint.with(|state| (state.stage.clone(), state.receives));
        let moment = match stage {
            Stage::Local(end) => end.read(call, taking)?,
            Stage::Remote(id) => self.receive_from_away(endpoint, id, call, taking)?,
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
        taking: Taking,
    ) -> Result<Moment, CallError> {
        let link = self.link.as_ref().ok_or(ErrorCode::NetworkUnreachable)?;
        let mut chunk = link.lock().lend_chunk()?;
        let busy = endpoint.with(|state| {
            let busy = core::mem::replace(&mut state.reads, true);
            state.contended |= busy;
            busy
        });
        if busy {
            link.lock().take_chunk_back(chunk);
            return Ok(Moment::Later);
        }
        let length = usize::try_from(call.bulk_length()).unwrap_or(usize::MAX).min(chunk.len());
        let peeked = link.lock().peek_stream(id, &mut chunk[..length], taking == Taking::PeekWhole);
        let copied = match peeked {
            Some(count) => call.bulk_out(0, &chunk[..count]).map(|()| count),
            None => Ok(0),
        };
        on_deep_stack(|| {
            let mut link = link.lock();
            link.take_chunk_back(chunk);
            if let Ok(count) = copied
                && count > 0
                && taking == Taking::Consume
            {
                link.consume_stream(self, id, count);
            }
        });
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
