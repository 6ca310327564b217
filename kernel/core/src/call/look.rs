//! LOOK: what many capabilities are ready for, in one submission.

use alloc::sync::Arc;

use capos_hal::{UserAddress, user};
use capos_schema::abi::limits::MAX_LOOK;
use capos_schema::abi::{Fault, Glance, Handle, Readiness, Submission};

use super::Ended;
use super::check::{self, check};
use crate::thread::Thread;

/// Bytes of an entry, and of those that are copied at a time.
const ENTRY: usize = size_of::<Glance>();
const CHUNK: usize = 32 * ENTRY;

/// Puts what each capability is ready for in place of what was asked; the value tells how many are ready.
pub fn look(thread: &Thread, submission: &Submission) -> Result<Ended, Fault> {
    check(submission.capability == 0, Fault::BadHandle)?;
    check::unused(&Submission { bulk_length: 0, ..*submission }, true)?;
    check::buffers(submission)?;
    let length = submission.bulk_length as usize;
    check(submission.bulk_length <= MAX_LOOK && length.is_multiple_of(ENTRY), Fault::BulkLength)?;
    let mut count = 0;
    let mut at = 0;
    while at < length {
        let mut chunk = [0; CHUNK];
        let part = &mut chunk[..CHUNK.min(length - at)];
        let address = UserAddress::new(submission.bulk_address + at as u64);
        user::copy_in(address, part).map_err(|_| Fault::BulkAddress)?;
        for entry in part.as_chunks_mut::<ENTRY>().0 {
            let ready = readiness(thread, Glance::from_bytes(*entry));
            count += u64::from(!ready.is_empty());
            entry[ENTRY / 2..].copy_from_slice(&ready.0.to_ne_bytes());
        }
        user::copy_out(address, part).map_err(|_| Fault::BulkAddress)?;
        at += part.len();
    }
    Ok(Ended::ok(count))
}

fn readiness(thread: &Thread, glance: Glance) -> Readiness {
    if glance.capability == 0 {
        return Readiness::NONE;
    }
    let object = {
        let table = thread.process().capabilities().lock();
        match table.get(Handle::from_bits(glance.capability)) {
            Ok(capability) => Arc::clone(capability.object()),
            Err(_) => return Readiness::INVALID,
        }
    };
    let reported = Readiness(glance.readiness).union(Readiness::ERROR).union(Readiness::HANG_UP);
    object.readiness_for(thread.process()).intersection(reported)
}
