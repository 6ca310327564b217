//! Reading, writing and the cursor.
//!
//! The cursor is read before a transfer and set after it: nobody else runs meanwhile, as neither a copy nor a
//! file system gives the CPU away.

use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::file::Whence;
use capos_schema::methods::file::{Allocate, ReadAt, Seek, SetSize, Sync, WriteAt};

use super::super::status::drop_set_id;
use super::File;
use crate::file_system::FileResult;
use crate::namespace::OpenFlags;
use crate::object::{Call, CallError, CallResult, Outcome};
use crate::process::attributes::{INFINITY, resource};
use crate::signal::{self, SignalInfo, code, number};

/// File positions are those of `off_t`.
const MAX_POSITION: u64 = i64::MAX as u64;

impl File {
    pub(super) fn read(&self, call: &mut Call<'_>) -> CallResult {
        self.check_readable()?;
        let start = *self.cursor.lock();
        let count = self.node().file_system().read(self.node().inode(), start, call)?;
        *self.cursor.lock() = start + count;
        call.set_value(count);
        Ok(Outcome::Done)
    }

    pub(super) fn read_at(&self, call: &mut Call<'_>) -> CallResult {
        let offset = call.params::<ReadAt>().get()?.get_offset();
        check_offset(call, offset)?;
        self.check_readable()?;
        let count = self.node().file_system().read(self.node().inode(), offset, call)?;
        call.set_value(count);
        Ok(Outcome::Done)
    }

    pub(super) fn write(&self, call: &mut Call<'_>) -> CallResult {
        self.check_writable()?;
        let appends = self.flags().contains(OpenFlags::APPEND);
        let (start, count) = self.write_to((!appends).then(|| *self.cursor.lock()), call)?;
        *self.cursor.lock() = start + count;
        Ok(Outcome::Done)
    }

    pub(super) fn write_at(&self, call: &mut Call<'_>) -> CallResult {
        let offset = call.params::<WriteAt>().get()?.get_offset();
        check_offset(call, offset)?;
        self.check_writable()?;
        self.write_to(Some(offset), call)?;
        Ok(Outcome::Done)
    }

    fn write_to(&self, offset: Option<u64>, call: &mut Call<'_>) -> Result<(u64, u64), CallError> {
        self.check_changeable()?;
        self.check_size_limit(offset, call)?;
        let (start, count) = self.node().file_system().write(self.node().inode(), offset, call)?;
        if count > 0 {
            drop_set_id(self.node(), &self.identity)?;
        }
        call.set_value(count);
        Ok((start, count))
    }

    /// `RLIMIT_FSIZE`: what begins below the limit is written up to it, what begins there is refused with a signal.
    fn check_size_limit(&self, offset: Option<u64>, call: &mut Call<'_>) -> Result<(), CallError> {
        let limit = call.process().attributes().soft(resource::FSIZE);
        if limit == INFINITY || call.bulk_length() == 0 {
            return Ok(());
        }
        let start = match offset {
            Some(offset) => offset,
            None => self.node().status()?.size,
        };
        if start >= limit {
            return Err(too_large(call));
        }
        call.shorten_bulk(limit - start);
        Ok(())
    }

    fn check_readable(&self) -> FileResult<()> {
        if self.flags().reads() { Ok(()) } else { Err(ErrorCode::NotPermitted) }
    }

    pub(super) fn seek(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Seek>();
        let params = message.get()?;
        let (offset, whence) = (params.get_offset(), params.get_whence()?);
        let wants_results = call.has_results_room();
        if wants_results {
            call.check_results::<Seek>(0)?;
        }
        let position = match whence {
            Whence::Start => self.seek_from(0, offset),
            Whence::Current => {
                let cursor = *self.cursor.lock();
                self.seek_from(cursor, offset)
            }
            Whence::End => self.seek_from(self.node().status()?.size, offset),
            Whence::Data | Whence::Hole => Some(self.seek_data(offset, whence == Whence::Hole)?),
        };
        let Some(position) = position else {
            return Err(call.exception(ErrorCode::InvalidArgument, "offset: before the start of the file"));
        };
        if wants_results {
            call.answer::<Seek>(0, |mut results| results.set_position(position))?;
        }
        call.set_value(position);
        Ok(Outcome::Done)
    }

    fn seek_from(&self, base: u64, offset: i64) -> Option<u64> {
        let position = base.checked_add_signed(offset).filter(|position| *position <= MAX_POSITION)?;
        *self.cursor.lock() = position;
        Some(position)
    }

    fn seek_data(&self, offset: i64, hole: bool) -> FileResult<u64> {
        let offset = u64::try_from(offset).map_err(|_| ErrorCode::OutOfRange)?;
        if offset >= self.node().status()?.size {
            return Err(ErrorCode::OutOfRange);
        }
        let position = self.node().file_system().seek_data(self.node().inode(), offset, hole)?;
        *self.cursor.lock() = position;
        Ok(position)
    }

    pub(super) fn set_size(&self, call: &mut Call<'_>) -> CallResult {
        let size = call.params::<SetSize>().get()?.get_size();
        check_offset(call, size)?;
        // Not opened to be written is EINVAL here, not EBADF.
        self.check_writable().map_err(|_| ErrorCode::InvalidArgument)?;
        self.check_changeable()?;
        if size > call.process().attributes().soft(resource::FSIZE) && size > self.node().status()?.size {
            return Err(too_large(call));
        }
        self.node().file_system().set_size(self.node().inode(), size)?;
        drop_set_id(self.node(), &self.identity)?;
        Ok(Outcome::Done)
    }

    pub(super) fn allocate(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Allocate>();
        let params = message.get()?;
        let (offset, length) = (params.get_offset(), params.get_length());
        check_offset(call, offset)?;
        if length == 0 || length > MAX_POSITION {
            return Err(call.exception(ErrorCode::InvalidArgument, "length: 0, or negative"));
        }
        self.check_writable()?;
        self.check_changeable()?;
        if offset.saturating_add(length) > call.process().attributes().soft(resource::FSIZE) {
            return Err(too_large(call));
        }
        let keep_size = params.get_keep_size();
        self.node().file_system().allocate(self.node().inode(), offset, length, keep_size)?;
        Ok(Outcome::Done)
    }

    pub(super) fn sync(&self, call: &mut Call<'_>) -> CallResult {
        let data_only = call.params::<Sync>().get()?.get_data_only();
        self.node().file_system().sync(self.node().inode(), data_only)?;
        Ok(Outcome::Done)
    }
}

/// The process learns of it by SIGXFSZ too.
fn too_large(call: &Call<'_>) -> CallError {
    // Where it finds no room the error tells.
    let _ = signal::post_to_thread(call.thread(), SignalInfo::new(number::XFSZ, code::KERNEL, 0));
    ErrorCode::FileTooLarge.into()
}

fn check_offset(call: &mut Call<'_>, offset: u64) -> Result<(), CallError> {
    if offset <= MAX_POSITION {
        return Ok(());
    }
    Err(call.exception(ErrorCode::InvalidArgument, "offset: negative"))
}
