//! `SelfProcess.exec`.

use capos_schema::abi::Handle;
use capos_schema::methods::self_process::Exec;

use super::super::File;
use super::super::grants::{collect, parameters_length, refuse};
use super::super::process_spawner::held;
use crate::object::{Call, CallResult, Outcome};
use crate::signal::SignalSet;
use crate::spawn::{Parameters, ProgramFile, StartSignals, exec as replace};

pub(super) fn exec(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<Exec>();
    let params = message.get()?;
    let name = params.get_program()?.to_str()?;
    let grants = collect(call, params.get_grants()?)?;
    let length = parameters_length(call)?;
    let file = held::<File>(call, Handle::from_bits(params.get_file()))?;
    let signals = StartSignals {
        blocked: SignalSet(params.get_blocked_signals()),
        ignored: SignalSet(params.get_ignored_signals()),
    };
    let replaced = ProgramFile::of_file(&file, name).and_then(|file| {
        let parameters = Parameters { copy: &|offset, bytes| call.bulk_in(offset as u64, bytes), length };
        replace(call.thread(), &file, name, grants, &parameters, signals)
    });
    replaced.map_err(|error| refuse(call, error))?;
    Ok(Outcome::Done)
}
