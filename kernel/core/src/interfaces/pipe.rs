//! `Pipe`: an end of a pipe or of an open FIFO.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

use capos_schema::abi::{Fault, Readiness};
use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::pipe::{
    GetAvailable, GetFlags, GetStatus, Read, SetFlags, SetMode, SetOwner, SetTimes, WaitForPeer, Write,
};
use capos_schema::{Interface, Method};

use super::status::{STATUS_ROOM, change_mode, change_owner, change_times, read_time, write_status};
use crate::file_system::{FileResult, Identity, Kind, Position, Status, Time};
use crate::memory::MemoryError;
use crate::namespace::OpenFlags;
use crate::object::{Call, CallError, CallResult, Object, Outcome, WaitQueue};
use crate::pipe::{self, CAPACITY, Moment, PIPE_BUF, Peers, Sides};
use crate::quota::Account;

/// `st_dev` of pipes without a name: no volume's.
const NO_DEVICE: u64 = 0;

pub struct Pipe {
    pipe: Arc<pipe::Pipe>,
    sides: Sides,
    peers: Peers,
    flags: AtomicU32,
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
        Pipe { pipe, sides, peers, flags: AtomicU32::new(flags.bits()), fifo }
    }

    fn flags(&self) -> OpenFlags {
        OpenFlags::from_bits_retain(self.flags.load(Relaxed))
    }

    fn is_non_blocking(&self) -> bool {
        self.flags().contains(OpenFlags::NON_BLOCKING)
    }

    /// What becomes of a call that would have to wait.
    fn later(&self) -> CallResult {
        if self.is_non_blocking() { Err(ErrorCode::WouldBlock.into()) } else { Ok(Outcome::Wait) }
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
            Moment::Later => return self.later(),
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
                _ if taken > 0 && (moment != Ok(Moment::Later) || self.gives_up(call)) => break,
                Ok(Moment::Later) => return self.later(),
                Ok(Moment::Never) => return Err(ErrorCode::Closed.into()),
                Err(error) => return Err(error),
            }
        }
        call.set_value(call.progress);
        Ok(Outcome::Done)
    }

    fn gives_up(&self, call: &Call<'_>) -> bool {
        call.is_no_wait() || self.is_non_blocking()
    }

    fn set_flags(&self, call: &mut Call<'_>) -> CallResult {
        let given = call.params::<SetFlags>().get()?.get_flags();
        let Some(given) = OpenFlags::from_bits(given) else {
            return Err(call.exception(ErrorCode::InvalidArgument, "flags: unknown bits"));
        };
        let kept = self.flags() - OpenFlags::CHANGEABLE;
        self.flags.store((kept | given & OpenFlags::CHANGEABLE).bits(), Relaxed);
        Ok(Outcome::Done)
    }

    fn status(&self) -> FileResult<Status> {
        if let Some(fifo) = &self.fifo {
            return fifo.position.node().status();
        }
        let time: Time = self.pipe.made();
        Ok(Status {
            device: NO_DEVICE,
            inode: self.pipe.id(),
            kind: Kind::Fifo,
            mode: 0o600,
            user: 0,
            group: 0,
            links: 1,
            size: 0,
            blocks: 0,
            special_device: 0,
            accessed: time,
            modified: time,
            changed: time,
        })
    }

    fn get_status(&self, call: &mut Call<'_>) -> CallResult {
        let status = self.status()?;
        call.results::<GetStatus>(STATUS_ROOM, |results| {
            write_status(&status, results.init_status());
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn get_flags(&self, call: &mut Call<'_>) -> CallResult {
        let flags = self.flags();
        call.results::<GetFlags>(0, |mut results| {
            results.set_flags(flags.bits());
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn get_available(&self, call: &mut Call<'_>) -> CallResult {
        let available = self.pipe.available() as u32;
        call.results::<GetAvailable>(0, |mut results| {
            results.set_bytes(available);
            results.set_capacity(CAPACITY as u32);
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    fn wait_for_peer(&self) -> CallResult {
        if self.pipe.has_met(self.sides, self.peers) { Ok(Outcome::Done) } else { Ok(Outcome::Wait) }
    }

    /// The FIFO, to be changed.
    fn changeable(&self) -> Result<&Fifo, CallError> {
        let fifo = self.fifo.as_ref().ok_or(ErrorCode::InvalidArgument)?;
        let read_only = fifo.read_only || fifo.position.is_read_only();
        if read_only { Err(ErrorCode::ReadOnly.into()) } else { Ok(fifo) }
    }

    fn set_mode(&self, call: &mut Call<'_>) -> CallResult {
        let mode = call.params::<SetMode>().get()?.get_mode();
        let fifo = self.changeable()?;
        change_mode(fifo.position.node(), &fifo.identity, mode)?;
        Ok(Outcome::Done)
    }

    fn set_owner(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetOwner>();
        let params = message.get()?;
        let fifo = self.changeable()?;
        change_owner(fifo.position.node(), &fifo.identity, params.get_user(), params.get_group())?;
        Ok(Outcome::Done)
    }

    fn set_times(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetTimes>();
        let params = message.get()?;
        let (access, modification) =
            (read_time(params.get_access()?)?, read_time(params.get_modification()?)?);
        let fifo = self.changeable()?;
        change_times(fifo.position.node(), &fifo.identity, access, modification)?;
        Ok(Outcome::Done)
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
            GetFlags::ORDINAL => self.get_flags(call),
            SetFlags::ORDINAL => self.set_flags(call),
            GetStatus::ORDINAL => self.get_status(call),
            GetAvailable::ORDINAL => self.get_available(call),
            WaitForPeer::ORDINAL => self.wait_for_peer(),
            SetMode::ORDINAL => self.set_mode(call),
            SetOwner::ORDINAL => self.set_owner(call),
            SetTimes::ORDINAL => self.set_times(call),
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
