//! Why a request for memory was refused.

use core::fmt;

use capos_schema::capos_capnp::ErrorCode;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MemoryError {
    /// An address or a length is not a multiple of the page size, is empty, or is outside of user space.
    InvalidRange,
    /// Unknown bits, or ones that contradict each other.
    InvalidFlags,
    /// An alignment that is not a power of two, or is smaller than a page.
    InvalidAlignment,
    /// Writable and executable at once.
    WriteAndExecute,
    /// The range reaches pages where nothing is mapped.
    NotMapped,
    /// The page's protection does not permit it.
    NotPermitted,
    /// The range reaches pages that are only reserved.
    OnlyReserved,
    /// Only anonymous memory can be committed and decommitted.
    NotAnonymous,
    /// Something is there already.
    AlreadyMapped,
    /// The object's capability does not permit writing.
    ReadOnlyObject,
    /// The range reaches past the end of the object, or a size is beyond what objects may have.
    OutOfObject,
    /// The object is mapped by somebody, so that its pages can not be taken away.
    ObjectInUse,
    /// No gap of that length is left.
    NoAddressSpace,
    /// The process has as many mappings as it may have.
    TooManyMappings,
    /// The process's page quota is used up.
    QuotaExceeded,
    /// The machine has no frame left.
    OutOfMemory,
    /// The pages of a disk's files fill the memory that they may have.
    NoRoom,
    /// The page is kept elsewhere and could not be read.
    Unreadable,
}

/// Why a page that was touched is not there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Absence {
    NotMapped,
    NotPermitted,
    /// Behind the end of the object that is mapped there.
    BehindEnd,
}

impl MemoryError {
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::InvalidRange | Self::InvalidFlags | Self::InvalidAlignment => ErrorCode::InvalidArgument,
            Self::NotAnonymous | Self::OutOfObject => ErrorCode::InvalidArgument,
            Self::WriteAndExecute => ErrorCode::NotSupported,
            // What POSIX has mprotect answer for addresses outside of the process's memory.
            Self::NotMapped | Self::NoAddressSpace | Self::TooManyMappings => ErrorCode::NoMemory,
            Self::NotPermitted | Self::OnlyReserved | Self::ReadOnlyObject => ErrorCode::AccessDenied,
            Self::AlreadyMapped => ErrorCode::AlreadyExists,
            Self::ObjectInUse => ErrorCode::Busy,
            Self::QuotaExceeded => ErrorCode::QuotaExceeded,
            Self::OutOfMemory | Self::NoRoom => ErrorCode::NoMemory,
            Self::Unreadable => ErrorCode::IoError,
        }
    }
}

impl fmt::Display for MemoryError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::InvalidRange => "the range is empty, not page aligned or outside of user space",
            Self::InvalidFlags => "unknown or contradicting flags",
            Self::InvalidAlignment => "the alignment is not a power of two of at least a page",
            Self::WriteAndExecute => "memory is never both writable and executable",
            Self::NotMapped => "part of the range is not mapped",
            Self::NotPermitted => "the protection of the page does not permit it",
            Self::OnlyReserved => "part of the range is reserved and not committed",
            Self::NotAnonymous => "part of the range is not anonymous memory",
            Self::AlreadyMapped => "part of the range is mapped already",
            Self::ReadOnlyObject => "the memory object can only be read",
            Self::OutOfObject => "beyond the size of the memory object",
            Self::ObjectInUse => "the memory object is mapped",
            Self::NoAddressSpace => "no gap in the address space is large enough",
            Self::TooManyMappings => "the process has too many mappings",
            Self::QuotaExceeded => "the page quota is used up",
            Self::OutOfMemory => "the machine has no memory left",
            Self::NoRoom => "the cache of the disk's pages is full",
            Self::Unreadable => "the page could not be read",
        })
    }
}

impl core::error::Error for MemoryError {}
