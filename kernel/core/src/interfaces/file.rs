//! `File`: an open file description over a file or directory of the boot package.

use alloc::sync::Arc;

use capos_hal::sync::SpinLock;
use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::file::Whence;
use capos_schema::methods::file::{GetStatus, Read, ReadAt, Seek, Write, WriteAt};
use capos_schema::{Interface, Method};

use crate::boot_package::{BootPackage, Node, NodeId};
use crate::lock_order::ObjectState;
use crate::object::{Call, CallError, CallResult, Object, Outcome};

use super::namespace::{STATUS_ROOM, write_status};

pub struct File {
    package: Arc<BootPackage>,
    node: NodeId,
    readable: bool,
    cursor: SpinLock<ObjectState, u64>,
}

impl File {
    pub(super) fn new(package: Arc<BootPackage>, node: NodeId, readable: bool) -> Self {
        File { package, node, readable, cursor: SpinLock::new(0) }
    }

    /// The file at a path of the boot package; `None` if no file is there.
    pub fn open(package: Arc<BootPackage>, path: &str) -> Option<Self> {
        let node = package.tree().find(path)?;
        matches!(package.tree().node(node), Node::File(_)).then(|| File::new(package, node, true))
    }

    fn contents(&self) -> Result<&'static [u8], ErrorCode> {
        match self.package.tree().node(self.node) {
            Node::Directory { .. } => Err(ErrorCode::IsDirectory),
            Node::File(_) if !self.readable => Err(ErrorCode::NotPermitted),
            Node::File(file) => Ok(self.package.contents(*file)),
        }
    }

    fn read(&self, call: &mut Call<'_>) -> CallResult {
        let contents = self.contents()?;
        let wanted = call.bulk_length();
        // The cursor moves first, so that two readers do not get the same bytes.
        let start = {
            let mut cursor = self.cursor.lock();
            let start = *cursor;
            *cursor += part(contents, start, wanted).len() as u64;
            start
        };
        let bytes = part(contents, start, wanted);
        if let Err(error) = call.bulk_out(0, bytes) {
            // Nothing was read; back, unless another reader went on from there.
            let mut cursor = self.cursor.lock();
            if *cursor == start + bytes.len() as u64 {
                *cursor = start;
            }
            return Err(error);
        }
        call.set_value(bytes.len() as u64);
        Ok(Outcome::Done)
    }

    fn read_at(&self, call: &mut Call<'_>) -> CallResult {
        let offset = call.params::<ReadAt>().get()?.get_offset();
        if i64::try_from(offset).is_err() {
            return Err(call.exception(ErrorCode::InvalidArgument, "offset: negative"));
        }
        let bytes = part(self.contents()?, offset, call.bulk_length());
        call.bulk_out(0, bytes)?;
        call.set_value(bytes.len() as u64);
        Ok(Outcome::Done)
    }

    fn seek(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Seek>();
        let params = message.get()?;
        let (offset, whence) = (params.get_offset(), params.get_whence()?);
        call.check_results::<Seek>(0)?;
        let size = match self.package.tree().node(self.node) {
            Node::File(file) => file.size,
            Node::Directory { .. } => 0,
        };
        let position = {
            let mut cursor = self.cursor.lock();
            let base = match whence {
                Whence::Start => 0,
                Whence::Current => *cursor,
                Whence::End => size,
            };
            // Both are within the range of `off_t`: the cursor by what follows, sizes by the machine's memory.
            base.checked_add_signed(offset)
                .filter(|&position| i64::try_from(position).is_ok())
                .inspect(|&position| *cursor = position)
        };
        let Some(position) = position else {
            return Err(call.exception(ErrorCode::InvalidArgument, "offset: before the start of the file"));
        };
        call.results::<Seek>(0, |mut results| {
            results.set_position(position);
            Ok(())
        })?;
        Ok(Outcome::Done)
    }
}

/// At most `length` bytes from the offset on; none at or past the end.
fn part(contents: &'static [u8], offset: u64, length: u64) -> &'static [u8] {
    let size = contents.len() as u64;
    let start = offset.min(size);
    // Both are at most the slice's length.
    &contents[start as usize..start.saturating_add(length).min(size) as usize]
}

impl Object for File {
    fn interface(&self) -> Interface {
        Interface::File
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Read::ORDINAL => self.read(call),
            ReadAt::ORDINAL => self.read_at(call),
            Write::ORDINAL | WriteAt::ORDINAL => Err(CallError::Exception(ErrorCode::ReadOnly)),
            Seek::ORDINAL => self.seek(call),
            GetStatus::ORDINAL => {
                call.results::<GetStatus>(STATUS_ROOM, |results| {
                    write_status(self.package.tree(), self.node, results.init_status());
                    Ok(())
                })?;
                Ok(Outcome::Done)
            }
            _ => Err(Fault::Method.into()),
        }
    }

    /// A regular file never makes anybody wait.
    fn readiness(&self) -> Readiness {
        Readiness::READABLE.union(Readiness::WRITABLE)
    }
}
