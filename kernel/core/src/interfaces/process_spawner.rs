//! `ProcessSpawner`: the authority to start programs of the boot package.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_schema::abi::limits::MAX_LAUNCH;
use capos_schema::abi::{Fault, Handle};
use capos_schema::capos_capnp::{ErrorCode, grant};
use capos_schema::methods::process_spawner::Spawn;
use capos_schema::{Interface, Method};

use crate::boot_package::BootPackage;
use crate::object::{Call, CallError, CallResult, Capability, Object, Outcome};
use crate::quota::Limits;
use crate::spawn::{Launch, SpawnError, launch};

use super::ProcessHandle;

pub struct ProcessSpawner {
    package: Arc<BootPackage>,
}

impl ProcessSpawner {
    pub fn new(package: Arc<BootPackage>) -> Self {
        ProcessSpawner { package }
    }

    fn spawn(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Spawn>();
        let params = message.get()?;
        let program = params.get_program()?.to_str()?;
        let grants = params.get_grants()?;
        let limits = Limits::from_schema(params.get_quota()?);
        call.check_results::<Spawn>(0)?;
        let grants = collect(call, grants)?;
        let length = call.bulk_length();
        if length > MAX_LAUNCH as u64 {
            return Err(call.exception(ErrorCode::InvalidArgument, "launch parameters: longer than 2 MiB"));
        }
        let launched = launch(Launch {
            package: &self.package,
            program,
            name: None,
            grants,
            parent_quota: call.process().quota(),
            limits,
            parameters: &|offset, bytes| call.bulk_in(offset as u64, bytes),
            parameters_length: length as usize,
            at_end: None,
        });
        let launched = launched.map_err(|error| refuse(call, error))?;
        let id = launched.process.id();
        let handle = Capability::new(Arc::new(ProcessHandle::new(Arc::clone(&launched.process))));
        let handle = call.insert(handle)?;
        if let Err(error) = launched.start() {
            let released = call.process().capabilities().lock().release(handle);
            drop(released);
            return Err(refuse(call, error));
        }
        call.results::<Spawn>(0, |mut results| {
            results.set_process(handle.bits());
            results.set_id(id);
            Ok(())
        })?;
        Ok(Outcome::Done)
    }
}

impl Object for ProcessSpawner {
    fn interface(&self) -> Interface {
        Interface::ProcessSpawner
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Spawn::ORDINAL => self.spawn(call),
            _ => Err(Fault::Method.into()),
        }
    }
}

/// The grants: second references to what the caller holds.
fn collect<'m>(
    call: &mut Call<'_>,
    grants: capnp::struct_list::Reader<'m, grant::Owned>,
) -> Result<Vec<(&'m str, Capability)>, CallError> {
    let mut collected = Vec::new();
    collected.try_reserve(grants.len() as usize).map_err(|_| ErrorCode::NoMemory)?;
    for (index, grant) in grants.iter().enumerate() {
        let name = grant.get_name()?.to_str()?;
        let handle = Handle::from_bits(grant.get_capability());
        let capability = call.process().capabilities().lock().get(handle).map(Capability::duplicate);
        match capability {
            Ok(capability) => collected.push((name, capability)),
            Err(fault) => {
                let reason = format_args!("grants[{index}].capability: {fault:?}");
                return Err(call.exception(ErrorCode::InvalidArgument, reason));
            }
        }
    }
    Ok(collected)
}

fn refuse(call: &mut Call<'_>, error: SpawnError) -> CallError {
    match error {
        SpawnError::Launch(error) => error,
        other => call.exception(other.code(), other),
    }
}
