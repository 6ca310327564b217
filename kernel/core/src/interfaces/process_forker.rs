//! `ProcessForker`: the authority to make copies of oneself.

use capos_schema::abi::Fault;
use capos_schema::methods::process_forker::Fork;
use capos_schema::{Interface, Method};

use super::grants::refuse;
use crate::object::{Call, CallResult, Object, Outcome};
use crate::spawn::{ForkStart, fork};

/// The object has no state: it copies whoever calls it.
pub struct ProcessForker;

impl Object for ProcessForker {
    fn interface(&self) -> Interface {
        Interface::ProcessForker
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Fork::ORDINAL => {
                let message = call.params::<Fork>();
                let params = message.get()?;
                let start = ForkStart {
                    entry: params.get_entry(),
                    stack: params.get_stack(),
                    argument: params.get_argument(),
                };
                call.check_results::<Fork>(0)?;
                let forked = fork(call.thread(), start).map_err(|error| refuse(call, error))?;
                let id = forked.process.id();
                call.answer::<Fork>(0, |mut results| results.set_id(id))?;
                forked.start();
                Ok(Outcome::Done)
            }
            _ => Err(Fault::Method.into()),
        }
    }
}
