//! `Request`: a checked submission, and one try at it.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::mem;

use capos_hal::{UserAddress, time, user};
use capos_schema::Interface;
use capos_schema::abi::{Fault, Operation, Readiness, Sharing, Submission, SubmissionFlags};
use capos_schema::capos_capnp::ErrorCode;

use super::Ended;
use super::check::{self, check};
use super::look::Looking;
use super::registered::Watched;
use crate::object::{Call, MessageBuffers, Object, Outcome, Vector, Waiter};
use crate::parking::{self, Key, Parked, Parking};
use crate::thread::Thread;

/// A submission that may have to wait.
pub(crate) enum Request {
    Call { object: Arc<dyn Object>, tries: Tries },
    Poll { object: Arc<dyn Object>, wanted: Readiness },
    Look(Looking),
    Timeout { deadline: u64 },
    Park(Parking),
}

/// What a call keeps from one try to the next; see [`Call`].
#[derive(Default)]
pub(crate) struct Tries {
    progress: u64,
    deadline: Option<u64>,
    /// What it has moved, which counts if the wait ends before the call does.
    value: u64,
    /// Bytes of a bulk buffer in parts, which the process must not change meanwhile.
    parts_length: Option<u64>,
}

/// What the checks make of a submission.
pub(crate) enum Begun {
    Request(Request),
    /// Done already.
    Ended(Ended),
    /// To be found among the ring's pending operations.
    Cancel {
        user_data: u64,
    },
}

/// Checks a submission's operation, flags and capability, and does what needs no waiting.
#[inline]
pub(crate) fn begin(thread: &Thread, submission: &Submission) -> Result<Begun, Fault> {
    let operation = Operation::try_from(submission.operation).map_err(|()| Fault::Operation)?;
    check(submission.flags & !SubmissionFlags::ALL == 0, Fault::Flags)?;
    if operation == Operation::Call {
        let object = callee(thread, submission)?;
        return Ok(Begun::Request(Request::Call { object, tries: Tries::default() }));
    }
    begin_other(operation, thread, submission)
}

/// The one capability lookup of a call: handle, interface, method; then the lock is gone.
#[inline]
pub(super) fn callee(thread: &Thread, submission: &Submission) -> Result<Arc<dyn Object>, Fault> {
    let table = thread.process().capabilities().lock();
    let capability = table.get(submission.handle())?;
    check(capability.interface().id() == submission.interface, Fault::WrongInterface)?;
    check(submission.method < capability.methods(), Fault::Method)?;
    Ok(Arc::clone(capability.object()))
}

fn begin_other(operation: Operation, thread: &Thread, submission: &Submission) -> Result<Begun, Fault> {
    check(submission.flags & SubmissionFlags::VECTORED == 0, Fault::Flags)?;
    let table = thread.process().capabilities();
    let handle = submission.handle();
    match operation {
        Operation::Call => Err(Fault::Operation),
        Operation::Nop => {
            check(submission.capability == 0, Fault::BadHandle)?;
            check::unused(submission, false)?;
            Ok(Begun::Ended(Ended::ok(0)))
        }
        Operation::Poll => {
            const KNOWN: Readiness = Readiness::READABLE
                .union(Readiness::WRITABLE)
                .union(Readiness::ERROR)
                .union(Readiness::HANG_UP);
            let object = Arc::clone(table.lock().get(handle)?.object());
            check::unused(submission, true)?;
            check(submission.bulk_address & !u64::from(KNOWN.0) == 0, Fault::BulkAddress)?;
            Ok(Begun::Request(Request::Poll { object, wanted: Readiness(submission.bulk_address as u32) }))
        }
        Operation::Timeout => {
            check(submission.capability == 0, Fault::BadHandle)?;
            check::unused(submission, true)?;
            Ok(Begun::Request(Request::Timeout { deadline: submission.bulk_address }))
        }
        Operation::Cancel => {
            check(submission.capability == 0, Fault::BadHandle)?;
            check::unused(submission, true)?;
            Ok(Begun::Cancel { user_data: submission.bulk_address })
        }
        Operation::Look => Ok(Begun::Request(Request::Look(Looking::new(submission)?))),
        Operation::Park | Operation::Unpark => park(operation, thread, submission),
        Operation::Release => {
            table.lock().get(handle)?;
            check::unused(submission, false)?;
            let released = table.lock().release(handle)?;
            // Dropping an object may take any lock: not under the table's.
            drop(released);
            Ok(Begun::Ended(Ended::ok(0)))
        }
        Operation::Duplicate => {
            let second = table.lock().get(handle)?.duplicate();
            check::unused(submission, false)?;
            let inserted = table.lock().insert(second);
            Ok(Begun::Ended(match inserted {
                Ok(handle) => Ended::ok(handle.bits().into()),
                Err((_, reason)) => Ended::exception(reason),
            }))
        }
    }
}

/// The operations at words of memory.
fn park(operation: Operation, thread: &Thread, submission: &Submission) -> Result<Begun, Fault> {
    let table = thread.process().capabilities();
    let is_park_space = table.lock().get(submission.handle())?.interface() == Interface::ParkSpace;
    check(is_park_space && submission.interface == 0, Fault::WrongInterface)?;
    let sharing = Sharing::try_from(submission.method).map_err(|()| Fault::Method)?;
    let is_park = operation == Operation::Park;
    check(is_park || submission.params_address == 0, Fault::ParamsAddress)?;
    check(submission.params_length == 0, Fault::ParamsLength)?;
    check(submission.results_address == 0, Fault::ResultsAddress)?;
    check(submission.results_length == 0, Fault::ResultsLength)?;
    let address = UserAddress::new(submission.bulk_address);
    check(address.holds(size_of::<u32>()) && address.get().is_multiple_of(4), Fault::BulkAddress)?;
    let key = Key::new(thread, address, sharing);
    if !is_park {
        return Ok(Begun::Ended(Ended::ok(parking::unpark(&key, submission.bulk_length))));
    }
    let expected = u32::try_from(submission.bulk_length).map_err(|_| Fault::BulkLength)?;
    Ok(Begun::Request(Request::Park(Parking::new(key, address, expected, submission.params_address))))
}

impl Request {
    /// Tries once; `None` if it has to wait.
    #[inline]
    pub(crate) fn attempt(
        &mut self,
        thread: &Arc<Thread>,
        submission: &Submission,
        buffers: &mut MessageBuffers,
    ) -> Option<Ended> {
        match self {
            Request::Call { object, tries } => {
                match attempt_call(object, mem::take(tries), thread, submission, buffers) {
                    Ok(ended) => Some(ended),
                    Err(next) => {
                        *tries = next;
                        None
                    }
                }
            }
            Request::Poll { object, wanted } => {
                let reported = wanted.union(Readiness::ERROR).union(Readiness::HANG_UP);
                let ready = object.readiness_for(thread).intersection(reported);
                if !ready.is_empty() {
                    return Some(Ended::ok(ready.0.into()));
                }
                // Nothing would ever end the wait.
                object
                    .wait_queue_for(thread.process())
                    .is_none()
                    .then(|| Ended::exception(ErrorCode::NotSupported))
            }
            Request::Look(looking) => looking.attempt(thread),
            Request::Timeout { deadline } => (time::now() >= *deadline).then(|| Ended::ok(0)),
            Request::Park(parking) => parking.attempt(),
        }
    }

    /// The request ends for another reason than its own; how, if it was done nevertheless.
    pub(crate) fn give_up(&self) -> Option<Ended> {
        match self {
            Request::Park(parking) => parking.give_up(),
            Request::Call { tries, .. } if tries.value > 0 => Some(Ended::ok(tries.value)),
            _ => None,
        }
    }

    /// Its place in the lot, if it waits at a word of memory.
    pub(crate) fn enter(&self, waiter: impl FnOnce() -> Waiter) -> Result<Option<Parked>, ErrorCode> {
        match self {
            Request::Park(parking) => parking.enter(waiter()).map(Some),
            _ => Ok(None),
        }
    }

    /// When to try again, whatever happens.
    pub(crate) fn deadline(&self) -> Option<u64> {
        match self {
            Request::Call { tries, .. } => tries.deadline,
            Request::Poll { object, .. } => object.ready_at(),
            Request::Look(looking) => Some(looking.wakes_at()),
            Request::Timeout { deadline } => Some(*deadline),
            Request::Park(parking) => Some(parking.deadline()),
        }
    }

    /// Its places with everything that it looks at.
    pub(crate) fn watch(
        &self,
        thread: &Thread,
        waiter: impl Fn() -> Waiter,
    ) -> Result<Vec<Watched>, ErrorCode> {
        match self {
            Request::Look(looking) => looking.watch(thread, waiter),
            _ => Ok(Vec::new()),
        }
    }

    pub(crate) fn object(&self) -> Option<&Arc<dyn Object>> {
        match self {
            Request::Call { object, .. } | Request::Poll { object, .. } => Some(object),
            Request::Look(_) | Request::Timeout { .. } | Request::Park(_) => None,
        }
    }
}

/// One try of a CALL whose capability was looked up; `Err` has what the next try is to know. By itself it costs a tenth of
/// the shortest call.
#[inline(always)]
pub(super) fn attempt_call(
    object: &Arc<dyn Object>,
    tries: Tries,
    thread: &Arc<Thread>,
    submission: &Submission,
    buffers: &mut MessageBuffers,
) -> Result<Ended, Tries> {
    let (params_room, results_room) = buffers.split();
    let params = match copy_params(submission, params_room) {
        Ok(params) => params,
        Err(fault) => return Ok(Ended::fault(fault)),
    };
    let mut call = Call::new(thread, submission, params, results_room);
    call.progress = tries.progress;
    call.deadline = tries.deadline;
    let mut parts_length = tries.parts_length;
    if submission.flags & SubmissionFlags::VECTORED != 0 {
        match set_parts(&mut call, parts_length, submission) {
            Ok(length) => parts_length = Some(length),
            Err(fault) => return Ok(Ended::fault(fault)),
        }
    }
    let ended = match object.call(submission.method, &mut call) {
        Ok(Outcome::Done) => Ended::ok(call.value()),
        Ok(Outcome::Wait) => {
            let (progress, deadline, value) = (call.progress, call.deadline, call.value());
            return Err(Tries { progress, deadline, value, parts_length });
        }
        Err(error) => error.into(),
    };
    Ok(Ended { results_length: call.results_length(), ..ended })
}

/// The bulk buffer is in parts, of so many bytes together. Progress counts them, so they are as many at each try.
#[cold]
fn set_parts(call: &mut Call<'_>, known_length: Option<u64>, submission: &Submission) -> Result<u64, Fault> {
    let vector = Vector::new(submission)?;
    let length = vector.length();
    check(known_length.is_none_or(|known| known == length), Fault::BulkLength)?;
    call.set_vector(vector);
    Ok(length)
}

#[inline]
fn copy_params<'a>(submission: &Submission, room: &'a mut [u8]) -> Result<&'a [u8], Fault> {
    check::buffers(submission)?;
    let params = &mut room[..submission.params_length as usize];
    if !params.is_empty() {
        user::copy_in(UserAddress::new(submission.params_address), params)
            .map_err(|_| Fault::ParamsAddress)?;
    }
    Ok(params)
}
