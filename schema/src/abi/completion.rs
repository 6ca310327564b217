//! `Completion`: how a submission ended.

/// 32 bytes. From `cap_call` the same fields come back in registers (see `entry`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[repr(C, align(32))]
pub struct Completion {
    pub user_data: u64,
    /// A [`Status`].
    pub status: u32,
    /// Exception: the `ErrorCode`. Fault: the [`Fault`].
    pub detail: u32,
    /// Bytes of message written to the results room: Results, or for an exception an `Exception` if it fits.
    pub results_length: u32,
    pub reserved: u32,
    /// CALL: bulk bytes moved. POLL: the readiness. DUPLICATE: the handle.
    pub value: u64,
}

const _: () = assert!(size_of::<Completion>() == 32);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum Status {
    Ok = 0,
    /// The method answered an error.
    Exception = 1,
    /// The submission itself was wrong; nothing was done.
    Fault = 2,
}

impl TryFrom<u32> for Status {
    type Error = ();

    fn try_from(value: u32) -> Result<Self, ()> {
        Ok(match value {
            0 => Self::Ok,
            1 => Self::Exception,
            2 => Self::Fault,
            _ => return Err(()),
        })
    }
}

/// Which part of a submission was wrong, in the order of checking: see docs/abi.md for what shows only when memory is
/// touched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum Fault {
    /// The submission's own address.
    SubmissionAddress = 1,
    Operation = 2,
    Flags = 3,
    /// The handle never named a capability of this process.
    BadHandle = 4,
    /// It named one that has been released.
    StaleHandle = 5,
    /// The capability has another interface.
    WrongInterface = 6,
    /// The interface has no such method.
    Method = 7,
    ParamsAddress = 8,
    /// Longer than `limits::MAX_PARAMS`, or not a multiple of 8.
    ParamsLength = 9,
    /// Not a message of the method's Params type.
    ParamsMessage = 10,
    ResultsAddress = 11,
    /// Not a multiple of 8, or too short for the method's results; nothing was done.
    ResultsLength = 12,
    BulkAddress = 13,
    BulkLength = 14,
    /// CANCEL found no such submission.
    NotPending = 15,
    /// More submissions pending than the ring can complete.
    TooManyPending = 16,
    /// The entry number or its arguments.
    Entry = 17,
}

impl TryFrom<u32> for Fault {
    type Error = ();

    fn try_from(value: u32) -> Result<Self, ()> {
        use Fault::*;
        const ALL: [Fault; 17] = [
            SubmissionAddress,
            Operation,
            Flags,
            BadHandle,
            StaleHandle,
            WrongInterface,
            Method,
            ParamsAddress,
            ParamsLength,
            ParamsMessage,
            ResultsAddress,
            ResultsLength,
            BulkAddress,
            BulkLength,
            NotPending,
            TooManyPending,
            Entry,
        ];
        ALL.into_iter().find(|fault| *fault as u32 == value).ok_or(())
    }
}
