//! `StatusFlags`: access mode and status flags of an open file description, which all its holders share.

use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

use capos_schema::Method;
use capos_schema::capos_capnp::{ErrorCode, status_flags};

use crate::namespace::OpenFlags;
use crate::object::{Call, CallResult, Outcome};

pub struct StatusFlags(AtomicU32);

impl StatusFlags {
    pub fn new(flags: OpenFlags) -> Self {
        StatusFlags(AtomicU32::new(flags.bits()))
    }

    pub fn get(&self) -> OpenFlags {
        OpenFlags::from_bits_retain(self.0.load(Relaxed))
    }

    pub fn are_non_blocking(&self) -> bool {
        self.get().contains(OpenFlags::NON_BLOCKING)
    }

    /// Whether a call that has done a part of its work is content with that.
    pub fn content_with_part(&self, call: &Call<'_>) -> bool {
        call.is_no_wait() || self.are_non_blocking()
    }

    /// How a try ends that found nothing to do yet.
    pub fn later(&self) -> CallResult {
        if self.are_non_blocking() { Err(ErrorCode::WouldBlock.into()) } else { Ok(Outcome::Wait) }
    }

    /// `F_GETFL`.
    pub fn tell<M: Method<Results = status_flags::Owned>>(&self, call: &mut Call<'_>) -> CallResult {
        call.answer::<M>(0, |mut results| results.set_flags(self.get().bits()))
    }

    /// `F_SETFL`.
    pub fn change<M: Method<Params = status_flags::Owned>>(&self, call: &mut Call<'_>) -> CallResult {
        let given = call.params::<M>().get()?.get_flags();
        let before = self.get();
        // What it has already is known, whatever it is.
        if OpenFlags::from_bits(given & !before.bits()).is_none() {
            return Err(call.exception(ErrorCode::InvalidArgument, "flags: unknown bits"));
        }
        let given = OpenFlags::from_bits_retain(given);
        let flags = (before - OpenFlags::CHANGEABLE) | (given & OpenFlags::CHANGEABLE);
        self.0.store(flags.bits(), Relaxed);
        Ok(Outcome::Done)
    }
}
