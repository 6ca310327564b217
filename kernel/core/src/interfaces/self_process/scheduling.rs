//! Scheduling policies.

use alloc::sync::Arc;

use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::self_process::Target;
use capos_schema::methods::self_process::{GetScheduling, SetScheduling};

use crate::object::{Call, CallError, CallResult, Outcome};
use crate::process::attributes::resource;
use crate::process::registry;
use crate::scheduler::{self, Policy};
use crate::thread::Thread;

/// Whom the caller means: a thread of its own process, or the first one of another.
fn target(call: &Call<'_>, target: Target, id: u64) -> Result<Arc<Thread>, CallError> {
    let own = call.process();
    let none = ErrorCode::NoSuchProcess;
    match target {
        Target::Thread if id == 0 => Ok(Arc::clone(call.thread())),
        Target::Thread => Ok(u32::try_from(id).ok().and_then(|id| own.thread(id)).ok_or(none)?),
        Target::Process => {
            let id = if id == 0 { own.id() } else { id };
            let process = registry::find(id).ok_or(none)?;
            if !registry::reaches(own.id(), id) {
                return Err(ErrorCode::NotPermitted.into());
            }
            Ok(process.thread(process.first_thread_id()).ok_or(none)?)
        }
        Target::Group | Target::All => Err(ErrorCode::InvalidArgument.into()),
    }
}

pub(super) fn set(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<SetScheduling>();
    let params = message.get()?;
    let policy = Policy::new(params.get_policy(), params.get_priority())?;
    let thread = target(call, params.get_target()?, params.get_id())?;
    if u64::from(policy.priority) > call.process().attributes().soft(resource::RTPRIO) {
        return Err(ErrorCode::NotPermitted.into());
    }
    scheduler::set_policy(&thread, policy);
    Ok(Outcome::Done)
}

pub(super) fn get(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<GetScheduling>();
    let params = message.get()?;
    let policy = target(call, params.get_target()?, params.get_id())?.policy();
    call.answer::<GetScheduling>(0, |mut results| {
        results.set_policy(policy.rule as u8);
        results.set_priority(policy.priority);
    })
}
