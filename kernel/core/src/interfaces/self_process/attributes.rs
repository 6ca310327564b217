//! Limits and nice values.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::self_process::Target;
use capos_schema::methods::self_process::{GetLimit, GetPriority, SetLimit, SetPriority};

use crate::object::{Call, CallError, CallResult, Outcome};
use crate::process::attributes::{Limit, resource};
use crate::process::{Process, registry};

/// Whom the caller means; at least one process.
fn targets(call: &Call<'_>, target: Target, id: u64) -> Result<Vec<Arc<Process>>, CallError> {
    let own = call.process();
    let found = match target {
        Target::Process if id == 0 || id == own.id() => alloc::vec![Arc::clone(own)],
        Target::Process => {
            let process = registry::find(id).ok_or(ErrorCode::NoSuchProcess)?;
            if !registry::reaches(own.id(), id) {
                return Err(ErrorCode::NotPermitted.into());
            }
            alloc::vec![process]
        }
        Target::Group => {
            let group = if id == 0 { registry::ids(own.id()).map_or(0, |ids| ids.group) } else { id };
            registry::reached_by(own.id(), Some(group))?
        }
        Target::All => {
            let mut all = registry::reached_by(own.id(), None)?;
            all.retain(|process| process.attributes().user() == own.attributes().user());
            all.push(Arc::clone(own));
            all
        }
        Target::Thread => return Err(ErrorCode::InvalidArgument.into()),
    };
    if found.is_empty() { Err(ErrorCode::NoSuchProcess.into()) } else { Ok(found) }
}

pub(super) fn get_priority(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<GetPriority>();
    let params = message.get()?;
    let targets = targets(call, params.get_target()?, params.get_id())?;
    let lowest = targets.iter().map(|process| process.attributes().nice()).min().unwrap_or(0);
    call.answer::<GetPriority>(0, |mut results| results.set_nice(lowest))
}

/// Changes as many as it may; the error of one that it may not.
pub(super) fn set_priority(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<SetPriority>();
    let params = message.get()?;
    let targets = targets(call, params.get_target()?, params.get_id())?;
    let nice = params.get_nice();
    let changed = targets.iter().map(|process| process.attributes().set_nice(nice));
    changed.fold(Ok(()), Result::and)?;
    Ok(Outcome::Done)
}

pub(super) fn get_limit(call: &mut Call<'_>) -> CallResult {
    let resource = call.params::<GetLimit>().get()?.get_resource();
    let limit = call.process().attributes().limit(resource).ok_or(ErrorCode::InvalidArgument)?;
    call.answer::<GetLimit>(0, |mut results| {
        results.set_soft(limit.soft);
        results.set_hard(limit.hard);
    })
}

pub(super) fn set_limit(call: &mut Call<'_>) -> CallResult {
    let message = call.params::<SetLimit>();
    let params = message.get()?;
    let number = params.get_resource();
    let limit = Limit { soft: params.get_soft(), hard: params.get_hard() };
    call.process().attributes().set_limit(number, limit)?;
    if number == resource::CPU {
        call.process().apply_processor_limit()?;
    }
    Ok(Outcome::Done)
}
