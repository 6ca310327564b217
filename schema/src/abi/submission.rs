//! `Submission`: one request, the same for `cap_call` and for the ring.

use super::Handle;

/// One request, 64 bytes. Fields that an operation does not use must be zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C, align(64))]
pub struct Submission {
    /// An [`Operation`].
    pub operation: u8,
    /// [`SubmissionFlags`].
    pub flags: u8,
    /// CALL: the method's ordinal in the schema. PARK, UNPARK: [`Sharing`] of the word.
    pub method: u16,
    /// CALL, POLL, RELEASE, DUPLICATE: the capability. PARK, UNPARK: the ParkSpace.
    pub capability: u32,
    /// CALL: the interface the caller believes the capability has.
    pub interface: u64,
    /// CALL: address of the parameter message. PARK, LOOK: the deadline in nanoseconds of the Timer's clock, `u64::MAX` none.
    pub params_address: u64,
    /// CALL: its length in bytes, a multiple of 8.
    pub params_length: u32,
    /// CALL: room for results in bytes, a multiple of 8.
    pub results_length: u32,
    /// CALL: address of the room for results.
    pub results_address: u64,
    /// CALL: address of the bytes the method moves. LOOK: of an array of [`Glance`]. POLL: a set of [`Readiness`] to wait for.
    /// TIMEOUT: the deadline in nanoseconds of the Timer's clock. CANCEL: the `user_data` to cancel. PARK, UNPARK: address
    /// of the word, 32 bits.
    pub bulk_address: u64,
    /// CALL: their number, or with [`SubmissionFlags::VECTORED`] the array's. PARK: the expected value. UNPARK: how many to complete at most.
    pub bulk_length: u64,
    /// Comes back in the completion, unread.
    pub user_data: u64,
}

impl Submission {
    pub const SIZE: usize = size_of::<Self>();

    pub const fn empty(operation: Operation) -> Self {
        Submission {
            operation: operation as u8,
            flags: 0,
            method: 0,
            capability: 0,
            interface: 0,
            params_address: 0,
            params_length: 0,
            results_length: 0,
            results_address: 0,
            bulk_address: 0,
            bulk_length: 0,
            user_data: 0,
        }
    }

    pub const fn handle(&self) -> Handle {
        Handle::from_bits(self.capability)
    }
}

const _: () = assert!(Submission::SIZE == 64);

/// What a submission asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Operation {
    /// Completes at once; measures the way in and out.
    Nop = 0,
    /// Calls a method of a capability.
    Call = 1,
    /// Completes when the capability is ready for any of the [`Readiness`] bits asked; the value tells which.
    Poll = 2,
    /// Completes when the deadline has passed.
    Timeout = 3,
    /// Ends the pending submission of this thread's ring that carries the `user_data`; it completes as canceled.
    Cancel = 4,
    /// Empties a slot of the caller's capability table.
    Release = 5,
    /// A second handle for the same object; the value is the new handle.
    Duplicate = 6,
    /// Completes when a word of memory has not the expected value, with 1; when it is unparked, with 0; or as timed out.
    Park = 7,
    /// Completes up to so many PARKs of a word, the oldest first; the value is their number.
    Unpark = 8,
    /// Tells what many capabilities are ready for as soon as one of them is, or at the deadline; the value is the number of
    /// those that are. With a deadline of 0 it does not wait.
    Look = 9,
}

impl TryFrom<u8> for Operation {
    type Error = ();

    fn try_from(value: u8) -> Result<Self, ()> {
        Ok(match value {
            0 => Self::Nop,
            1 => Self::Call,
            2 => Self::Poll,
            3 => Self::Timeout,
            4 => Self::Cancel,
            5 => Self::Release,
            6 => Self::Duplicate,
            7 => Self::Park,
            8 => Self::Unpark,
            9 => Self::Look,
            _ => return Err(()),
        })
    }
}

/// Which threads meet at a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum Sharing {
    /// Those of one process.
    Process = 0,
    /// Those of all processes that map the memory as shared.
    Memory = 1,
}

impl TryFrom<u16> for Sharing {
    type Error = ();

    fn try_from(value: u16) -> Result<Self, ()> {
        match value {
            0 => Ok(Self::Process),
            1 => Ok(Self::Memory),
            _ => Err(()),
        }
    }
}

/// Bits of [`Submission::flags`]. Unknown bits are a fault.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SubmissionFlags(pub u8);

impl SubmissionFlags {
    /// Fail with `wouldBlock` instead of waiting.
    pub const NO_WAIT: u8 = 1 << 0;
    /// CALL: the bulk buffer is an array of [`BulkPart`], whose bytes the method moves one after the other as if they lay
    /// together.
    pub const VECTORED: u8 = 1 << 1;
    pub const ALL: u8 = Self::NO_WAIT | Self::VECTORED;
}

/// One part of a bulk buffer that lies in several places; laid out as `struct iovec`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(C)]
pub struct BulkPart {
    pub address: u64,
    pub length: u64,
}

impl BulkPart {
    pub const SIZE: usize = size_of::<Self>();

    pub const fn from_bytes(bytes: [u8; Self::SIZE]) -> Self {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = bytes;
        BulkPart {
            address: u64::from_ne_bytes([a, b, c, d, e, f, g, h]),
            length: u64::from_ne_bytes([i, j, k, l, m, n, o, p]),
        }
    }
}

/// Readiness bits of POLL, with poll's values of <poll.h>.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Readiness(pub u32);

impl Readiness {
    pub const NONE: Readiness = Readiness(0);
    pub const READABLE: Readiness = Readiness(0x001);
    pub const WRITABLE: Readiness = Readiness(0x004);
    /// Always reported, asked or not.
    pub const ERROR: Readiness = Readiness(0x008);
    /// The peer is gone. Always reported, asked or not.
    pub const HANG_UP: Readiness = Readiness(0x010);
    /// LOOK: the handle names no capability.
    pub const INVALID: Readiness = Readiness(0x020);

    /// It, or nothing.
    pub const fn when(self, is_so: bool) -> Readiness {
        if is_so { self } else { Readiness::NONE }
    }

    pub const fn union(self, other: Readiness) -> Readiness {
        Readiness(self.0 | other.0)
    }

    pub const fn intersection(self, other: Readiness) -> Readiness {
        Readiness(self.0 & other.0)
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// One entry of the array that LOOK reads and writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(C)]
pub struct Glance {
    /// 0 names none and is never ready.
    pub capability: u32,
    /// [`Readiness`]: in what is asked for, out what there is of it.
    pub readiness: u32,
}

impl Glance {
    pub const fn from_bytes(bytes: [u8; size_of::<Self>()]) -> Self {
        let [a, b, c, d, e, f, g, h] = bytes;
        Glance { capability: u32::from_ne_bytes([a, b, c, d]), readiness: u32::from_ne_bytes([e, f, g, h]) }
    }
}
