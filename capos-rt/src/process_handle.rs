//! Client of `ProcessHandle`: another process's end.

use capos_schema::capos_capnp::{exit_status, process_handle as schema};
use capos_schema::methods::process_handle as methods;

use crate::call::{Bulk, Wait, act, ask, call, transfer};
use crate::capability::interfaces::ProcessHandle;
use crate::self_process::Signal;
use crate::{Capability, Result};

/// How a process ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExitStatus {
    Exited(i32),
    Killed,
    /// By the default action of the signal.
    Signaled(u8),
    Faulted {
        /// The signal that it was.
        signal: u8,
        vector: u8,
        address: u64,
        instruction: u64,
        error_code: u32,
    },
}

impl Capability<ProcessHandle> {
    /// Waits for the end; with `Wait::Never` fails with `wouldBlock` while the process runs.
    pub fn wait(&self, wait: Wait) -> Result<ExitStatus> {
        let read = |results: schema::wait_results::Reader<'_>| decode_status(results.get_status()?);
        call::<methods::Wait, 0, 16, _>(self.handle(), wait, Bulk::None, |_| (), read)
            .map(|(status, _)| status)
    }

    pub fn kill(&self) -> Result<()> {
        transfer::<methods::Kill>(self.handle(), Wait::Block, Bulk::None).map(drop)
    }

    /// Sends the process a signal; number 0 and a process that has ended take it without effect.
    pub fn signal(&self, signal: Signal) -> Result<()> {
        let fill = |mut params: schema::signal_params::Builder<'_>| {
            params.set_signal(signal.number);
            params.set_code(signal.code);
            params.set_value(signal.value);
        };
        act::<methods::Signal, 3>(self.handle(), fill)
    }

    pub fn id(&self) -> Result<u64> {
        let read = |results: schema::get_id_results::Reader<'_>| Ok(results.get_id());
        ask::<methods::GetId, 4, _>(self.handle(), read)
    }
}

pub(crate) fn decode_status(status: exit_status::Reader<'_>) -> Result<ExitStatus> {
    Ok(match status.which()? {
        exit_status::Exited(status) => ExitStatus::Exited(status),
        exit_status::Killed(()) => ExitStatus::Killed,
        exit_status::Signaled(signal) => ExitStatus::Signaled(signal),
        exit_status::Faulted(fault) => {
            let fault = fault?;
            ExitStatus::Faulted {
                signal: fault.get_signal(),
                vector: fault.get_vector(),
                address: fault.get_address(),
                instruction: fault.get_instruction(),
                error_code: fault.get_error_code(),
            }
        }
    })
}
