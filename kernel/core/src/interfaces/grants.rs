//! What a new program is given: capabilities and launch parameters out of a call.

use alloc::vec::Vec;

use capos_schema::abi::Handle;
use capos_schema::abi::capset::CapabilityName;
use capos_schema::abi::limits::MAX_LAUNCH;
use capos_schema::capos_capnp::{ErrorCode, grant};
use capos_schema::message::StructList;

use crate::object::{Call, CallError};
use crate::spawn::{Grants, SpawnError};

/// The grants: second references to what the caller holds.
pub(super) fn collect(
    call: &mut Call<'_>,
    grants: StructList<'_, grant::Owned>,
) -> Result<Grants, CallError> {
    let mut collected = Vec::new();
    collected.try_reserve(grants.len() as usize).map_err(|_| ErrorCode::NoMemory)?;
    let process = call.process();
    let mut refused = None;
    {
        let table = process.capabilities().lock();
        for (index, grant) in grants.iter().enumerate() {
            let name = CapabilityName::new(grant.get_name()?.as_bytes());
            match (name, table.get(Handle::from_bits(grant.get_capability()))) {
                (Some(name), Ok(capability)) => collected.push((name, capability.duplicate())),
                (_, Err(fault)) => refused = Some((index, Some(fault))),
                (None, Ok(_)) => refused = Some((index, None)),
            }
            if refused.is_some() {
                break;
            }
        }
    }
    match refused {
        None => Ok(collected),
        Some((index, None)) => Err(refuse(call, SpawnError::GrantName(index))),
        Some((index, Some(fault))) => {
            let reason = format_args!("grants[{index}].capability: {fault:?}");
            Err(call.exception(ErrorCode::InvalidArgument, reason))
        }
    }
}

/// The length of the launch parameters in the bulk buffer.
pub(super) fn parameters_length(call: &mut Call<'_>) -> Result<usize, CallError> {
    let length = call.bulk_length();
    if length > MAX_LAUNCH as u64 {
        return Err(call.exception(ErrorCode::InvalidArgument, "launch parameters: longer than 2 MiB"));
    }
    Ok(length as usize)
}

pub(super) fn refuse(call: &mut Call<'_>, error: SpawnError) -> CallError {
    match error {
        SpawnError::Launch(error) => error,
        other => call.exception(other.code(), other),
    }
}
