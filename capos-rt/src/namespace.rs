//! Client of `Namespace`: a tree of files.

use capos_schema::Method;
use capos_schema::abi::Handle;
use capos_schema::abi::limits::{MAX_PARAMS, MAX_PATH};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::namespace as schema;
use capos_schema::methods::namespace as methods;

use crate::call::{Bulk, ParamsBuilder, ResultsReader, Wait, call};
use crate::capability::interfaces::{File, Namespace};
use crate::file::FileStatus;
use crate::{Capability, Error, Result};

/// Words of a message with a path of at most `SHORT_PATH` bytes, and with any.
const SHORT: usize = 40;
const SHORT_PATH: usize = 256;
const LONG: usize = MAX_PARAMS / 8;

/// Calls a method whose parameters hold `path`, with as much room as that needs.
fn call_with_path<M: Method, const RESULTS: usize, T>(
    handle: Handle,
    path: &[u8],
    fill: impl FnOnce(ParamsBuilder<'_, M>),
    read: impl FnOnce(ResultsReader<'_, M>) -> Result<T>,
) -> Result<T> {
    let called = if path.len() <= SHORT_PATH {
        call::<M, SHORT, RESULTS, T>(handle, Wait::Block, Bulk::None, fill, read)
    } else if path.len() < MAX_PATH {
        call::<M, LONG, RESULTS, T>(handle, Wait::Block, Bulk::None, fill, read)
    } else {
        Err(Error::Exception(ErrorCode::NameTooLong))
    };
    called.map(|(value, _)| value)
}

impl Capability<Namespace> {
    /// Opens a file; `flags` are `O_*` of <fcntl.h>.
    pub fn open(&self, path: &[u8], flags: u32, mode: u32) -> Result<Capability<File>> {
        let fill = |mut params: schema::open_params::Builder<'_>| {
            params.set_path(path);
            params.set_flags(flags);
            params.set_mode(mode);
        };
        let read = |results: schema::open_results::Reader<'_>| Ok(results.get_file());
        let handle = call_with_path::<methods::Open, 4, _>(self.handle(), path, fill, read)?;
        Ok(Capability::from_handle(Handle::from_bits(handle)))
    }

    pub fn status(&self, path: &[u8], follow_links: bool) -> Result<FileStatus> {
        let fill = |mut params: schema::get_status_params::Builder<'_>| {
            params.set_path(path);
            params.set_follow_links(follow_links);
        };
        let read =
            |results: schema::get_status_results::Reader<'_>| Ok(FileStatus::read(results.get_status()?));
        call_with_path::<methods::GetStatus, 16, _>(self.handle(), path, fill, read)
    }
}
