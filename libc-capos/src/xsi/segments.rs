//! Segments of shared memory: the object holds what is known of a segment, a second file its memory.

use super::lifecycle::watch_process;
use super::object::{
    CHANGE, Control, Head, Kind, READ, Request, check, check_owner, find, now, remove, set_permissions,
};
use super::table::Locked;
use crate::errno::Errno;
use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_CREAT, O_NOFOLLOW, O_RDONLY, O_RDWR};
use crate::platform::{Fs, Memory, Process, Sys};
use crate::shared_names::SharedPath;
use crate::sync::Mutex;
use crate::types::{c_int, key_t, mode_t, pid_t, shmid_ds, time_t};
use alloc::vec::Vec;

const KIND: Kind = Kind { by_number: b"xsi.segment.", by_key: b"xsi.segment-key." };
const MEMORY: &[u8] = b"xsi.memory.";
const SHM_RDONLY: c_int = 0o10000;
const SHM_RND: c_int = 0o20000;
const PAGE: usize = 4096;
const PROT_READ: c_int = 1;
const PROT_WRITE: c_int = 2;
const MAP_SHARED: c_int = 1;
const MAP_FIXED_NOREPLACE: c_int = 0x10_0000;
/// Processes that have a segment attached, at most.
const PROCESSES: usize = 128;

#[derive(Clone, Copy)]
#[repr(C)]
struct Attachment {
    /// Zero: nobody.
    process: pid_t,
    count: u32,
}

#[repr(C)]
struct Segment {
    head: Head,
    size: usize,
    attached: time_t,
    detached: time_t,
    changed: time_t,
    creator: pid_t,
    last: pid_t,
    attachments: [Attachment; PROCESSES],
}

/// Where the process has attached which segment, and how many bytes.
static ATTACHED: Mutex<Vec<(usize, c_int, usize)>> = Mutex::new(Vec::new());

fn segment<'a>(locked: &'a mut Locked<'_>) -> &'a mut Segment {
    // SAFETY: objects of this kind are segments.
    unsafe { locked.content() }
}

impl Segment {
    /// The process attaches or detaches; those that are gone have detached.
    fn count(&mut self, process: pid_t, change: i32) -> Result<(), Errno> {
        for attachment in &mut self.attachments {
            let is_gone = attachment.process != 0 && Sys::kill(attachment.process, 0) == Err(Errno::ESRCH);
            if is_gone && attachment.process != process {
                attachment.process = 0;
            }
        }
        let known = self.attachments.iter().position(|attachment| attachment.process == process);
        let place = known.or_else(|| self.attachments.iter().position(|attachment| attachment.process == 0));
        let attachment = &mut self.attachments[place.ok_or(Errno::EMFILE)?];
        let before = if known.is_some() { attachment.count } else { 0 };
        let count = before.saturating_add_signed(change);
        *attachment = Attachment { process: if count == 0 { 0 } else { process }, count };
        Ok(())
    }

    fn status(&self) -> shmid_ds {
        let held = self.attachments.iter().filter(|attachment| attachment.process != 0);
        shmid_ds {
            shm_perm: self.head.permissions,
            shm_segsz: self.size,
            shm_atime: self.attached,
            shm_dtime: self.detached,
            shm_ctime: self.changed,
            shm_cpid: self.creator,
            shm_lpid: self.last,
            shm_nattch: held.map(|attachment| u64::from(attachment.count)).sum(),
            __pad1: 0,
            __pad2: 0,
        }
    }
}

fn memory(number: c_int) -> SharedPath {
    SharedPath::numbered(MEMORY, number as u32)
}

/// `shmget`.
pub fn get(key: key_t, size: usize, flags: c_int) -> Result<c_int, Errno> {
    if i64::try_from(size).is_err() {
        return Err(Errno::EINVAL);
    }
    let begin = |head: *mut Head| {
        // SAFETY: a new object of this kind is a segment, and zero but for its head.
        let segment = unsafe { &mut *head.cast::<Segment>() };
        (segment.size, segment.changed, segment.creator) = (size, now(), Sys::getpid());
    };
    let fits = |head: *mut Head| {
        // SAFETY: objects of this kind are segments; their size stays.
        if size > unsafe { (*head.cast::<Segment>()).size } { Err(Errno::EINVAL) } else { Ok(()) }
    };
    // None is made without memory.
    let object_size = if size == 0 { 0 } else { size_of::<Segment>() };
    Request { kind: KIND, key, flags, size: object_size }.get(begin, fits)
}

/// Opens the segment's memory, which is made when it is first attached.
fn open_memory(number: c_int, segment: &Segment, read_only: bool) -> Result<c_int, Errno> {
    let path = memory(number);
    let mode = segment.head.permissions.mode & 0o777;
    let access = if read_only { O_RDONLY } else { O_RDWR };
    match Sys::openat(AT_FDCWD, path.as_cstr(), access | O_NOFOLLOW | O_CLOEXEC, 0) {
        Err(Errno::ENOENT) => {}
        outcome => return outcome,
    }
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC;
    let file = Sys::openat(AT_FDCWD, path.as_cstr(), flags, 0o600)?;
    let made = Sys::ftruncate(file, segment.size.next_multiple_of(PAGE) as i64);
    made.and_then(|()| Sys::fchmod(file, writable_mode(mode))).map(|()| file).inspect_err(|_| {
        // The first error counts.
        let _ = Sys::close(file);
    })
}

/// The library decides who may write; whoever may attach the segment may open the file.
fn writable_mode(mode: mode_t) -> mode_t {
    0o600 | mode & 0o066
}

/// `shmat`: the address. Zero lets the system choose.
///
/// # Safety
/// Nothing that the program still needs lies at the address.
pub unsafe fn attach(number: c_int, address: usize, flags: c_int) -> Result<usize, Errno> {
    let address = if flags & SHM_RND != 0 { address & !(PAGE - 1) } else { address };
    if !address.is_multiple_of(PAGE) {
        return Err(Errno::EINVAL);
    }
    let read_only = flags & SHM_RDONLY != 0;
    watch_process();
    let object = find(KIND, number)?;
    let mut locked = object.lock()?;
    let segment = segment(&mut locked);
    check(&segment.head.permissions, if read_only { READ } else { READ | CHANGE })?;
    let mut attached = ATTACHED.lock();
    attached.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
    let file = open_memory(number, segment, read_only)?;
    let protection = if read_only { PROT_READ } else { PROT_READ | PROT_WRITE };
    let fixed = if address == 0 { 0 } else { MAP_FIXED_NOREPLACE };
    // SAFETY: the mapping replaces none.
    let mapped = unsafe { Sys::mmap(address, segment.size, protection, MAP_SHARED | fixed, file, 0) };
    // The mapping holds the memory.
    let _ = Sys::close(file);
    let at = mapped.map_err(|error| if error == Errno::EEXIST { Errno::EINVAL } else { error })?;
    let process = Sys::getpid();
    segment.count(process, 1).inspect_err(|_| {
        // SAFETY: nobody knows the mapping yet.
        let _ = unsafe { Sys::munmap(at, segment.size) };
    })?;
    (segment.attached, segment.last) = (now(), process);
    attached.push((at, number, segment.size));
    Ok(at)
}

/// `shmdt`.
///
/// # Safety
/// Nobody uses the segment at that address any more.
pub unsafe fn detach(address: usize) -> Result<(), Errno> {
    let (number, size) = {
        let mut attached = ATTACHED.lock();
        let index = attached.iter().position(|&(at, ..)| at == address).ok_or(Errno::EINVAL)?;
        let (_, number, size) = attached.swap_remove(index);
        (number, size)
    };
    // SAFETY: the caller's promise.
    unsafe { Sys::munmap(address, size) }?;
    note(number, -1);
    Ok(())
}

/// Notes that the process has attached or detached; of a segment that was removed there is nothing to note.
fn note(number: c_int, change: i32) {
    let Ok(object) = find(KIND, number) else { return };
    let Ok(mut locked) = object.lock() else { return };
    let (segment, process) = (segment(&mut locked), Sys::getpid());
    if segment.count(process, change).is_ok() && change < 0 {
        (segment.detached, segment.last) = (now(), process);
    }
}

/// The child of `fork` has what its parent had attached.
pub fn process_was_copied() {
    let mut index = 0;
    loop {
        let next = ATTACHED.lock().get(index).copied();
        let Some((_, number, _)) = next else { return };
        note(number, 1);
        index += 1;
    }
}

/// The calling process ends.
pub fn process_ends() {
    loop {
        let last = ATTACHED.lock().pop();
        let Some((_, number, _)) = last else { return };
        note(number, -1);
    }
}

/// `shmctl`: the segment's status, which counts for [`Control::Status`] only.
pub fn control(number: c_int, control: Control<&shmid_ds>) -> Result<shmid_ds, Errno> {
    let object = find(KIND, number)?;
    let mut locked = object.lock()?;
    let segment = segment(&mut locked);
    // Forgets those that are gone.
    segment.count(Sys::getpid(), 0)?;
    let status = segment.status();
    match control {
        Control::Status => check(&status.shm_perm, READ)?,
        Control::Remove => {
            remove(KIND, object.head)?;
            // What was never attached has none.
            let _ = memory(number).unlink();
        }
        Control::Set(new) => {
            set_permissions(KIND, object.head, &new.shm_perm)?;
            // As above.
            let _ = Sys::fchmodat(AT_FDCWD, memory(number).as_cstr(), writable_mode(new.shm_perm.mode));
            segment.changed = now();
        }
    }
    Ok(status)
}

/// Whether the process may lock the segment in memory, where it is anyway.
pub fn check_lock(number: c_int) -> Result<(), Errno> {
    let object = find(KIND, number)?;
    let mut locked = object.lock()?;
    check_owner(&segment(&mut locked).head.permissions)
}
