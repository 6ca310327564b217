//! Numbers, groups and sessions.

use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::self_process::{CreateSession, GetIds, SetGroup};

use crate::object::{Call, CallResult, Outcome};
use crate::process::{jobs, registry};

pub(super) fn get_ids(call: &mut Call<'_>) -> CallResult {
    let own = call.process().id();
    let asked = match call.params::<GetIds>().get()?.get_process() {
        0 => own,
        other => other,
    };
    let ids = registry::ids(asked).ok_or(ErrorCode::NoSuchProcess)?;
    if !registry::reaches(own, asked) {
        return Err(ErrorCode::NotPermitted.into());
    }
    call.answer::<GetIds>(0, |mut results| {
        results.set_process(ids.process);
        results.set_parent(ids.parent);
        results.set_group(ids.group);
        results.set_session(ids.session);
    })
}

pub(super) fn set_group(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<SetGroup>();
    let params = message.get()?;
    let own = call.process().id();
    let or = |id: u64, other: u64| if id == 0 { other } else { id };
    let process = or(params.get_process(), own);
    jobs::set_group(own, process, or(params.get_group(), process))?;
    Ok(Outcome::Done)
}

pub(super) fn create_session(call: &mut Call<'_>) -> CallResult {
    call.check_results::<CreateSession>(0)?;
    let session = jobs::create_session(call.process().id())?;
    call.answer::<CreateSession>(0, |mut results| results.set_session(session))
}
