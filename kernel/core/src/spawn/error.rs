//! Why a process could not be started.

use alloc::string::String;
use core::fmt;

use capos_schema::capos_capnp::ErrorCode;

use crate::elf::LoadError;
use crate::memory::MemoryError;
use crate::object::CallError;
use crate::quota::QuotaExceeded;
use crate::thread::ThreadError;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SpawnError {
    NoSuchProgram(String),
    NotMarkedExecutable(String),
    /// A file that can not be run, and why.
    File(String, ErrorCode),
    /// The grant's number.
    GrantName(usize),
    DuplicateGrant(usize),
    Load(LoadError),
    Memory(MemoryError),
    Thread(ThreadError),
    Quota(&'static str),
    /// The capabilities granted do not fit into the child's quota.
    Capabilities(ErrorCode),
    /// The group that the process shall be in.
    Placement(ErrorCode),
    /// Copying the launch parameters from the caller failed.
    Launch(CallError),
}

impl SpawnError {
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::NoSuchProgram(_) => ErrorCode::NotFound,
            Self::NotMarkedExecutable(_) => ErrorCode::AccessDenied,
            Self::GrantName(_) => ErrorCode::InvalidArgument,
            Self::DuplicateGrant(_) => ErrorCode::AlreadyExists,
            Self::Load(LoadError::NotExecutable(_)) => ErrorCode::NotExecutable,
            Self::Load(LoadError::Memory(error)) | Self::Memory(error) => error.code(),
            Self::Thread(ThreadError::NoMemory) => ErrorCode::NoMemory,
            Self::Thread(ThreadError::QuotaExceeded) | Self::Quota(_) => ErrorCode::QuotaExceeded,
            Self::Capabilities(code) | Self::File(_, code) | Self::Placement(code) => *code,
            Self::Launch(_) => ErrorCode::InvalidArgument,
        }
    }
}

impl fmt::Display for SpawnError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchProgram(path) => write!(formatter, "program: no file {path:?} in the boot package"),
            Self::NotMarkedExecutable(path) => {
                write!(formatter, "program: {path:?} is not marked executable")
            }
            Self::File(name, _) => write!(formatter, "file: {name:?} is not an executable file"),
            Self::Placement(_) => {
                formatter.write_str("attributes.group: not a group of the caller's session")
            }
            Self::GrantName(index) => {
                write!(formatter, "grants[{index}].name: empty, longer than 31 bytes, or with a NUL")
            }
            Self::DuplicateGrant(index) => write!(formatter, "grants[{index}].name: given before"),
            Self::Load(error) => error.fmt(formatter),
            Self::Memory(error) => error.fmt(formatter),
            Self::Thread(ThreadError::NoMemory) => formatter.write_str("no memory for a thread"),
            Self::Thread(ThreadError::QuotaExceeded) => formatter.write_str("no memory quota for a thread"),
            Self::Quota(resource) => write!(formatter, "quota: {resource}: more than the parent has left"),
            Self::Capabilities(_) => {
                formatter.write_str("grants: more than the child's quota of capabilities")
            }
            Self::Launch(_) => formatter.write_str("launch parameters: not readable"),
        }
    }
}

impl From<LoadError> for SpawnError {
    fn from(error: LoadError) -> Self {
        SpawnError::Load(error)
    }
}

impl From<MemoryError> for SpawnError {
    fn from(error: MemoryError) -> Self {
        SpawnError::Memory(error)
    }
}

impl From<ThreadError> for SpawnError {
    fn from(error: ThreadError) -> Self {
        SpawnError::Thread(error)
    }
}

impl From<QuotaExceeded> for SpawnError {
    fn from(exceeded: QuotaExceeded) -> Self {
        SpawnError::Quota(exceeded.resource)
    }
}
