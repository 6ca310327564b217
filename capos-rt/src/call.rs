//! `call`: one method call, typed by its marker in `capos_schema::methods`.
//!
//! Parameters are built and results read in place on the caller's stack; nothing allocates. The number of words
//! each message needs is the client's to know: `PARAMS` must hold the largest message that `fill` writes (the
//! builder panics otherwise), `RESULTS` the largest Results (the kernel faults `ResultsLength` otherwise).

use core::mem::MaybeUninit;
use core::slice;

use capos_schema as schema;
use capos_schema::Method;
use capos_schema::abi::{BulkPart, Completion, Handle, Operation, Submission, SubmissionFlags};
use capos_schema::message::{MessageBuilder, Struct, StructReader};

use crate::entry;
use crate::error::{Error, Result};

/// The unit of messages.
pub type Word = [u8; 8];

pub const ZERO_WORD: Word = [0; 8];

/// The bytes that a bulk method moves.
pub enum Bulk<'a> {
    None,
    From(&'a [u8]),
    To(&'a mut [u8]),
    Parts(Parts<'a>),
}

impl Bulk<'_> {
    /// The same bytes for one call of several.
    pub fn reborrow(&mut self) -> Bulk<'_> {
        match self {
            Bulk::None => Bulk::None,
            Bulk::From(bytes) => Bulk::From(bytes),
            Bulk::To(bytes) => Bulk::To(bytes),
            Bulk::Parts(parts) => Bulk::Parts(*parts),
        }
    }
}

/// Bytes in several places that one call moves as if they lay together.
#[derive(Clone, Copy)]
pub struct Parts<'a>(&'a [BulkPart]);

impl<'a> Parts<'a> {
    /// # Safety
    /// As long as this is used the parts describe memory that methods may read, and write if they move bytes to the
    /// caller.
    pub const unsafe fn new(parts: &'a [BulkPart]) -> Self {
        Parts(parts)
    }
}

/// How a call is issued beside its message and bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Wait {
    #[default]
    Block,
    /// Fail with `wouldBlock` instead.
    Never,
}

pub type ParamsBuilder<'a, M> = <<M as Method>::Params as Struct>::Builder<'a>;
pub type ResultsReader<'a, M> = <<M as Method>::Results as Struct>::Reader<'a>;

/// Calls `M` on `handle`; answers what `read` makes of the results, and the bulk bytes moved.
pub fn call<M: Method, const PARAMS: usize, const RESULTS: usize, T>(
    handle: Handle,
    wait: Wait,
    bulk: Bulk<'_>,
    fill: impl FnOnce(ParamsBuilder<'_, M>),
    read: impl FnOnce(ResultsReader<'_, M>) -> Result<T>,
) -> Result<(T, u64)> {
    let mut params = [ZERO_WORD; PARAMS];
    let mut submission = submission::<M>(handle, wait);
    if PARAMS > 0 {
        set_params::<M>(&mut submission, params.as_flattened_mut(), fill);
    }
    let mut results = MaybeUninit::<[Word; RESULTS]>::uninit();
    submission.results_address = results.as_mut_ptr() as u64;
    submission.results_length = size_of::<[Word; RESULTS]>() as u32;
    let completion = issue::<M>(&mut submission, bulk)?;
    if completion.results_length > submission.results_length {
        return Err(Error::BadResults);
    }
    // SAFETY: the kernel has written as many bytes there as the completion tells, which is not more than there are.
    let written =
        unsafe { slice::from_raw_parts(results.as_ptr().cast::<u8>(), completion.results_length as usize) };
    let value = read(StructReader::root(written)?.into())?;
    Ok((value, completion.value))
}

/// Calls a method without parameters that does not wait; answers what `read` makes of the results.
pub fn ask<M: Method, const RESULTS: usize, T>(
    handle: Handle,
    read: impl FnOnce(ResultsReader<'_, M>) -> Result<T>,
) -> Result<T> {
    ask_with::<M, 0, RESULTS, T>(handle, |_| (), read)
}

/// As [`ask`], of a method with parameters.
pub fn ask_with<M: Method, const PARAMS: usize, const RESULTS: usize, T>(
    handle: Handle,
    fill: impl FnOnce(ParamsBuilder<'_, M>),
    read: impl FnOnce(ResultsReader<'_, M>) -> Result<T>,
) -> Result<T> {
    call::<M, PARAMS, RESULTS, T>(handle, Wait::Block, Bulk::None, fill, read).map(|(value, _)| value)
}

/// Calls a method that has only parameters.
pub fn act<M: Method, const PARAMS: usize>(
    handle: Handle,
    fill: impl FnOnce(ParamsBuilder<'_, M>),
) -> Result<()> {
    transfer_with::<M, PARAMS>(handle, Wait::Block, Bulk::None, fill).map(drop)
}

/// Calls a method that has no results, or whose completion's value tells them as well; answers the value, which is how many
/// bytes moved.
pub fn transfer_with<M: Method, const PARAMS: usize>(
    handle: Handle,
    wait: Wait,
    bulk: Bulk<'_>,
    fill: impl FnOnce(ParamsBuilder<'_, M>),
) -> Result<usize> {
    let mut params = [ZERO_WORD; PARAMS];
    let mut submission = submission::<M>(handle, wait);
    set_params::<M>(&mut submission, params.as_flattened_mut(), fill);
    Ok(issue::<M>(&mut submission, bulk)?.value as usize)
}

/// Calls a method that has neither parameters nor results: at most bytes move.
pub fn transfer<M: Method>(handle: Handle, wait: Wait, bulk: Bulk<'_>) -> Result<usize> {
    let mut submission = submission::<M>(handle, wait);
    Ok(issue::<M>(&mut submission, bulk)?.value as usize)
}

pub(crate) fn submission<M: Method>(handle: Handle, wait: Wait) -> Submission {
    let mut submission = Submission::empty(Operation::Call);
    submission.method = M::ORDINAL;
    submission.capability = handle.bits();
    submission.interface = M::INTERFACE.id();
    submission.flags = match wait {
        Wait::Block => 0,
        Wait::Never => SubmissionFlags::NO_WAIT,
    };
    submission
}

fn set_params<M: Method>(
    submission: &mut Submission,
    room: &mut [u8],
    fill: impl FnOnce(ParamsBuilder<'_, M>),
) {
    let mut message = MessageBuilder::new(room);
    fill(message.init_root::<M::Params>());
    let bytes = message.finish().expect("the client's room holds its largest message");
    submission.params_address = bytes.as_ptr() as u64;
    submission.params_length = bytes.len() as u32;
}

fn issue<M: Method>(submission: &mut Submission, bulk: Bulk<'_>) -> Result<Completion> {
    assert!(
        matches!(
            (&bulk, M::BULK),
            (Bulk::None, _)
                | (Bulk::Parts(_), schema::Bulk::FromCaller | schema::Bulk::ToCaller)
                | (Bulk::From(_), schema::Bulk::FromCaller)
                | (Bulk::To(_), schema::Bulk::ToCaller)
        ),
        "the method moves bytes the other way"
    );
    (submission.bulk_address, submission.bulk_length) = match &bulk {
        Bulk::None => (0, 0),
        Bulk::From(bytes) => (bytes.as_ptr() as u64, bytes.len() as u64),
        Bulk::To(bytes) => (bytes.as_ptr() as u64, bytes.len() as u64),
        Bulk::Parts(Parts(parts)) => {
            submission.flags |= SubmissionFlags::VECTORED;
            (parts.as_ptr() as u64, size_of_val(*parts) as u64)
        }
    };
    // SAFETY: parameters and results are live buffers of `call`, and the bulk slice outlives this function; by the
    // assertion above the kernel writes to it only if it is `To`. Whoever made `Parts` promised the same of those.
    let completion = unsafe { entry::cap_call(submission) };
    if completion.status == 0 {
        Ok(completion)
    } else {
        Err(Error::from_status(completion.status, completion.detail))
    }
}
