//! Client of `Pipe`: an end of a pipe or of an open FIFO.

use capos_schema::capos_capnp::pipe as schema;
use capos_schema::methods::pipe as methods;

use crate::call::{Bulk, Wait, ask, transfer};
use crate::capability::interfaces::Pipe;
use crate::descriptions::{WithFlags, WithInode, WithStatus};
use crate::{Capability, Result};

impl WithFlags for Pipe {
    type Get = methods::GetFlags;
    type Set = methods::SetFlags;
}

impl WithStatus for Pipe {
    type Get = methods::GetStatus;
}

impl WithInode for Pipe {
    type SetMode = methods::SetMode;
    type SetOwner = methods::SetOwner;
    type SetTimes = methods::SetTimes;
}

impl Capability<Pipe> {
    /// Reads what is there; 0 once that is nothing and nobody writes any more.
    pub fn read(&self, buffer: &mut [u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Read>(self.handle(), wait, Bulk::To(buffer))
    }

    /// Writes all of it, without waiting as much as there is room for; `closed` once nobody reads.
    pub fn write(&self, bytes: &[u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Write>(self.handle(), wait, Bulk::From(bytes))
    }

    /// Bytes that could be read now, and that the pipe may hold.
    pub fn available(&self) -> Result<(u32, u32)> {
        let read = |results: schema::get_available_results::Reader<'_>| {
            Ok((results.get_bytes(), results.get_capacity()))
        };
        ask::<methods::GetAvailable, 4, _>(self.handle(), read)
    }

    /// Waits until a FIFO's other side has been opened.
    pub fn wait_for_peer(&self) -> Result<()> {
        transfer::<methods::WaitForPeer>(self.handle(), Wait::Block, Bulk::None).map(drop)
    }
}
