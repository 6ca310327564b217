//! Bytes out and in.

use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::tcp_socket::Receive;

use super::TcpSocket;
use crate::network::Taking;
use crate::object::{Call, CallResult, Outcome};
use crate::pipe::Moment;

/// Who has waited once waits for this much room.
const GOOD_DEAL: u64 = 4096;

impl TcpSocket {
    /// Takes everything, `progress` being what was taken; without waiting, as much as there is room for.
    pub(super) fn send(&self, call: &mut Call<'_>) -> CallResult {
        let length = call.bulk_length();
        loop {
            let taken = call.progress;
            let least = if taken > 0 { (length - taken).min(GOOD_DEAL) } else { length.min(1) };
            match self.network.send_stream(&self.endpoint, call, taken, least as usize) {
                Ok(Moment::Moved(count)) => call.progress += count as u64,
                Ok(Moment::Later) if length == 0 => {}
                // What was taken is told first; what is wrong, by the next call.
                Ok(Moment::Never) | Err(_) if taken > 0 => {}
                Ok(Moment::Later) if taken > 0 && self.flags.content_with_part(call) => {}
                Ok(Moment::Later) => {
                    call.set_value(taken);
                    return self.flags.later();
                }
                Ok(Moment::Never) => return Err(ErrorCode::Closed.into()),
                Err(error) => return Err(error),
            }
            if call.progress == length || call.progress == taken {
                call.set_value(call.progress);
                return Ok(Outcome::Done);
            }
        }
    }

    pub(super) fn receive(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Receive>();
        let params = message.get()?;
        let waits_for_all = params.get_whole() && !self.flags.content_with_part(call);
        let taking = match (params.get_peek(), waits_for_all) {
            (false, _) => Taking::Consume,
            (true, false) => Taking::Peek,
            (true, true) => Taking::PeekWhole,
        };
        if call.bulk_length() == 0 {
            return Ok(Outcome::Done);
        }
        match self.network.receive_stream(&self.endpoint, call, taking)? {
            Moment::Moved(count) => call.set_value(count as u64),
            Moment::Never => {}
            Moment::Later => return self.flags.later(),
        }
        Ok(Outcome::Done)
    }
}
