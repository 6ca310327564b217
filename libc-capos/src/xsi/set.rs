//! The memory of a set of semaphores: a head, the semaphores, and what is to be undone when processes end.

use super::object::Head;
use crate::errno::Errno;
use crate::platform::{Process, Sys};
use crate::types::{c_int, pid_t, sembuf, semid_ds, time_t};
use core::slice;

/// Semaphores of a set, and their values, at most.
pub const SEMAPHORES: usize = 250;
pub const VALUES: i32 = 32_767;
/// Semaphores that processes have something to undo of.
const UNDOS: usize = 256;

#[derive(Clone, Copy)]
#[repr(C)]
pub struct Semaphore {
    pub value: u16,
    pub waits_for_more: u16,
    pub waits_for_zero: u16,
    _unused: u16,
    pub last: pid_t,
}

#[derive(Clone, Copy)]
#[repr(C)]
struct Undo {
    /// Zero: nothing here.
    process: pid_t,
    semaphore: u16,
    change: i16,
}

#[repr(C)]
pub struct Set {
    head: Head,
    pub operated: time_t,
    pub changed: time_t,
    count: usize,
    undos: [Undo; UNDOS],
}

/// Why operations can not be done now.
#[derive(Clone, Copy)]
pub struct Obstacle {
    pub semaphore: usize,
    pub waits_for_zero: bool,
    pub may_wait: bool,
}

/// Bytes of a set.
pub fn size(count: usize) -> usize {
    size_of::<Set>() + count * size_of::<Semaphore>()
}

const IPC_NOWAIT: c_int = 0o4000;
const SEM_UNDO: c_int = 0x1000;

/// The methods' caller holds the set's mutex, but for [`Set::begin`].
impl Set {
    /// # Safety
    /// The set is new, and its head filled in.
    pub unsafe fn begin(set: *mut Set, count: usize, now: time_t) {
        // SAFETY: the caller's promise; everything else is zero, as the file began.
        unsafe {
            (*set).count = count;
            (*set).changed = now;
        }
    }

    pub fn count(&self) -> usize {
        self.count
    }

    pub fn semaphores(&mut self) -> &mut [Semaphore] {
        let count = self.count;
        // SAFETY: they follow the head.
        unsafe { slice::from_raw_parts_mut(core::ptr::from_mut(self).add(1).cast(), count) }
    }

    /// Does all operations, or none. What is to be undone later is noted.
    pub fn operate(&mut self, operations: &[sembuf], now: time_t) -> Result<Option<Obstacle>, Errno> {
        let process = Sys::getpid();
        for (done, operation) in operations.iter().enumerate() {
            let outcome = self.operate_once(operation, process);
            if !matches!(outcome, Ok(None)) {
                for before in operations[..done].iter().rev() {
                    self.take_back(before, process);
                }
                return outcome;
            }
        }
        for operation in operations {
            self.semaphores()[usize::from(operation.sem_num)].last = process;
        }
        self.operated = now;
        Ok(None)
    }

    fn operate_once(&mut self, operation: &sembuf, process: pid_t) -> Result<Option<Obstacle>, Errno> {
        let index = usize::from(operation.sem_num);
        let flags = c_int::from(operation.sem_flg);
        let value = i32::from(self.semaphores().get(index).ok_or(Errno::EFBIG)?.value);
        let change = i32::from(operation.sem_op);
        let new = value + change;
        if new < 0 || (change == 0 && value != 0) {
            let may_wait = flags & IPC_NOWAIT == 0;
            return Ok(Some(Obstacle { semaphore: index, waits_for_zero: change == 0, may_wait }));
        }
        if new > VALUES {
            return Err(Errno::ERANGE);
        }
        if change != 0 && flags & SEM_UNDO != 0 {
            self.note_undo(process, operation.sem_num, -change)?;
        }
        self.semaphores()[index].value = new as u16;
        Ok(None)
    }

    fn take_back(&mut self, operation: &sembuf, process: pid_t) {
        let change = i32::from(operation.sem_op);
        let semaphore = &mut self.semaphores()[usize::from(operation.sem_num)];
        semaphore.value = (i32::from(semaphore.value) - change) as u16;
        if change != 0 && c_int::from(operation.sem_flg) & SEM_UNDO != 0 {
            // There is a place, since the change was noted.
            let _ = self.note_undo(process, operation.sem_num, change);
        }
    }

    fn note_undo(&mut self, process: pid_t, semaphore: u16, change: i32) -> Result<(), Errno> {
        let is_it = |undo: &Undo| undo.process == process && undo.semaphore == semaphore;
        let known = self.undos.iter().position(is_it);
        let place = known.or_else(|| self.undos.iter().position(|undo| undo.process == 0));
        let undo = &mut self.undos[place.ok_or(Errno::ENOSPC)?];
        let before = if known.is_some() { i32::from(undo.change) } else { 0 };
        let change = i16::try_from(before + change).map_err(|_| Errno::ERANGE)?;
        *undo = Undo { process: if change == 0 { 0 } else { process }, semaphore, change };
        Ok(())
    }

    /// Somebody begins or ends to wait.
    pub fn count_waiter(&mut self, obstacle: Obstacle, change: i16) {
        let semaphore = &mut self.semaphores()[obstacle.semaphore];
        let count = match obstacle.waits_for_zero {
            true => &mut semaphore.waits_for_zero,
            false => &mut semaphore.waits_for_more,
        };
        *count = count.saturating_add_signed(change);
    }

    /// Setting a value forgets what was to be undone of it.
    pub fn forget_undo(&mut self, semaphore: Option<usize>) {
        for undo in &mut self.undos {
            if semaphore.is_none_or(|index| usize::from(undo.semaphore) == index) {
                undo.process = 0;
            }
        }
    }

    /// Undoes what the processes that have ended left; whether there was anything.
    pub fn undo(&mut self, has_ended: impl Fn(pid_t) -> bool) -> bool {
        let mut any = false;
        for index in 0..UNDOS {
            let undo = self.undos[index];
            if undo.process == 0 || !has_ended(undo.process) {
                continue;
            }
            self.undos[index].process = 0;
            if let Some(semaphore) = self.semaphores().get_mut(usize::from(undo.semaphore)) {
                let value = i32::from(semaphore.value) + i32::from(undo.change);
                semaphore.value = value.clamp(0, VALUES) as u16;
                semaphore.last = undo.process;
                any = true;
            }
        }
        any
    }

    /// Whether other processes would have something undone.
    pub fn others_may_end(&self) -> bool {
        let own = Sys::getpid();
        self.undos.iter().any(|undo| undo.process != 0 && undo.process != own)
    }

    pub fn status(&self) -> semid_ds {
        semid_ds {
            sem_perm: self.head.permissions,
            sem_otime: self.operated,
            __unused1: 0,
            sem_ctime: self.changed,
            __unused2: 0,
            sem_nsems: self.count as u16,
            __sem_nsems_pad: [0; 6],
            __unused3: 0,
            __unused4: 0,
        }
    }
}
