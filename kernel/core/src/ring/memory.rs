//! The ring's three pages: where its parts are, and copies of them. All of it is the process's to scribble on.

use core::mem::offset_of;

use capos_hal::UserAddress;
use capos_hal::user::{self, UserFault};
use capos_schema::abi::ring::{
    COMPLETIONS, COMPLETIONS_OFFSET, HEADER_OFFSET, RingHeader, SUBMISSIONS, SUBMISSIONS_OFFSET,
};
use capos_schema::abi::{Completion, Fault, Operation, Submission};

#[derive(Clone, Copy, Debug)]
pub(super) struct RingMemory {
    base: UserAddress,
}

/// The indices that the thread owns.
#[derive(Clone, Copy, Debug)]
pub(super) struct ThreadIndices {
    pub submission_tail: u32,
    pub completion_head: u32,
}

impl RingMemory {
    pub fn new(base: UserAddress) -> Self {
        RingMemory { base }
    }

    pub fn thread_indices(self) -> Result<ThreadIndices, Fault> {
        let read = |offset| user::read_u32(self.at(HEADER_OFFSET + offset)).map_err(not_there);
        Ok(ThreadIndices {
            submission_tail: read(offset_of!(RingHeader, submission_tail))?,
            completion_head: read(offset_of!(RingHeader, completion_head))?,
        })
    }

    pub fn submission(self, index: u32) -> Result<Submission, Fault> {
        let offset = (index % SUBMISSIONS) as usize * size_of::<Submission>();
        let mut submission = Submission::empty(Operation::Nop);
        user::read_submission(self.at(SUBMISSIONS_OFFSET + offset), &mut submission).map_err(not_there)?;
        Ok(submission)
    }

    pub fn put_completion(self, index: u32, completion: &Completion) -> Result<(), Fault> {
        let mut bytes = [0; size_of::<Completion>()];
        bytes[0..8].copy_from_slice(&completion.user_data.to_le_bytes());
        bytes[8..12].copy_from_slice(&completion.status.to_le_bytes());
        bytes[12..16].copy_from_slice(&completion.detail.to_le_bytes());
        bytes[16..20].copy_from_slice(&completion.results_length.to_le_bytes());
        bytes[24..32].copy_from_slice(&completion.value.to_le_bytes());
        let offset = (index % COMPLETIONS) as usize * bytes.len();
        user::copy_out(self.at(COMPLETIONS_OFFSET + offset), &bytes).map_err(not_there)
    }

    /// Publishes the kernel's indices: what they cover is written before.
    pub fn publish(self, submission_head: u32, completion_tail: u32) -> Result<(), Fault> {
        let write =
            |offset, value| user::write_u32(self.at(HEADER_OFFSET + offset), value).map_err(not_there);
        write(offset_of!(RingHeader, submission_head), submission_head)?;
        write(offset_of!(RingHeader, completion_tail), completion_tail)
    }

    fn at(self, offset: usize) -> UserAddress {
        // The kernel mapped the whole ring there once; where it is now is the process's business.
        UserAddress::new(self.base.get() + offset as u64)
    }
}

fn not_there(_: UserFault) -> Fault {
    Fault::SubmissionAddress
}
