//! Advisory locks (POSIX.1-2024, fcntl; flock as elsewhere).

use capos_schema::capos_capnp::ErrorCode;
use capos_schema::capos_capnp::file::LockKind as Wanted;
use capos_schema::methods::file::{FindLock, Lock, LockWhole};

use super::File;
use crate::file_system::{LockKind, LockOwner, Range, Refused, begin_wait};
use crate::object::{Call, CallError, CallResult, Outcome};

impl File {
    pub(super) fn lock(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Lock>();
        let params = message.get()?;
        let kind = read_kind(params.get_kind()?);
        let range = range(call, params.get_start(), params.get_length())?;
        let flags = self.flags();
        match kind {
            Some(LockKind::Shared) if !flags.reads() => return Err(ErrorCode::NotPermitted.into()),
            Some(LockKind::Exclusive) if !flags.writes() => return Err(ErrorCode::NotPermitted.into()),
            _ => {}
        }
        let process = call.process();
        let owner = self.owner(call, params.get_of_description());
        if !params.get_of_description() {
            // Its end gives the locks up.
            process.note_locks(&self.locks)?;
        }
        let set = {
            let mut table = self.locks.table.lock();
            match kind {
                Some(kind) => table.set(owner, kind, range),
                None => table.clear(owner, range),
            }
        };
        match set {
            Ok(()) => {
                // Less may be locked than before.
                self.locks.queue.wake();
                Ok(Outcome::Done)
            }
            Err(Refused::Held(LockOwner::Process(holder)))
                if !call.is_no_wait() && owner == LockOwner::Process(process.id()) =>
            {
                if begin_wait(process.id(), holder) {
                    Ok(Outcome::Wait)
                } else {
                    Err(ErrorCode::Deadlock.into())
                }
            }
            Err(Refused::Held(_)) => Ok(Outcome::Wait),
            Err(Refused::TooMany) => Err(ErrorCode::QuotaExceeded.into()),
        }
    }

    pub(super) fn find_lock(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<FindLock>();
        let params = message.get()?;
        let Some(kind) = read_kind(params.get_kind()?) else {
            return Err(call.exception(ErrorCode::InvalidArgument, "kind: unlock"));
        };
        let range = range(call, params.get_start(), params.get_length())?;
        let owner = self.owner(call, params.get_of_description());
        let found = self.locks.table.lock().conflict(owner, kind, range);
        call.answer::<FindLock>(0, |mut results| {
            let Some(lock) = found else { return };
            results.set_kind(match lock.kind {
                LockKind::Shared => Wanted::Shared,
                LockKind::Exclusive => Wanted::Exclusive,
            });
            results.set_start(lock.range.start);
            results.set_length(lock.range.length());
            if let LockOwner::Process(process) = lock.owner {
                results.set_process(process);
            }
        })
    }

    pub(super) fn lock_whole(&self, call: &mut Call<'_>) -> CallResult {
        let kind = read_kind(call.params::<LockWhole>().get()?.get_kind()?);
        let set = self.locks.table.lock().set_whole(LockOwner::Description(self.id), kind);
        match set {
            Ok(()) => {
                self.locks.queue.wake();
                Ok(Outcome::Done)
            }
            Err(Refused::Held(_)) => Ok(Outcome::Wait),
            Err(Refused::TooMany) => Err(ErrorCode::QuotaExceeded.into()),
        }
    }

    fn owner(&self, call: &Call<'_>, of_description: bool) -> LockOwner {
        if of_description { LockOwner::Description(self.id) } else { LockOwner::Process(call.process().id()) }
    }
}

fn read_kind(kind: Wanted) -> Option<LockKind> {
    match kind {
        Wanted::Unlock => None,
        Wanted::Shared => Some(LockKind::Shared),
        Wanted::Exclusive => Some(LockKind::Exclusive),
    }
}

fn range(call: &mut Call<'_>, start: u64, length: u64) -> Result<Range, CallError> {
    Range::new(start, length)
        .ok_or_else(|| call.exception(ErrorCode::InvalidArgument, "start, length: beyond every file"))
}
