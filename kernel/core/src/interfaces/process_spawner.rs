//! `ProcessSpawner`: the authority to start programs.

use alloc::sync::Arc;

use capos_schema::abi::{Fault, Handle};
use capos_schema::capos_capnp::{ErrorCode, spawn_attributes};
use capos_schema::methods::process_spawner::Spawn;
use capos_schema::{Interface, Method};

use super::grants::{collect, parameters_length, refuse};
use super::{File, ProcessHandle, TerminalSession};
use crate::boot_package::BootPackage;
use crate::object::{Call, CallError, CallResult, Capability, Object, Outcome};
use crate::process::registry::{self, Placement};
use crate::quota::Limits;
use crate::signal::SignalSet;
use crate::spawn::{Launch, Launched, Parameters, ProgramFile, StartSignals, launch};

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
        let name = params.get_program()?.to_str()?;
        let attributes = params.get_attributes()?;
        call.check_results::<Spawn>(0)?;
        let terminal = foreground(call, attributes)?;
        let grants = collect(call, params.get_grants()?)?;
        let length = parameters_length(call)?;
        let limits = Limits::from_schema(params.get_quota()?);
        let file = match Handle::from_bits(params.get_file()) {
            Handle::NONE => ProgramFile::of_package(&self.package, name),
            handle => ProgramFile::of_file(&*held::<File>(call, handle)?, name),
        };
        let launched = file.and_then(|file| {
            launch(Launch {
                file,
                name,
                grants,
                parent_quota: call.process().quota(),
                limits,
                parameters: Parameters { copy: &|offset, bytes| call.bulk_in(offset as u64, bytes), length },
                signals: StartSignals {
                    blocked: SignalSet(attributes.get_blocked_signals()),
                    ignored: SignalSet(attributes.get_ignored_signals()),
                },
                placement: Placement {
                    creator: Some(call.process().id()),
                    is_child: attributes.get_as_child(),
                    new_session: attributes.get_new_session(),
                    group: attributes.get_set_group().then(|| attributes.get_group()),
                },
                at_end: None,
            })
        });
        let launched = launched.map_err(|error| refuse(call, error))?;
        finish(call, launched, attributes.get_as_child(), terminal)
    }
}

/// Tells the caller about the process, and lets it run.
fn finish(
    call: &mut Call<'_>,
    launched: Launched,
    is_child: bool,
    terminal: Option<Arc<TerminalSession>>,
) -> CallResult {
    let id = launched.process.id();
    let handle = if is_child {
        Handle::NONE
    } else {
        call.insert(Capability::new(Arc::new(ProcessHandle::new(Arc::clone(&launched.process)))))?
    };
    if let (Some(terminal), Some(ids)) = (terminal, registry::ids(id)) {
        terminal.put_in_foreground(ids.session, ids.group);
    }
    call.answer::<Spawn>(0, |mut results| {
        results.set_process(handle.bits());
        results.set_id(id);
    })?;
    launched.start();
    Ok(Outcome::Done)
}

fn foreground(
    call: &mut Call<'_>,
    attributes: spawn_attributes::Reader<'_>,
) -> Result<Option<Arc<TerminalSession>>, CallError> {
    match Handle::from_bits(attributes.get_foreground()) {
        Handle::NONE => Ok(None),
        handle => held::<TerminalSession>(call, handle).map(Some),
    }
}

/// The object behind a handle of the caller's; `invalidArgument` if it is another.
pub(super) fn held<T: Object>(call: &mut Call<'_>, handle: Handle) -> Result<Arc<T>, CallError> {
    let capability = call.process().capabilities().lock().get(handle).map(Capability::duplicate);
    let object = capability.ok().and_then(Capability::downcast);
    object
        .ok_or_else(|| call.exception(ErrorCode::InvalidArgument, "a handle names nothing of that interface"))
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
