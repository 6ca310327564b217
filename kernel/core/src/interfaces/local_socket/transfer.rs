//! Messages out and in.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_schema::abi::Handle;
use capos_schema::capos_capnp::{ErrorCode, local_peer, right};
use capos_schema::message::NumberList;
use capos_schema::methods::local_socket::{Receive, Send};

use super::LocalSocket;
use super::naming::{Named, sender};
use super::socket::NAME_ROOM;
use crate::local_socket::{
    Credentials, Endpoint, Kind, MAX_MESSAGE, MAX_RIGHTS, Received, Rights, Sent, Taken,
};
use crate::object::{Call, CallError, CallResult, Capability, Outcome, struct_room};

/// What a stream moves at a time.
const CHUNK: usize = 32 << 10;

const RIGHT: usize = struct_room::<right::Owned>();

/// Room for what comes with any message: its source and its sender.
const ABOUT: usize = NAME_ROOM + struct_room::<local_peer::Owned>();

/// Copies of the caller's capabilities.
fn collect(call: &mut Call<'_>, handles: NumberList<'_, u32>) -> Result<Vec<Capability>, CallError> {
    if handles.len() as usize > MAX_RIGHTS {
        let reason = format_args!("rights: more than {MAX_RIGHTS}");
        return Err(call.exception(ErrorCode::InvalidArgument, reason));
    }
    let mut found = Vec::new();
    found.try_reserve_exact(handles.len() as usize).map_err(|_| ErrorCode::NoMemory)?;
    let capabilities = call.process().capabilities().lock();
    for handle in handles.iter() {
        found.push(capabilities.get(Handle::from_bits(handle))?.duplicate());
    }
    drop(capabilities);
    Ok(found)
}

fn copy_in(call: &Call<'_>, at: u64, length: usize) -> Result<Vec<u8>, CallError> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length).map_err(|_| ErrorCode::NoMemory)?;
    bytes.resize(length, 0);
    call.bulk_in(at, &mut bytes)?;
    Ok(bytes)
}

impl LocalSocket {
    pub(super) fn send(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Send>();
        let params = message.get()?;
        let named = Named::read(call, "to", params.get_to()?)?;
        let to = match named {
            Some(_) if self.endpoint().kind() != Kind::Datagram => {
                return Err(ErrorCode::AlreadyConnected.into());
            }
            Some(named) => {
                let to = named.find(call)?;
                if to.kind() != Kind::Datagram {
                    return Err(ErrorCode::NotSupported.into());
                }
                to
            }
            None => match self.endpoint().destination() {
                // What went in before the peer was gone is told first.
                Err(_) if call.progress > 0 => return Ok(self.sent(call)),
                destination => destination?,
            },
        };
        let sender = sender(call, params.get_identity())?;
        // Capabilities go with the first bytes.
        let capabilities = if call.progress == 0 { collect(call, params.get_rights()?)? } else { Vec::new() };
        let rights = Rights::send(capabilities, to.travel())?;
        match self.endpoint().kind() {
            Kind::Stream => self.send_stream(call, &to, rights, sender),
            Kind::Datagram | Kind::Packets => self.send_message(call, &to, rights, sender),
        }
    }

    fn sent(&self, call: &mut Call<'_>) -> Outcome {
        call.set_value(call.progress);
        Outcome::Done
    }

    fn send_message(
        &self,
        call: &mut Call<'_>,
        to: &Arc<Endpoint>,
        rights: Rights,
        sender: Credentials,
    ) -> CallResult {
        let length = call.bulk_length() as usize;
        if length > MAX_MESSAGE {
            return Err(ErrorCode::MessageTooLong.into());
        }
        let bytes = copy_in(call, 0, length)?;
        match self.endpoint().send(to, bytes, rights, sender)? {
            Sent::Bytes(count) => {
                call.set_value(count as u64);
                Ok(Outcome::Done)
            }
            Sent::Later => self.flags.later(),
        }
    }

    /// Takes everything, `progress` being what was taken; without waiting, as much as there is room for.
    fn send_stream(
        &self,
        call: &mut Call<'_>,
        to: &Arc<Endpoint>,
        rights: Rights,
        sender: Credentials,
    ) -> CallResult {
        let length = call.bulk_length();
        if length == 0 && !rights.is_empty() {
            return Err(call.exception(ErrorCode::InvalidArgument, "rights: without any byte"));
        }
        let mut rights = Some(rights);
        while call.progress < length {
            let left = usize::try_from(length - call.progress).unwrap_or(usize::MAX);
            let room = self.endpoint().room_of(to).min(CHUNK).min(left);
            let sent = if room == 0 {
                Sent::Later
            } else {
                let bytes = copy_in(call, call.progress, room)?;
                match self.endpoint().send(to, bytes, rights.take().unwrap_or_default(), sender) {
                    Err(_) if call.progress > 0 => break,
                    sent => sent?,
                }
            };
            match sent {
                Sent::Bytes(count) => call.progress += count as u64,
                Sent::Later if call.progress > 0 && self.flags.content_with_part(call) => break,
                Sent::Later => {
                    call.set_value(call.progress);
                    return self.flags.later();
                }
            }
        }
        Ok(self.sent(call))
    }

    pub(super) fn receive(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Receive>();
        let params = message.get()?;
        let (peek, room) = (params.get_peek(), (params.get_rights() as usize).min(MAX_RIGHTS));
        let whole = peek && params.get_whole() && !self.flags.content_with_part(call);
        call.check_results::<Receive>(ABOUT + 8 + room * RIGHT)?;
        let wanted = usize::try_from(call.bulk_length()).unwrap_or(usize::MAX);
        if wanted == 0 && self.endpoint().kind() == Kind::Stream {
            return Ok(Outcome::Done);
        }
        let taken = match self.endpoint().take(wanted, whole)? {
            Received::Messages(taken) => taken,
            Received::Later => return self.flags.later(),
            Received::End => return Ok(Outcome::Done),
        };
        match copy_out(call, &taken, wanted) {
            Ok(moved) => self.deliver(call, taken, moved, if peek { None } else { Some(room) }),
            Err(error) => {
                self.endpoint().done(taken, None);
                Err(error)
            }
        }
    }

    /// Hands over what goes with the bytes, with room for so many capabilities; `None` only looks.
    fn deliver(
        &self,
        call: &mut Call<'_>,
        mut taken: Taken,
        moved: usize,
        room: Option<usize>,
    ) -> CallResult {
        let length = taken.length();
        let source = taken.source().cloned();
        let sender = taken.sender().filter(|_| self.endpoint().reports_sender());
        let rights = room.map(|_| taken.take_rights()).unwrap_or_default();
        self.endpoint().done(taken, room.map(|_| moved));
        let sent = rights.len();
        let room = room.unwrap_or(0);
        let mut arrived = [(0, 0); MAX_RIGHTS];
        let mut count = 0;
        for capability in rights.arrive().into_iter().take(room) {
            let interface = capability.interface().id();
            let inserted = call.process().capabilities().lock().insert(capability);
            match inserted {
                Ok(handle) => {
                    arrived[count] = (handle.bits(), interface);
                    count += 1;
                }
                // No room in the table, or no quota: the rest is lost, as the caller is told.
                Err((lost, _)) => {
                    drop(lost);
                    break;
                }
            }
        }
        let told = call.answer::<Receive>(ABOUT + 8 + room * RIGHT, |mut results| {
            results.set_source(source.as_deref().unwrap_or_default());
            results.set_length(length as u32);
            results.set_rights_lost(count < sent);
            if let Some(sender) = sender {
                sender.write(results.reborrow().init_sender());
            }
            let mut list = results.init_rights(count as u32);
            for (index, (handle, interface)) in arrived[..count].iter().enumerate() {
                let mut right = list.reborrow().get(index as u32);
                right.set_capability(*handle);
                right.set_interface(*interface);
            }
        });
        if let Err(error) = told {
            // The caller has taken its results' memory away: it never learns these handles.
            for (handle, _) in &arrived[..count] {
                let released = call.process().capabilities().lock().release(Handle::from_bits(*handle));
                drop(released);
            }
            return Err(error);
        }
        call.set_value(moved as u64);
        Ok(Outcome::Done)
    }
}

/// Copies what fits to the caller.
fn copy_out(call: &mut Call<'_>, taken: &Taken, wanted: usize) -> Result<usize, CallError> {
    let mut moved = 0;
    for part in taken.parts() {
        let count = part.len().min(wanted - moved);
        call.bulk_out(moved as u64, &part[..count])?;
        moved += count;
    }
    Ok(moved)
}
