//! What a new program is given: capabilities and launch parameters out of a call.

use alloc::vec::Vec;

use capos_schema::abi::Handle;
use capos_schema::abi::limits::MAX_LAUNCH;
use capos_schema::capos_capnp::{ErrorCode, grant};
use capos_schema::message::StructList;

use crate::object::{Call, CallError, Capability};
use crate::spawn::{Grants, SpawnError};

/// The grants: second references to what the caller holds.
pub(super) fn collect<'m>(
    call: &mut Call<'_>,
    grants: StructList<'m, grant::Owned>,
) -> Result<Grants<'m>, CallError> {
    let mut collected = Vec::new();
    collected.try_reserve(grants.len() as usize).map_err(|_| ErrorCode::NoMemory)?;
    for (index, grant) in grants.iter().enumerate() {
        let name = grant.get_name()?.to_str()?;
        let handle = Handle::from_bits(grant.get_capability());
        let capability = call.process().capabilities().lock().get(handle).map(Capability::duplicate);
        match capability {
            Ok(capability) => collected.push((name, capability)),
            Err(fault) => {
                let reason = format_args!("grants[{index}].capability: {fault:?}");
                return Err(call.exception(ErrorCode::InvalidArgument, reason));
            }
        }
    }
    Ok(collected)
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
