//! Client of `Namespace`: a tree of files.

use capos_schema::abi::Handle;
use capos_schema::abi::limits::{MAX_PARAMS, MAX_PATH};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::namespace as schema;
use capos_schema::methods::namespace as methods;

use crate::call::{Bulk, Wait, call};
use crate::capability::interfaces::{File, Namespace};
use crate::file::FileStatus;
use crate::{Capability, Error, Result};

/// Words of a message with a short path, and with the longest.
const SHORT: usize = 40;
const SHORT_PATH: usize = 256;
const LONG: usize = MAX_PARAMS / 8;

impl Capability<Namespace> {
    /// Opens a file; `flags` are `O_*` of <fcntl.h>.
    pub fn open(&self, path: &[u8], flags: u32, mode: u32) -> Result<Capability<File>> {
        let fill = |mut params: schema::open_params::Builder<'_>| {
            params.set_path(path);
            params.set_flags(flags);
            params.set_mode(mode);
        };
        let read = |results: schema::open_results::Reader<'_>| Ok(results.get_file());
        let (handle, _) = match path.len() {
            0..=SHORT_PATH => {
                call::<methods::Open, SHORT, 4, _>(self.handle(), Wait::Block, Bulk::None, fill, read)?
            }
            ..MAX_PATH => call::<methods::Open, LONG, 4, _>(self.handle(), Wait::Block, Bulk::None, fill, read)?,
            _ => return Err(Error::Exception(ErrorCode::NameTooLong)),
        };
        Ok(Capability::from_handle(Handle::from_bits(handle)))
    }

    pub fn status(&self, path: &[u8], follow_links: bool) -> Result<FileStatus> {
        let fill = |mut params: schema::get_status_params::Builder<'_>| {
            params.set_path(path);
            params.set_follow_links(follow_links);
        };
        let read = |results: schema::get_status_results::Reader<'_>| Ok(FileStatus::read(results.get_status()?));
        let (status, _) = match path.len() {
            0..=SHORT_PATH => {
                call::<methods::GetStatus, SHORT, 16, _>(self.handle(), Wait::Block, Bulk::None, fill, read)?
            }
            ..MAX_PATH => {
                call::<methods::GetStatus, LONG, 16, _>(self.handle(), Wait::Block, Bulk::None, fill, read)?
            }
            _ => return Err(Error::Exception(ErrorCode::NameTooLong)),
        };
        Ok(status)
    }
}
