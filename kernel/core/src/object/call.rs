//! `Call`: one call of a method as its object sees it.

use core::fmt::{self, Display, Write};

use alloc::sync::Arc;

use capos_hal::frame::Frame;
use capos_hal::user::UserFault;
use capos_hal::{UserAddress, user};
use capos_schema::Method;
use capos_schema::abi::limits::{MAX_BULK, MAX_RESULTS};
use capos_schema::abi::{Fault, Handle, Submission, SubmissionFlags};
use capos_schema::capos_capnp::{ErrorCode, exception};
use capos_schema::message::Struct;

use super::message::{encode, encoded_size};
use super::{CallError, CallResult, Capability, Message, Outcome, Vector};
use crate::memory::AddressSpace;
use crate::process::Process;
use crate::thread::Thread;

/// What a method gets: parameters, the bulk buffer, room for results, and the caller.
///
/// Everything that came from the caller's memory is an allegation: parameters were copied once, so they do not
/// change while they are read; bulk bytes are copied when the method asks for them.
pub struct Call<'a> {
    /// The object's own note across the tries of a blocked call; 0 at the first.
    pub progress: u64,
    /// While waiting: try again when Timer's clock reaches this, even if the queue did not wake.
    pub deadline: Option<u64>,
    thread: &'a Arc<Thread>,
    submission: &'a Submission,
    params: &'a [u8],
    room: &'a mut [u8; MAX_RESULTS],
    vector: Option<Vector>,
    /// Bytes that this call moves at most.
    most: u64,
    results_length: u32,
    value: u64,
}

impl<'a> Call<'a> {
    pub(crate) fn new(
        thread: &'a Arc<Thread>,
        submission: &'a Submission,
        params: &'a [u8],
        room: &'a mut [u8; MAX_RESULTS],
    ) -> Self {
        Call {
            progress: 0,
            deadline: None,
            thread,
            submission,
            params,
            room,
            vector: None,
            most: MAX_BULK,
            results_length: 0,
            value: 0,
        }
    }

    /// The caller.
    pub fn process(&self) -> &'a Arc<Process> {
        self.thread.process()
    }

    pub fn thread(&self) -> &'a Arc<Thread> {
        self.thread
    }

    /// The caller's memory.
    pub fn address_space(&self) -> &'a Arc<AddressSpace> {
        self.thread.address_space()
    }

    /// Whether the caller wants to be refused rather than kept waiting.
    pub fn is_no_wait(&self) -> bool {
        self.submission.flags & SubmissionFlags::NO_WAIT != 0
    }

    /// The parameters of `M`. The message does not borrow the call: the call stays usable while it is read.
    pub fn params<M: Method>(&self) -> Message<'a, M::Params> {
        Message::new(self.params)
    }

    /// Whether the caller gave any room for results: what the completion's value says as well is not encoded without.
    pub fn has_results_room(&self) -> bool {
        self.submission.results_length != 0
    }

    /// Checks that the caller has room for `M`'s results with `extra` bytes of text and lists, and that the
    /// room can be written: a method does it before it acts, so that a fault means that nothing was done.
    pub fn check_results<M: Method>(&self, extra: usize) -> Result<(), CallError> {
        let needed = encoded_size::<M::Results>(extra);
        if needed > self.results_room() {
            return Err(Fault::ResultsLength.into());
        }
        let first = UserAddress::new(self.submission.results_address);
        let last = UserAddress::new(first.get() + needed as u64 - 1);
        let probe = |address| user::copy_out(address, &[0]).map_err(|_| Fault::ResultsAddress);
        probe(first)?;
        // Results mostly lie in one page, and never in more than two.
        if first.page() != last.page() {
            probe(last)?;
        }
        Ok(())
    }

    /// Encodes `M`'s results and copies them to the caller, which ends the call; `extra` is as in [`Call::check_results`].
    pub fn answer<M: Method>(
        &mut self,
        extra: usize,
        fill: impl FnOnce(<M::Results as Struct>::Builder<'_>),
    ) -> CallResult {
        let needed = encoded_size::<M::Results>(extra);
        if needed > self.results_room() {
            return Err(Fault::ResultsLength.into());
        }
        let address = UserAddress::new(self.submission.results_address);
        let bytes = encode::<M::Results>(&mut self.room[..needed], fill)?;
        user::copy_out(address, bytes).map_err(|_| Fault::ResultsAddress)?;
        self.results_length = bytes.len() as u32;
        Ok(Outcome::Done)
    }

    /// The bulk buffer is in parts.
    pub(crate) fn set_vector(&mut self, vector: Vector) {
        self.vector = Some(vector);
    }

    /// Bytes of the caller's bulk buffer, of those that one call moves.
    pub fn bulk_length(&self) -> u64 {
        match &self.vector {
            None => self.submission.bulk_length.min(self.most),
            Some(vector) => vector.length().min(self.most),
        }
    }

    /// The rest of the bulk buffer is not for this call.
    pub fn shorten_bulk(&mut self, most: u64) {
        self.most = self.most.min(most);
    }

    /// Copies from the caller's bulk buffer.
    pub fn bulk_in(&self, offset: u64, bytes: &mut [u8]) -> Result<(), CallError> {
        self.each_piece(offset, bytes.len(), |address, at, length| {
            user::copy_in(address, &mut bytes[at..at + length])
        })
    }

    /// Copies to the caller's bulk buffer.
    pub fn bulk_out(&mut self, offset: u64, bytes: &[u8]) -> Result<(), CallError> {
        self.each_piece(offset, bytes.len(), |address, at, length| {
            user::copy_out(address, &bytes[at..at + length])
        })
    }

    /// Copies from the caller's bulk buffer to a range of a page.
    pub fn bulk_in_frame(
        &self,
        from: u64,
        to: &Frame,
        offset: usize,
        length: usize,
    ) -> Result<(), CallError> {
        self.each_piece(from, length, |address, at, length| {
            user::copy_in_frame(address, to, offset + at, length)
        })
    }

    /// Copies a range of a page to the caller's bulk buffer.
    pub fn bulk_out_frame(
        &mut self,
        to: u64,
        from: &Frame,
        offset: usize,
        length: usize,
    ) -> Result<(), CallError> {
        self.each_piece(to, length, |address, at, length| {
            user::copy_out_frame(address, from, offset + at, length)
        })
    }

    /// Zeroes a part of the caller's bulk buffer.
    pub fn bulk_zero(&mut self, at: u64, length: usize) -> Result<(), CallError> {
        self.each_piece(at, length, |address, _, length| user::zero(address, length))
    }

    /// The completion's value: for bulk methods the bytes moved. Set by a call that has to wait, it is how the call ends
    /// if a signal ends the wait.
    pub fn set_value(&mut self, value: u64) {
        self.value = value;
    }

    /// Gives the caller a capability.
    pub fn insert(&self, capability: Capability) -> Result<Handle, CallError> {
        let inserted = self.process().capabilities().lock().insert(capability);
        inserted.map_err(|(_, reason)| reason.into())
    }

    /// An error with a reason for people: which field, which limit. The reason reaches the caller if it has
    /// room for it; the code always does.
    pub fn exception(&mut self, code: ErrorCode, reason: impl Display) -> CallError {
        let mut text = Reason { bytes: [0; Reason::LENGTH], length: 0 };
        // A reason that is too long is cut.
        let _ = write!(text, "{reason}");
        let reason = text.as_str();
        let needed = encoded_size::<exception::Owned>(reason.len() + 1);
        if needed <= self.results_room() {
            let address = UserAddress::new(self.submission.results_address);
            let fill = |mut exception: exception::Builder<'_>| {
                exception.set_code(code);
                exception.set_reason(reason);
            };
            let encoded = encode::<exception::Owned>(&mut self.room[..needed], fill).unwrap_or_default();
            let delivered = user::copy_out(address, encoded);
            self.results_length = delivered.map_or(0, |()| encoded.len() as u32);
        }
        CallError::Exception(code)
    }

    pub(crate) fn results_length(&self) -> u32 {
        self.results_length
    }

    pub(crate) fn value(&self) -> u64 {
        self.value
    }

    fn results_room(&self) -> usize {
        (self.submission.results_length as usize).min(MAX_RESULTS)
    }

    /// Hands on the memory that a range of the bulk buffer is: one piece, unless the buffer is in parts.
    #[inline]
    fn each_piece(
        &self,
        offset: u64,
        length: usize,
        mut act: impl FnMut(UserAddress, usize, usize) -> Result<(), UserFault>,
    ) -> Result<(), CallError> {
        let end = offset.checked_add(length as u64).ok_or(Fault::BulkLength)?;
        let mut act = |address, at, length| act(address, at, length).map_err(|_| Fault::BulkAddress);
        if let Some(vector) = &self.vector {
            return Ok(vector.each_piece(offset, length, act)?);
        }
        if end > self.submission.bulk_length {
            return Err(Fault::BulkLength.into());
        }
        // The dispatcher has checked that the whole buffer lies in user space, so this does not wrap.
        Ok(act(UserAddress::new(self.submission.bulk_address + offset), 0, length)?)
    }
}

/// The text of an exception, cut at a character.
struct Reason {
    bytes: [u8; Reason::LENGTH],
    length: usize,
}

impl Reason {
    const LENGTH: usize = 192;

    fn as_str(&self) -> &str {
        core::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

impl Write for Reason {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let cut = text.floor_char_boundary(Self::LENGTH - self.length);
        self.bytes[self.length..self.length + cut].copy_from_slice(&text.as_bytes()[..cut]);
        self.length += cut;
        if cut == text.len() { Ok(()) } else { Err(fmt::Error) }
    }
}
