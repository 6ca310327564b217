//! `ProcessHandle`: the authority to wait for a process and to end it.

use alloc::sync::Arc;

use capos_schema::abi::signal::SIGNALS;
use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::{ErrorCode, exit_status};
use capos_schema::methods::process_handle::{GetId, Kill, Signal, Wait};
use capos_schema::{Interface, Method};

use crate::object::{Call, CallResult, Object, Outcome, WaitQueue, struct_room};
use crate::process::{ExitStatus, Process};
use crate::signal::{self, SignalInfo};

/// What the ExitStatus inside of the results takes, its Fault included.
const STATUS_ROOM: usize = struct_room::<exit_status::Owned>() + struct_room::<exit_status::fault::Owned>();

pub struct ProcessHandle {
    process: Arc<Process>,
}

impl ProcessHandle {
    pub fn new(process: Arc<Process>) -> Self {
        ProcessHandle { process }
    }

    fn wait(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<Wait>(STATUS_ROOM)?;
        let Some(status) = self.process.exit_status() else { return Ok(Outcome::Wait) };
        call.answer::<Wait>(STATUS_ROOM, |results| status.encode(results.init_status()))
    }

    fn signal(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Signal>();
        let params = message.get()?;
        let number = params.get_signal();
        if number > SIGNALS {
            return Err(call.exception(ErrorCode::InvalidArgument, "signal: above 64"));
        }
        if number != 0 && self.process.exit_status().is_none() {
            let info = SignalInfo::of(call.process(), number, params.get_code());
            signal::post(&self.process, SignalInfo { value: params.get_value(), ..info })?;
        }
        Ok(Outcome::Done)
    }
}

impl Object for ProcessHandle {
    fn interface(&self) -> Interface {
        Interface::ProcessHandle
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Wait::ORDINAL => self.wait(call),
            Kill::ORDINAL => {
                // One that has ended stays as it is.
                self.process.end(ExitStatus::Killed);
                Ok(Outcome::Done)
            }
            Signal::ORDINAL => self.signal(call),
            GetId::ORDINAL => {
                let id = self.process.id();
                call.answer::<GetId>(0, |mut results| results.set_id(id))
            }
            _ => Err(Fault::Method.into()),
        }
    }

    fn readiness(&self) -> Readiness {
        Readiness::READABLE.when(self.process.exit_status().is_some())
    }

    fn wait_queue(&self) -> Option<&WaitQueue> {
        Some(self.process.end_queue())
    }
}
