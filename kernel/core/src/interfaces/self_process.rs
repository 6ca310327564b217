//! `SelfProcess`: what a process may learn of itself.

use capos_schema::abi::Fault;
use capos_schema::methods::self_process::GetUsage;
use capos_schema::{Interface, Method};

use crate::object::{Call, CallResult, Object, Outcome};

/// The object has no state: it tells about whoever calls it.
pub struct SelfProcess;

impl Object for SelfProcess {
    fn interface(&self) -> Interface {
        Interface::SelfProcess
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            GetUsage::ORDINAL => {
                let usage = call.process().processor_time();
                call.results::<GetUsage>(0, |mut results| {
                    results.set_user_nanoseconds(usage.user);
                    results.set_system_nanoseconds(usage.system);
                    Ok(())
                })?;
                Ok(Outcome::Done)
            }
            _ => Err(Fault::Method.into()),
        }
    }
}
