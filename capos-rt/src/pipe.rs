//! Client of `Pipe`: an end of a pipe or of an open FIFO.

use capos_schema::capos_capnp::pipe as schema;
use capos_schema::methods::pipe as methods;

use crate::call::{Bulk, Wait, call, transfer};
use crate::capability::interfaces::Pipe;
use crate::file::{FileStatus, NewTime, STATUS_WORDS};
use crate::{Capability, Result};

impl Capability<Pipe> {
    /// Reads what is there; 0 once that is nothing and nobody writes any more.
    pub fn read(&self, buffer: &mut [u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Read>(self.handle(), wait, Bulk::To(buffer))
    }

    /// Writes all of it, without waiting as much as there is room for; `closed` once nobody reads.
    pub fn write(&self, bytes: &[u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Write>(self.handle(), wait, Bulk::From(bytes))
    }

    /// Access mode and status flags, `O_*`.
    pub fn flags(&self) -> Result<u32> {
        let read = |results: schema::get_flags_results::Reader<'_>| Ok(results.get_flags());
        call::<methods::GetFlags, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(flags, _)| flags)
    }

    /// Changes those that `F_SETFL` can.
    pub fn set_flags(&self, flags: u32) -> Result<()> {
        let fill = |mut params: schema::set_flags_params::Builder<'_>| params.set_flags(flags);
        call::<methods::SetFlags, 4, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(())).map(drop)
    }

    pub fn status(&self) -> Result<FileStatus> {
        let read =
            |results: schema::get_status_results::Reader<'_>| Ok(FileStatus::read(results.get_status()?));
        call::<methods::GetStatus, 0, STATUS_WORDS, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(status, _)| status)
    }

    /// Bytes that could be read now, and that the pipe may hold.
    pub fn available(&self) -> Result<(u32, u32)> {
        let read = |results: schema::get_available_results::Reader<'_>| {
            Ok((results.get_bytes(), results.get_capacity()))
        };
        call::<methods::GetAvailable, 0, 4, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(available, _)| available)
    }

    /// Waits until a FIFO's other side has been opened.
    pub fn wait_for_peer(&self) -> Result<()> {
        transfer::<methods::WaitForPeer>(self.handle(), Wait::Block, Bulk::None).map(drop)
    }

    /// Of a FIFO.
    pub fn set_mode(&self, mode: u32) -> Result<()> {
        let fill = |mut params: schema::set_mode_params::Builder<'_>| params.set_mode(mode);
        call::<methods::SetMode, 4, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(())).map(drop)
    }

    /// Of a FIFO; `u32::MAX` keeps what is there.
    pub fn set_owner(&self, user: u32, group: u32) -> Result<()> {
        let fill = |mut params: schema::set_owner_params::Builder<'_>| {
            params.set_user(user);
            params.set_group(group);
        };
        call::<methods::SetOwner, 4, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(())).map(drop)
    }

    /// Of a FIFO.
    pub fn set_times(&self, access: NewTime, modification: NewTime) -> Result<()> {
        let fill = |mut params: schema::set_times_params::Builder<'_>| {
            access.write(params.reborrow().init_access());
            modification.write(params.init_modification());
        };
        call::<methods::SetTimes, 12, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(()))
            .map(drop)
    }
}
