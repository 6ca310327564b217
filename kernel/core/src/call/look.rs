//! LOOK: what many capabilities are ready for, in one submission, at once or as soon as there is anything.

use alloc::sync::Arc;
use alloc::vec::Vec;

use capos_hal::{UserAddress, time, user};
use capos_schema::abi::limits::MAX_LOOK;
use capos_schema::abi::{Fault, Glance, Handle, Readiness, Submission};
use capos_schema::capos_capnp::ErrorCode;

use super::Ended;
use super::check::{self, check};
use super::registered::Watched;
use crate::object::{Object, Waiter};
use crate::thread::Thread;

/// Bytes of an entry, and of those that are copied at a time.
const ENTRY: usize = size_of::<Glance>();
const CHUNK: usize = 32 * ENTRY;

/// An array of entries, which stays in the process's memory.
pub(crate) struct Looking {
    address: u64,
    length: usize,
    deadline: u64,
    /// The first moment at which one of the objects becomes ready by itself.
    ready_at: u64,
}

impl Looking {
    pub fn new(submission: &Submission) -> Result<Self, Fault> {
        check(submission.capability == 0, Fault::BadHandle)?;
        check::unused(&Submission { bulk_length: 0, params_address: 0, ..*submission }, true)?;
        check::buffers(submission)?;
        let length = submission.bulk_length as usize;
        check(submission.bulk_length <= MAX_LOOK && length.is_multiple_of(ENTRY), Fault::BulkLength)?;
        let (address, deadline) = (submission.bulk_address, submission.params_address);
        Ok(Looking { address, length, deadline, ready_at: u64::MAX })
    }

    /// When to look again.
    pub fn wakes_at(&self) -> u64 {
        self.deadline.min(self.ready_at)
    }

    /// Puts what each capability is ready for in place of what was asked; the value tells how many are ready. While none
    /// is and there is time left, the entries stay as they are.
    pub fn attempt(&mut self, thread: &Thread) -> Option<Ended> {
        self.look(thread).unwrap_or_else(|fault| Some(Ended::fault(fault)))
    }

    fn look(&mut self, thread: &Thread) -> Result<Option<Ended>, Fault> {
        let may_wait = self.deadline != 0 && time::now() < self.deadline;
        let mut count = 0;
        self.ready_at = u64::MAX;
        for at in (0..self.length).step_by(CHUNK) {
            let (mut ready, mut ready_at) = (0, u64::MAX);
            self.change(at, |entries| {
                for entry in entries.as_chunks_mut::<ENTRY>().0 {
                    let glance = Glance::from_bytes(*entry);
                    let found = look_at(thread, glance);
                    ready += u64::from(!found.readiness.is_empty());
                    ready_at = ready_at.min(found.ready_at);
                    entry[ENTRY / 2..].copy_from_slice(&found.readiness.0.to_ne_bytes());
                }
                ready > 0 || count > 0 || !may_wait
            })?;
            if ready > 0 && count == 0 && may_wait {
                self.clear(at)?;
            }
            count += ready;
            self.ready_at = self.ready_at.min(ready_at);
        }
        Ok((count > 0 || !may_wait).then_some(Ended::ok(count)))
    }

    /// Nothing before there is ready.
    fn clear(&self, end: usize) -> Result<(), Fault> {
        for at in (0..end).step_by(CHUNK) {
            self.change(at, |entries| {
                for entry in entries.as_chunks_mut::<ENTRY>().0 {
                    entry[ENTRY / 2..].fill(0);
                }
                true
            })?;
        }
        Ok(())
    }

    /// Hands on the entries of a chunk, and copies them back if they are to be.
    fn change(&self, at: usize, act: impl FnOnce(&mut [u8]) -> bool) -> Result<(), Fault> {
        let mut chunk = [0; CHUNK];
        let part = &mut chunk[..CHUNK.min(self.length - at)];
        let address = UserAddress::new(self.address + at as u64);
        user::copy_in(address, part).map_err(|_| Fault::BulkAddress)?;
        if act(part) {
            user::copy_out(address, part).map_err(|_| Fault::BulkAddress)?;
        }
        Ok(())
    }

    /// Registers with everything that is looked at.
    pub fn watch(&self, thread: &Thread, waiter: impl Fn() -> Waiter) -> Result<Vec<Watched>, ErrorCode> {
        let mut watched = Vec::new();
        watched.try_reserve_exact(self.length / ENTRY).map_err(|_| ErrorCode::NoMemory)?;
        for at in (0..self.length).step_by(CHUNK) {
            let mut failed = None;
            // What can not be read is found by the next try.
            let _ = self.change(at, |entries| {
                for entry in entries.as_chunks::<ENTRY>().0 {
                    let object = object(thread, Glance::from_bytes(*entry).capability);
                    match object.ok().flatten().map(|object| Watched::new(&object, waiter())) {
                        Some(Ok(place)) => watched.extend(place),
                        Some(Err(error)) => failed = Some(error),
                        None => {}
                    }
                }
                false
            });
            if let Some(error) = failed {
                return Err(error);
            }
        }
        Ok(watched)
    }
}

struct Found {
    readiness: Readiness,
    ready_at: u64,
}

/// The object behind a handle; `None` behind 0.
fn object(thread: &Thread, handle: u32) -> Result<Option<Arc<dyn Object>>, Fault> {
    if handle == 0 {
        return Ok(None);
    }
    let table = thread.process().capabilities().lock();
    table.get(Handle::from_bits(handle)).map(|capability| Some(Arc::clone(capability.object())))
}

fn look_at(thread: &Thread, glance: Glance) -> Found {
    let object = match object(thread, glance.capability) {
        Ok(Some(object)) => object,
        Ok(None) => return Found { readiness: Readiness::NONE, ready_at: u64::MAX },
        Err(_) => return Found { readiness: Readiness::INVALID, ready_at: u64::MAX },
    };
    let reported = Readiness(glance.readiness).union(Readiness::ERROR).union(Readiness::HANG_UP);
    let readiness = object.readiness_for(thread).intersection(reported);
    Found { readiness, ready_at: object.ready_at().unwrap_or(u64::MAX) }
}
