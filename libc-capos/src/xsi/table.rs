//! The objects that the process has mapped. A mapping goes when the object is removed and nobody here uses it.

use super::object::{Head, Kind};
use crate::errno::Errno;
use crate::platform::{Deadline, Memory, Sys};
use crate::sync::Mutex;
use crate::thread::cancellation;
use crate::types::c_int;
use alloc::vec::Vec;

/// A mapped object.
#[derive(Clone, Copy)]
pub struct Open {
    pub kind: Kind,
    pub head: *mut Head,
    pub length: usize,
}

// SAFETY: the head is shared memory with locks of its own.
unsafe impl Send for Open {}

struct Entry {
    open: Open,
    users: usize,
}

static OPEN: Mutex<Vec<Entry>> = Mutex::new(Vec::new());

/// An object in use, and so mapped.
pub struct Using {
    pub head: *mut Head,
}

fn unmap(open: &Open) {
    // SAFETY: nobody uses the object. It was mapped as a whole, so that unmapping it can not fail.
    let _ = unsafe { Sys::munmap(open.head.addr(), open.length) };
}

fn is_removed(head: *mut Head) -> bool {
    // SAFETY: the head is mapped; a flag that others set is read at once.
    unsafe { (&raw const (*head).removed).read_volatile() != 0 }
}

/// Takes an object in, or what the process has of the same already.
pub fn add(new: Open) -> Result<Using, Errno> {
    // SAFETY: it is mapped.
    let number = unsafe { (*new.head).number };
    if let Some(known) = find(new.kind, number).inspect_err(|_| unmap(&new))? {
        unmap(&new);
        return Ok(known);
    }
    let mut list = OPEN.lock();
    if list.try_reserve(1).is_err() {
        unmap(&new);
        return Err(Errno::ENOMEM);
    }
    list.push(Entry { open: new, users: 1 });
    Ok(Using { head: new.head })
}

/// What the process has of that number; `EINVAL` if it has been removed.
pub fn find(kind: Kind, number: c_int) -> Result<Option<Using>, Errno> {
    let mut list = OPEN.lock();
    // SAFETY: what is in the list is mapped.
    let matches = |entry: &Entry| entry.open.kind == kind && unsafe { (*entry.open.head).number } == number;
    let Some(index) = list.iter().position(matches) else { return Ok(None) };
    let entry = &mut list[index];
    if is_removed(entry.open.head) {
        if entry.users == 0 {
            unmap(&list.swap_remove(index).open);
        }
        return Err(Errno::EINVAL);
    }
    entry.users += 1;
    Ok(Some(Using { head: entry.open.head }))
}

/// Calls `visit` with every object of a kind that the process has used.
pub fn for_each(kind: Kind, mut visit: impl FnMut(&Using)) {
    let mut index = 0;
    loop {
        let object = {
            let mut list = OPEN.lock();
            let Some(entry) = list.get_mut(index) else { return };
            entry.users += 1;
            (entry.open.kind, Using { head: entry.open.head })
        };
        if object.0 == kind {
            visit(&object.1);
        }
        index += 1;
    }
}

impl Drop for Using {
    fn drop(&mut self) {
        let mut list = OPEN.lock();
        let Some(index) = list.iter().position(|entry| entry.open.head == self.head) else { return };
        list[index].users -= 1;
        if list[index].users == 0 && is_removed(self.head) {
            unmap(&list.swap_remove(index).open);
        }
    }
}

/// Holds an object's mutex.
pub struct Locked<'a> {
    object: &'a Using,
    /// Its last holder ended in the middle of something.
    pub holder_died: bool,
}

impl Using {
    /// `EINVAL` if the object has been removed.
    pub fn lock(&self) -> Result<Locked<'_>, Errno> {
        // SAFETY: the object is mapped while it is used.
        let mutex = unsafe { &(*self.head).mutex };
        let holder_died = match cancellation::outside(|| mutex.lock(None)) {
            Err(Errno::EOWNERDEAD) => mutex.make_consistent().map(|()| true)?,
            outcome => outcome.map(|()| false)?,
        };
        let locked = Locked { object: self, holder_died };
        if is_removed(self.head) { Err(Errno::EINVAL) } else { Ok(locked) }
    }
}

impl Locked<'_> {
    /// Waits until the object changes, without its mutex. `EIDRM` if it is removed meanwhile, `EINTR` if a handler runs.
    pub fn wait(&mut self, until: Option<&Deadline>) -> Result<(), Errno> {
        // SAFETY: the object is mapped while it is used.
        let (mutex, changed) = unsafe { (&(*self.object.head).mutex, &(*self.object.head).changed) };
        let outcome = match changed.wait_or_interrupt(mutex, until) {
            Err(Errno::EOWNERDEAD) => mutex.make_consistent(),
            outcome => outcome,
        };
        if is_removed(self.object.head) { Err(Errno::EIDRM) } else { outcome }
    }

    /// The object's memory; nobody waits as long as it is looked at.
    ///
    /// # Safety
    /// It is a `T`.
    pub unsafe fn content<T>(&mut self) -> &mut T {
        // SAFETY: the object is mapped while it is used, and others change it with the mutex only.
        unsafe { &mut *self.object.head.cast::<T>() }
    }

    /// Tells those who wait.
    pub fn announce(&self) {
        // SAFETY: the object is mapped while it is used.
        unsafe { (*self.object.head).changed.broadcast() };
    }
}

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        // SAFETY: the object is mapped while it is used. Unlocking what one holds succeeds.
        let _ = unsafe { &(*self.object.head).mutex }.unlock();
    }
}
