//! `ProcessList`: which processes there are.

use capos_schema::abi::Fault;
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::process_list::State;
use capos_schema::methods::process_list::Next;
use capos_schema::{Interface, Method};

use crate::object::{Call, CallResult, Object};
use crate::process::registry;

pub struct ProcessList;

impl Object for ProcessList {
    fn interface(&self) -> Interface {
        Interface::ProcessList
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Next::ORDINAL => next(call),
            _ => Err(Fault::Method.into()),
        }
    }
}

fn next(call: &mut Call<'_>) -> CallResult {
    let after = call.params::<Next>().get()?.get_after();
    let (process, ids, ended) = registry::next(after).ok_or(ErrorCode::NotFound)?;
    let (name, usage) = (process.name(), process.usage());
    let state = match process.stopped() {
        _ if ended => State::Ended,
        0 => State::Running,
        _ => State::Stopped,
    };
    // The text with its NUL, rounded up to a word.
    let room = (name.len() + 1).next_multiple_of(8);
    call.answer::<Next>(room, |mut results| {
        results.set_process(ids.process);
        results.set_parent(ids.parent);
        results.set_group(ids.group);
        results.set_session(ids.session);
        results.set_state(state);
        results.set_threads(process.threads() as u32);
        results.set_max_resident_pages(usage.max_resident);
        results.set_user_nanoseconds(usage.time.user);
        results.set_system_nanoseconds(usage.time.system);
        results.set_name(&name);
    })
}
