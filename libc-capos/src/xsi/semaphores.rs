//! Sets of semaphores.
//!
//! What a process wants undone is done when it exits, or, should it be killed, when the next one looks at the set.

use super::lifecycle::watch_process;
use super::object::{
    CHANGE, Control, Head, Kind, READ, Request, check, check_owner, find, now, remove, set_permissions,
};
use super::set::{Obstacle, SEMAPHORES, Set, VALUES, size};
use super::table::{self, Locked, Using};
use crate::errno::Errno;
use crate::platform::{Clock, Deadline, Process, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, key_t, pid_t, sembuf, semid_ds};
use core::sync::atomic::{AtomicBool, Ordering};

const KIND: Kind = Kind { by_number: b"xsi.semaphores.", by_key: b"xsi.semaphores-key." };
const CLOCK_MONOTONIC: c_int = 1;
const SEM_UNDO: c_int = 0x1000;
/// Operations at a time.
const OPERATIONS: usize = 500;
/// How often a process that waits looks whether another one was killed with something to undo, in nanoseconds.
const LOOK: i64 = 100_000_000;

/// Whether the process may have something to undo.
static HAS_UNDO: AtomicBool = AtomicBool::new(false);

/// `semget`.
pub fn get(key: key_t, count: c_int, flags: c_int) -> Result<c_int, Errno> {
    let count = usize::try_from(count).ok().filter(|&count| count <= SEMAPHORES).ok_or(Errno::EINVAL)?;
    // None is made without semaphores.
    let request = Request { kind: KIND, key, flags, size: if count == 0 { 0 } else { size(count) } };
    let fits = |head: *mut Head| {
        // SAFETY: objects of this kind are sets; their size stays.
        if count > unsafe { &*head.cast::<Set>() }.count() { Err(Errno::EINVAL) } else { Ok(()) }
    };
    // SAFETY: a new object of this kind is a set.
    request.get(|head| unsafe { Set::begin(head.cast(), count, now()) }, fits)
}

fn has_ended(process: pid_t) -> bool {
    process != Sys::getpid() && Sys::kill(process, 0) == Err(Errno::ESRCH)
}

/// The set, locked, with everything undone that is due.
fn lock(object: &Using) -> Result<Locked<'_>, Errno> {
    let mut locked = object.lock()?;
    if set(&mut locked).undo(has_ended) {
        locked.announce();
    }
    Ok(locked)
}

fn set<'a>(locked: &'a mut Locked<'_>) -> &'a mut Set {
    // SAFETY: objects of this kind are sets.
    unsafe { locked.content() }
}

/// `semop`.
pub fn operate(number: c_int, operations: &[sembuf]) -> Result<(), Errno> {
    if operations.len() > OPERATIONS {
        return Err(Errno::E2BIG);
    }
    let object = find(KIND, number)?;
    let mut locked = lock(&object)?;
    let known = set(&mut locked);
    if operations.iter().any(|operation| usize::from(operation.sem_num) >= known.count()) {
        return Err(Errno::EFBIG);
    }
    let changes = operations.iter().any(|operation| operation.sem_op != 0);
    check(&known.status().sem_perm, if changes { CHANGE } else { READ })?;
    if operations.iter().any(|operation| c_int::from(operation.sem_flg) & SEM_UNDO != 0) {
        HAS_UNDO.store(true, Ordering::Relaxed);
        watch_process();
    }
    while let Some(obstacle) = set(&mut locked).operate(operations, now())? {
        if !obstacle.may_wait {
            return Err(Errno::EAGAIN);
        }
        wait(&mut locked, obstacle)?;
    }
    locked.announce();
    Ok(())
}

/// Waits until something has changed.
fn wait(locked: &mut Locked<'_>, obstacle: Obstacle) -> Result<(), Errno> {
    let set = set(locked);
    set.count_waiter(obstacle, 1);
    let until = set.others_may_end().then(next_look).transpose()?;
    let outcome = cancellation::outside(|| locked.wait(until.as_ref()));
    if outcome == Err(Errno::EIDRM) {
        return outcome;
    }
    let set = self::set(locked);
    set.count_waiter(obstacle, -1);
    if outcome == Err(Errno::ETIMEDOUT) {
        set.undo(has_ended);
        return Ok(());
    }
    outcome
}

fn next_look() -> Result<Deadline, Errno> {
    let mut time = Sys::clock_gettime(CLOCK_MONOTONIC)?;
    time.tv_nsec += LOOK;
    if time.tv_nsec >= 1_000_000_000 {
        time.tv_nsec -= 1_000_000_000;
        time.tv_sec += 1;
    }
    Ok(Deadline { clock: CLOCK_MONOTONIC, time })
}

/// The calling process ends.
pub fn process_ends() {
    if !HAS_UNDO.load(Ordering::Relaxed) {
        return;
    }
    let own = Sys::getpid();
    table::for_each(KIND, |object| {
        if let Ok(mut locked) = object.lock()
            && set(&mut locked).undo(|process| process == own)
        {
            locked.announce();
        }
    });
}

/// What `semctl` asks of one semaphore.
#[derive(Clone, Copy)]
pub enum Ask {
    Value,
    LastProcess,
    WaitsForMore,
    WaitsForZero,
}

/// `GETVAL`, `GETPID`, `GETNCNT` and `GETZCNT`.
pub fn ask(number: c_int, semaphore: c_int, what: Ask) -> Result<c_int, Errno> {
    let object = find(KIND, number)?;
    let mut locked = lock(&object)?;
    let set = set(&mut locked);
    check(&set.status().sem_perm, READ)?;
    let index = usize::try_from(semaphore).map_err(|_| Errno::EINVAL)?;
    let found = set.semaphores().get(index).ok_or(Errno::EINVAL)?;
    Ok(match what {
        Ask::Value => found.value.into(),
        Ask::LastProcess => found.last,
        Ask::WaitsForMore => found.waits_for_more.into(),
        Ask::WaitsForZero => found.waits_for_zero.into(),
    })
}

/// `SETVAL`.
pub fn set_value(number: c_int, semaphore: c_int, value: c_int) -> Result<(), Errno> {
    change(number, |set| {
        let index = usize::try_from(semaphore).map_err(|_| Errno::EINVAL)?;
        let found = set.semaphores().get_mut(index).ok_or(Errno::EINVAL)?;
        if !(0..=VALUES).contains(&value) {
            return Err(Errno::ERANGE);
        }
        (found.value, found.last) = (value as u16, Sys::getpid());
        set.forget_undo(Some(index));
        Ok(())
    })
}

/// How many values `GETALL` and `SETALL` are about.
pub fn count(number: c_int) -> Result<usize, Errno> {
    let object = find(KIND, number)?;
    Ok(set(&mut lock(&object)?).count())
}

/// `GETALL`, for as many values as there are.
pub fn values(number: c_int, values: &mut [u16]) -> Result<(), Errno> {
    let object = find(KIND, number)?;
    let mut locked = lock(&object)?;
    let set = set(&mut locked);
    check(&set.status().sem_perm, READ)?;
    for (value, semaphore) in values.iter_mut().zip(set.semaphores()) {
        *value = semaphore.value;
    }
    Ok(())
}

/// `SETALL`.
pub fn set_values(number: c_int, values: &[u16]) -> Result<(), Errno> {
    change(number, |set| {
        if values.iter().any(|&value| i32::from(value) > VALUES) {
            return Err(Errno::ERANGE);
        }
        for (semaphore, &value) in set.semaphores().iter_mut().zip(values) {
            (semaphore.value, semaphore.last) = (value, Sys::getpid());
        }
        set.forget_undo(None);
        Ok(())
    })
}

fn change(number: c_int, change: impl FnOnce(&mut Set) -> Result<(), Errno>) -> Result<(), Errno> {
    let object = find(KIND, number)?;
    let mut locked = lock(&object)?;
    let set = set(&mut locked);
    check(&set.status().sem_perm, CHANGE)?;
    change(set)?;
    set.changed = now();
    locked.announce();
    Ok(())
}

/// `IPC_STAT`, `IPC_SET` and `IPC_RMID`: the set's status, which counts for the first only.
pub fn control(number: c_int, control: Control<&semid_ds>) -> Result<semid_ds, Errno> {
    let object = find(KIND, number)?;
    let mut locked = lock(&object)?;
    let set = set(&mut locked);
    let status = set.status();
    match control {
        Control::Status => check(&status.sem_perm, READ)?,
        Control::Remove => remove(KIND, object.head)?,
        Control::Set(new) => {
            check_owner(&status.sem_perm)?;
            set_permissions(KIND, object.head, &new.sem_perm)?;
            set.changed = now();
        }
    }
    Ok(status)
}
