//! `MemoryObject`: pages that can be read, written and mapped by whoever holds the capability.

use alloc::sync::Arc;

use capos_hal::PAGE_SIZE;
use capos_schema::abi::Fault;
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::memory_object::{GetSize, Read, ReadOnly, Resize, Write};
use capos_schema::{Interface, Method};

use crate::boot_package::{BootFile, BootPackage};
use crate::memory::{MemoryError, PageObject};
use crate::object::{Call, CallError, CallResult, Capability, Object, Outcome};

use super::mapping::refuse;

const PAGE: u64 = PAGE_SIZE as u64;

/// Bytes copied at a time; divides the page size.
const CHUNK: u64 = 1024;

pub struct MemoryObject {
    pages: Arc<PageObject>,
    writable: bool,
}

impl MemoryObject {
    pub fn new(pages: Arc<PageObject>) -> Self {
        MemoryObject { writable: pages.is_writable(), pages }
    }

    /// A file of the boot package; it can not be written.
    pub fn boot_file(package: &BootPackage, file: BootFile) -> Option<Self> {
        package.object(file).map(Self::new)
    }

    pub fn pages(&self) -> &Arc<PageObject> {
        &self.pages
    }

    pub fn is_writable(&self) -> bool {
        self.writable
    }

    fn read(&self, call: &mut Call<'_>) -> CallResult {
        let offset = call.params::<Read>().get()?.get_offset();
        let end = self.end_of_transfer(call, offset);
        let mut at = offset;
        while at < end {
            let mut chunk = [0; CHUNK as usize];
            let part = &mut chunk[..part_length(at, end)];
            match self.pages.frame(at / PAGE) {
                Ok(frame) => frame.read((at % PAGE) as usize, part),
                Err(error) => return Err(refuse(call, error)),
            }
            call.bulk_out(at - offset, part)?;
            at += part.len() as u64;
        }
        call.set_value(at - offset);
        Ok(Outcome::Done)
    }

    fn write(&self, call: &mut Call<'_>) -> CallResult {
        let offset = call.params::<Write>().get()?.get_offset();
        self.check_writable(call)?;
        let end = self.end_of_transfer(call, offset);
        if end == offset && call.bulk_length() != 0 {
            return Err(call.exception(ErrorCode::NoSpace, "offset: at or past the end of the object"));
        }
        let mut at = offset;
        while at < end {
            let mut chunk = [0; CHUNK as usize];
            let part = &mut chunk[..part_length(at, end)];
            call.bulk_in(at - offset, part)?;
            match self.pages.frame(at / PAGE) {
                Ok(frame) => frame.write((at % PAGE) as usize, part),
                Err(error) => return Err(refuse(call, error)),
            }
            at += part.len() as u64;
        }
        call.set_value(at - offset);
        Ok(Outcome::Done)
    }

    /// Where a transfer from the offset on stops: at the end of the object or of the buffer.
    fn end_of_transfer(&self, call: &Call<'_>, offset: u64) -> u64 {
        self.pages.size().min(offset.saturating_add(call.bulk_length())).max(offset)
    }

    fn check_writable(&self, call: &mut Call<'_>) -> Result<(), CallError> {
        if self.writable { Ok(()) } else { Err(refuse(call, MemoryError::ReadOnlyObject)) }
    }
}

/// Up to the next multiple of the chunk's length, so that no part lies in two pages.
fn part_length(at: u64, end: u64) -> usize {
    (CHUNK - at % CHUNK).min(end - at) as usize
}

impl Object for MemoryObject {
    fn interface(&self) -> Interface {
        Interface::MemoryObject
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            GetSize::ORDINAL => {
                let size = self.pages.size();
                call.answer::<GetSize>(0, |mut results| results.set_size(size))
            }
            Read::ORDINAL => self.read(call),
            Write::ORDINAL => self.write(call),
            Resize::ORDINAL => {
                let size = call.params::<Resize>().get()?.get_size();
                self.check_writable(call)?;
                self.pages.resize(size).map_err(|error| refuse(call, error))?;
                Ok(Outcome::Done)
            }
            ReadOnly::ORDINAL => {
                call.check_results::<ReadOnly>(0)?;
                let narrower = MemoryObject { pages: Arc::clone(&self.pages), writable: false };
                let handle = call.insert(Capability::new(Arc::new(narrower)))?;
                call.answer::<ReadOnly>(0, |mut results| results.set_object(handle.bits()))
            }
            _ => Err(Fault::Method.into()),
        }
    }
}
