//! The one table from what the kernel answers to errno.

use crate::errno::Errno;
use capos_rt::Error;
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::Fault;

impl From<Error> for Errno {
    fn from(error: Error) -> Errno {
        match error {
            Error::Exception(code) => from_code(code),
            Error::Fault(fault) => from_fault(fault),
            Error::BadResults => Errno::EIO,
        }
    }
}

fn from_code(code: ErrorCode) -> Errno {
    match code {
        ErrorCode::Failed | ErrorCode::IoError => Errno::EIO,
        ErrorCode::InvalidArgument => Errno::EINVAL,
        ErrorCode::NotPermitted => Errno::EPERM,
        ErrorCode::AccessDenied => Errno::EACCES,
        ErrorCode::NotFound => Errno::ENOENT,
        ErrorCode::AlreadyExists => Errno::EEXIST,
        ErrorCode::NotDirectory => Errno::ENOTDIR,
        ErrorCode::IsDirectory => Errno::EISDIR,
        ErrorCode::NotEmpty => Errno::ENOTEMPTY,
        ErrorCode::NameTooLong => Errno::ENAMETOOLONG,
        ErrorCode::TooManyLinks => Errno::ELOOP,
        ErrorCode::ReadOnly => Errno::EROFS,
        ErrorCode::NoSpace => Errno::ENOSPC,
        ErrorCode::FileTooLarge => Errno::EFBIG,
        ErrorCode::CrossDevice => Errno::EXDEV,
        ErrorCode::Busy => Errno::EBUSY,
        ErrorCode::NotSupported => Errno::ENOTSUP,
        ErrorCode::NoMemory | ErrorCode::QuotaExceeded => Errno::ENOMEM,
        ErrorCode::WouldBlock => Errno::EAGAIN,
        ErrorCode::Interrupted => Errno::EINTR,
        ErrorCode::TimedOut => Errno::ETIMEDOUT,
        ErrorCode::Canceled => Errno::ECANCELED,
        ErrorCode::Closed => Errno::EPIPE,
        ErrorCode::NotExecutable => Errno::ENOEXEC,
        ErrorCode::OutOfRange => Errno::EOVERFLOW,
        ErrorCode::NotSeekable => Errno::ESPIPE,
        ErrorCode::NoSuchProcess => Errno::ESRCH,
        ErrorCode::TooManyHandles => Errno::EMFILE,
        ErrorCode::TextBusy => Errno::ETXTBSY,
        ErrorCode::AddressInUse => Errno::EADDRINUSE,
        ErrorCode::Deadlock => Errno::EDEADLK,
        ErrorCode::TooManyNames => Errno::EMLINK,
        ErrorCode::NoPeer => Errno::ENXIO,
        ErrorCode::AddressNotAvailable => Errno::EADDRNOTAVAIL,
        ErrorCode::AddressFamilyWrong => Errno::EAFNOSUPPORT,
        ErrorCode::NetworkUnreachable => Errno::ENETUNREACH,
        ErrorCode::HostUnreachable => Errno::EHOSTUNREACH,
        ErrorCode::ConnectionRefused => Errno::ECONNREFUSED,
        ErrorCode::ConnectionReset => Errno::ECONNRESET,
        ErrorCode::ConnectionAborted => Errno::ECONNABORTED,
        ErrorCode::NotConnected => Errno::ENOTCONN,
        ErrorCode::AlreadyConnected => Errno::EISCONN,
        ErrorCode::MessageTooLong => Errno::EMSGSIZE,
        ErrorCode::DestinationMissing => Errno::EDESTADDRREQ,
        ErrorCode::InProgress => Errno::EINPROGRESS,
        ErrorCode::AlreadyInProgress => Errno::EALREADY,
    }
}

fn from_fault(fault: Fault) -> Errno {
    match fault {
        Fault::SubmissionAddress | Fault::ParamsAddress | Fault::ResultsAddress | Fault::BulkAddress => {
            Errno::EFAULT
        }
        Fault::BadHandle | Fault::StaleHandle => Errno::EBADF,
        Fault::WrongInterface | Fault::Method => Errno::ENOTSUP,
        _ => Errno::EINVAL,
    }
}
