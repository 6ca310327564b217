//! `ChannelFactory`: makes pipes, sockets, counters and files without a name at the caller's expense.

use alloc::sync::Arc;

use capos_schema::abi::counter::CounterFlags;
use capos_schema::abi::{Fault, Handle};
use capos_schema::capos_capnp::{ErrorCode, LocalSocketKind};
use capos_schema::methods::channel_factory::{
    CreateCounter, CreateFile, CreatePipe, CreateSocket, CreateSocketPair,
};
use capos_schema::{Interface, Method};

use super::mapping::refuse;
use super::{EventCounter, File, LocalSocket, Pipe};
use crate::file_system::{Identity, unnamed_file};
use crate::local_socket::{Credentials, Endpoint, Kind};
use crate::namespace::OpenFlags;
use crate::object::{Call, CallError, CallResult, Capability, Object};

/// What it makes belongs to whoever asks: the capability itself has no state.
pub struct ChannelFactory;

/// Gives the caller both or none.
fn insert_both(
    call: &Call<'_>,
    one: Arc<dyn Object>,
    other: Arc<dyn Object>,
) -> Result<(Handle, Handle), CallError> {
    let one = call.insert(Capability::new(one))?;
    match call.insert(Capability::new(other)) {
        Ok(other) => Ok((one, other)),
        Err(error) => {
            // The handle was made just now, so this finds it.
            let released = call.process().capabilities().lock().release(one);
            drop(released);
            Err(error)
        }
    }
}

fn new_endpoint(call: &Call<'_>, kind: LocalSocketKind) -> Result<Arc<Endpoint>, CallError> {
    let kind = match kind {
        LocalSocketKind::Stream => Kind::Stream,
        LocalSocketKind::Datagram => Kind::Datagram,
        LocalSocketKind::Packets => Kind::Packets,
    };
    let process = call.process();
    let own = Credentials::of(process);
    Ok(Endpoint::new(kind, own, &process.quota().memory).ok_or(ErrorCode::QuotaExceeded)?)
}

impl ChannelFactory {
    fn create_socket(&self, call: &mut Call<'_>) -> CallResult {
        let kind = call.params::<CreateSocket>().get()?.get_kind()?;
        call.check_results::<CreateSocket>(0)?;
        let socket = LocalSocket::new(new_endpoint(call, kind)?);
        let socket = call.insert(Capability::new(Arc::new(socket)))?;
        call.answer::<CreateSocket>(0, |mut results| results.set_socket(socket.bits()))
    }

    fn create_socket_pair(&self, call: &mut Call<'_>) -> CallResult {
        let kind = call.params::<CreateSocketPair>().get()?.get_kind()?;
        call.check_results::<CreateSocketPair>(0)?;
        let (one, other) = (new_endpoint(call, kind)?, new_endpoint(call, kind)?);
        Endpoint::connect_pair(&one, &other);
        // From here on dropping one of them ends the connection.
        let (one, other) = (Arc::new(LocalSocket::new(one)), Arc::new(LocalSocket::new(other)));
        let (one, other) = insert_both(call, one, other)?;
        call.answer::<CreateSocketPair>(0, |mut results| {
            results.set_one(one.bits());
            results.set_other(other.bits());
        })
    }

    fn create_pipe(&self, call: &mut Call<'_>) -> CallResult {
        let flags = call.params::<CreatePipe>().get()?.get_flags();
        let flags = OpenFlags::from_bits(flags).filter(|flags| (*flags - OpenFlags::NON_BLOCKING).is_empty());
        let Some(flags) = flags else {
            return Err(call.exception(ErrorCode::InvalidArgument, "flags: other than O_NONBLOCK"));
        };
        call.check_results::<CreatePipe>(0)?;
        let account = &call.process().quota().memory;
        let (reader, writer) = Pipe::pair(account, flags).map_err(|error| refuse(call, error))?;
        let (reader, writer) = insert_both(call, Arc::new(reader), Arc::new(writer))?;
        call.answer::<CreatePipe>(0, |mut results| {
            results.set_reader(reader.bits());
            results.set_writer(writer.bits());
        })
    }

    fn create_counter(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<CreateCounter>();
        let params = message.get()?;
        let (value, flags) = (params.get_value(), params.get_flags());
        if flags & !CounterFlags::ALL != 0 || flags & CounterFlags::TIMER != 0 && value != 0 {
            return Err(call.exception(ErrorCode::InvalidArgument, "flags: unknown, or a timer with a count"));
        }
        call.check_results::<CreateCounter>(0)?;
        let counter = call.insert(Capability::new(Arc::new(EventCounter::new(value, flags))))?;
        call.answer::<CreateCounter>(0, |mut results| results.set_counter(counter.bits()))
    }
}

impl ChannelFactory {
    fn create_file(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<CreateFile>(0)?;
        let attributes = call.process().attributes();
        let owner = Arc::new(Identity::new(attributes.user(), attributes.group()));
        let position = unnamed_file(&call.process().quota().memory, &owner)?;
        let file = File::new(position, owner, false, OpenFlags::READ_WRITE)?;
        let file = call.insert(Capability::new(Arc::new(file)))?;
        call.answer::<CreateFile>(0, |mut results| results.set_file(file.bits()))
    }
}

impl Object for ChannelFactory {
    fn interface(&self) -> Interface {
        Interface::ChannelFactory
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            CreatePipe::ORDINAL => self.create_pipe(call),
            CreateCounter::ORDINAL => self.create_counter(call),
            CreateFile::ORDINAL => self.create_file(call),
            CreateSocket::ORDINAL => self.create_socket(call),
            CreateSocketPair::ORDINAL => self.create_socket_pair(call),
            _ => Err(Fault::Method.into()),
        }
    }
}
