//! `ChannelFactory`: makes pipes, counters and files without a name at the caller's expense.

use alloc::sync::Arc;

use capos_schema::abi::Fault;
use capos_schema::abi::counter::CounterFlags;
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::channel_factory::{CreateCounter, CreateFile, CreatePipe};
use capos_schema::{Interface, Method};

use super::mapping::refuse;
use super::{EventCounter, File, Pipe};
use crate::file_system::{Identity, unnamed_file};
use crate::namespace::OpenFlags;
use crate::object::{Call, CallResult, Capability, Object, Outcome};

/// What it makes belongs to whoever asks: the capability itself has no state.
pub struct ChannelFactory;

impl ChannelFactory {
    fn create_pipe(&self, call: &mut Call<'_>) -> CallResult {
        let flags = call.params::<CreatePipe>().get()?.get_flags();
        let flags = OpenFlags::from_bits(flags).filter(|flags| (*flags - OpenFlags::NON_BLOCKING).is_empty());
        let Some(flags) = flags else {
            return Err(call.exception(ErrorCode::InvalidArgument, "flags: other than O_NONBLOCK"));
        };
        call.check_results::<CreatePipe>(0)?;
        let account = &call.process().quota().memory;
        let (reader, writer) = Pipe::pair(account, flags).map_err(|error| refuse(call, error))?;
        let reader = call.insert(Capability::new(Arc::new(reader)))?;
        let writer = match call.insert(Capability::new(Arc::new(writer))) {
            Ok(writer) => writer,
            Err(error) => {
                // Both or none. The handle was made just now, so this finds it.
                let released = call.process().capabilities().lock().release(reader);
                drop(released);
                return Err(error);
            }
        };
        call.results::<CreatePipe>(0, |mut results| {
            results.set_reader(reader.bits());
            results.set_writer(writer.bits());
            Ok(())
        })?;
        Ok(Outcome::Done)
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
        call.results::<CreateCounter>(0, |mut results| {
            results.set_counter(counter.bits());
            Ok(())
        })?;
        Ok(Outcome::Done)
    }
}

impl ChannelFactory {
    fn create_file(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<CreateFile>(0)?;
        let user = call.process().attributes().user();
        let owner = Arc::new(Identity::new(user, user));
        let position = unnamed_file(&call.process().quota().memory, &owner)?;
        let file = File::new(position, owner, false, OpenFlags::READ_WRITE)?;
        let file = call.insert(Capability::new(Arc::new(file)))?;
        call.results::<CreateFile>(0, |mut results| {
            results.set_file(file.bits());
            Ok(())
        })?;
        Ok(Outcome::Done)
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
            _ => Err(Fault::Method.into()),
        }
    }
}
