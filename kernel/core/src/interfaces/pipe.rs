//! `Pipe`: an end of a pipe or of an open FIFO.

use alloc::sync::Arc;

use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::pipe::{
    GetAvailable, GetFlags, GetStatus, Read, SetFlags, SetMode, SetOwner, SetTimes, WaitForPeer, Write,
};
use capos_schema::{Interface, Method};

use super::status::{Changeable, tell_status};
use super::status_flags::StatusFlags;
use crate::file_system::{FileResult, Identity, Kind, Position, Status};
use crate::memory::MemoryError;
use crate::namespace::OpenFlags;
use crate::object::{Call, CallResult, Object, Outcome, WaitQueue};
use crate::pipe::{self, CAPACITY, Moment, PIPE_BUF, Peers, Sides};
use crate::quota::Account;

pub struct Pipe {
    pipe: Arc<pipe::Pipe>,
    sides: Sides,
    peers: Peers,
    flags: StatusFlags,
    fifo: Option<Fifo>,
}

/// The file that the end was opened by.
struct Fifo {
    position: Position,
    identity: Arc<Identity>,
    read_only: bool,
}

impl Pipe {
    /// The reading and the writing end of a new pipe.
    pub fn pair(account: &Arc<Account>, flags: OpenFlags) -> Result<(Self, Self), MemoryError> {
        let pipe = pipe::Pipe::new(account)?;
        let flags = flags & OpenFlags::CHANGEABLE;
        let mut reader = Pipe::new(Arc::clone(&pipe), flags, None);
        let writer = Pipe::new(pipe, flags | OpenFlags::WRITE_ONLY, None);
        reader.peers = Peers::Met;
        Ok((reader, writer))
    }

    /// An end of a FIFO. One that only writes and does not wait needs a reader: else `noPeer`.
    pub fn open(
        pipe: Arc<pipe::Pipe>,
        position: Position,
        identity: Arc<Identity>,
        read_only: bool,
        flags: OpenFlags,
    ) -> FileResult<Self> {
        let only_writes = flags.writes() && !flags.reads();
        if only_writes && flags.contains(OpenFlags::NON_BLOCKING) && !pipe.has_readers() {
            return Err(ErrorCode::NoPeer);
        }
        Ok(Pipe::new(pipe, flags.lasting(), Some(Fifo { position, identity, read_only })))
    }

    fn new(pipe: Arc<pipe::Pipe>, flags: OpenFlags, fifo: Option<Fifo>) -> Self {
        let sides = Sides { reads: flags.reads(), writes: flags.writes() };
        let peers = pipe.attach(sides);
        Pipe { pipe, sides, peers, flags: StatusFlags::new(flags), fifo }
    }

    fn read(&self, call: &mut Call<'_>) -> CallResult {
        if !self.sides.reads {
            return Err(ErrorCode::NotPermitted.into());
        }
        if call.bulk_length() == 0 {
            return Ok(Outcome::Done);
        }
        match self.pipe.read(call, 0)? {
            Moment::Moved(count) => call.set_value(count as u64),
            Moment::Never => {}
            Moment::Later => return self.flags.later(),
        }
        Ok(Outcome::Done)
    }

    /// Takes everything, `progress` being what was taken; without waiting, as much as there is room for.
    fn write(&self, call: &mut Call<'_>) -> CallResult {
        if !self.sides.writes {
            return Err(ErrorCode::NotPermitted.into());
        }
        let length = call.bulk_length();
        while call.progress < length {
            let taken = call.progress;
            // Who has waited once waits for a good deal of room.
            let least = if length <= PIPE_BUF as u64 || taken > 0 { length - taken } else { 1 };
            let moment = self.pipe.write(call, taken, least.min(PIPE_BUF as u64) as usize);
            match moment {
                Ok(Moment::Moved(count)) => call.progress += count as u64,
                _ if taken > 0 && (moment != Ok(Moment::Later) || self.flags.content_with_part(call)) => {
                    break;
                }
                Ok(Moment::Later) => {
                    call.set_value(taken);
                    return self.flags.later();
                }
                Ok(Moment::Never) => return Err(ErrorCode::Closed.into()),
                Err(error) => return Err(error),
            }
        }
        call.set_value(call.progress);
        Ok(Outcome::Done)
    }

    fn status(&self) -> FileResult<Status> {
        if let Some(fifo) = &self.fifo {
            return fifo.position.node().status();
        }
        Ok(Status::without_file(Kind::Fifo, 0o600, self.pipe.id(), self.pipe.made()))
    }

    fn get_available(&self, call: &mut Call<'_>) -> CallResult {
        let available = self.pipe.available() as u32;
        call.answer::<GetAvailable>(0, |mut results| {
            results.set_bytes(available);
            results.set_capacity(CAPACITY as u32);
        })
    }

    fn wait_for_peer(&self) -> CallResult {
        if self.pipe.has_met(self.sides, self.peers) { Ok(Outcome::Done) } else { Ok(Outcome::Wait) }
    }

    /// The FIFO, to be changed.
    fn changeable(&self) -> FileResult<Changeable<'_>> {
        let fifo = self.fifo.as_ref().ok_or(ErrorCode::InvalidArgument)?;
        if fifo.read_only || fifo.position.is_read_only() {
            return Err(ErrorCode::ReadOnly);
        }
        Ok(Changeable { node: fifo.position.node(), identity: &fifo.identity })
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        self.pipe.detach(self.sides);
    }
}

impl Object for Pipe {
    fn interface(&self) -> Interface {
        Interface::Pipe
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            Read::ORDINAL => self.read(call),
            Write::ORDINAL => self.write(call),
            GetFlags::ORDINAL => self.flags.tell::<GetFlags>(call),
            SetFlags::ORDINAL => self.flags.change::<SetFlags>(call),
            GetStatus::ORDINAL => tell_status::<GetStatus>(call, &self.status()?),
            GetAvailable::ORDINAL => self.get_available(call),
            WaitForPeer::ORDINAL => self.wait_for_peer(),
            SetMode::ORDINAL => self.changeable()?.set_mode::<SetMode>(call),
            SetOwner::ORDINAL => self.changeable()?.set_owner::<SetOwner>(call),
            SetTimes::ORDINAL => self.changeable()?.set_times::<SetTimes>(call),
            _ => Err(Fault::Method.into()),
        }
    }

    fn readiness(&self) -> Readiness {
        self.pipe.readiness(self.sides, self.peers)
    }

    fn wait_queue(&self) -> Option<&WaitQueue> {
        Some(self.pipe.waiting())
    }
}
